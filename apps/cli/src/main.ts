#!/usr/bin/env node
import { resolve } from 'node:path';
import { isLedgerError } from '@ledger/kernel';
import { program } from './program.js';
import type { ExitStatus } from './commands/command.js';

// Whoever reads may stop reading: `ledger export events | head` is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

const dataFolder = resolve(process.env['LEDGER_DATA'] ?? './.ledger');
const finish = (status: ExitStatus): void => {
  process.exitCode = status;
};

try {
  const terminal = { out: process.stdout, err: process.stderr };
  await program({ terminal, dataFolder, finish }).parseAsync();
} catch (error) {
  process.exitCode = 2;
  if (isLedgerError(error)) process.stderr.write(`${error.code}: ${error.message}\n`);
  else throw error;
}
