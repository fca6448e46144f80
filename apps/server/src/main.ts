import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { isLedgerError } from '@ledger/kernel';
import { PinoLog } from './log.js';
import { serve } from './serve.js';
import { readSettings } from './settings.js';

try {
  const settings = readSettings(process.env, process.argv.slice(2));
  if (settings.kind === 'embedded') mkdirSync(settings.dataFolder, { recursive: true });
  await serve(settings, { log: new PinoLog(settings.logLevel), output: process.stdout });
} catch (error) {
  process.stderr.write(`${isLedgerError(error) ? error.message : told(error)}\n`);
  process.exit(1);
}

function told(error: unknown): string {
  const { code, message, stack } = error as Partial<NodeJS.ErrnoException>;
  if (code === 'EADDRINUSE') return 'Another program listens there already: set PORT.';
  return stack ?? message ?? String(error);
}
