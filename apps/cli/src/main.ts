#!/usr/bin/env node
import { isLedgerError } from '@ledger/kernel';
import { placeIn, readPlace, type LedgerPlace } from '@ledger/deployment';
import { program } from './program.js';
import type { ExitStatus } from './context/command.js';

// A closed pipe is not an error: `ledger export events | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

const { env } = process;
/** Read only by commands that work on a ledger. */
const place = (folder?: string): LedgerPlace =>
  folder === undefined ? readPlace(env) : placeIn(folder, env);
const finish = (status: ExitStatus): void => {
  process.exitCode = status;
};

try {
  const terminal = { out: process.stdout, err: process.stderr };
  await program({ terminal, place, finish }).parseAsync();
} catch (error) {
  process.exitCode = 2;
  if (isLedgerError(error)) process.stderr.write(`${error.code}: ${error.message}\n`);
  else throw error;
}
