#!/usr/bin/env node
import { Command } from 'commander';
import { bench, type BenchOptions } from './bench.js';
import { whole } from '@ledger/terminal';

const terminal = { out: process.stdout, err: process.stderr };

await new Command('bench')
  .description('measure the ledger, as ratios to what limits it in the same run')
  .option('--events <number>', 'events of the small ledger', whole, 1_000_000)
  .option('--reports <number>', 'reports sent in one stream', whole, 300_000)
  .option('--full', 'also rebuild four times as many events', false)
  .option('--json', 'print JSON alone', false)
  .action(async (options: BenchOptions) => {
    process.exitCode = (await bench(terminal, options)) ? 0 : 1;
  })
  .parseAsync();
