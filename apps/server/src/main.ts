import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { isLedgerError } from '@ledger/kernel';
import { readConfig } from './config.js';
import { PinoLog } from './log.js';
import { serve } from './serve.js';

try {
  const config = readConfig(process.env);
  mkdirSync(config.dataFolder, { recursive: true });
  await serve(config, { log: new PinoLog(config.logLevel), output: process.stdout });
} catch (error) {
  process.stderr.write(`${isLedgerError(error) ? error.message : told(error)}\n`);
  process.exit(1);
}

function told(error: unknown): string {
  const { code, message, stack } = error as Partial<NodeJS.ErrnoException>;
  if (code === 'EADDRINUSE') return 'Another program listens there already: set PORT.';
  return stack ?? message ?? String(error);
}
