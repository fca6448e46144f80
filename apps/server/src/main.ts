import 'reflect-metadata';
import { isLedgerError } from '@ledger/kernel';
import { PinoLog } from '@ledger/observability';
import { serve } from './serve.js';
import { readSettings } from '@ledger/deployment';

try {
  const settings = readSettings(process.env, process.argv.slice(2));
  await serve(settings, { log: new PinoLog(settings.logLevel), output: process.stdout });
} catch (error) {
  process.stderr.write(`${isLedgerError(error) ? error.message : describe(error)}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  const { message, stack } = error as Partial<Error>;
  return stack ?? message ?? String(error);
}
