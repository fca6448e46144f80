import { Writable } from 'node:stream';
import { openLedger, program, type OpenLedger } from '@ledger/cli';
import { placeIn } from '@ledger/deployment';

/** The output of a command, and how it ended. */
export interface Ended {
  readonly out: string;
  /** The exit status; absent if the command threw. */
  readonly status?: number;
  /** The code of the error it threw. */
  readonly failed?: string;
}

/** Runs the command line in this process, on the ledger in a folder. */
export async function runLedger(folder: string, ...args: readonly string[]): Promise<Ended> {
  let out = '';
  let ended: { readonly status?: number } = {};
  const stream = new Writable({
    write(chunk, _encoding, done) {
      out += String(chunk);
      done();
    },
  });
  const command = program({
    terminal: { out: stream, err: stream },
    place: () => placeIn(folder, {}),
    finish: (status) => void (ended = { status }),
  });
  for (const one of [command, ...command.commands]) {
    one.exitOverride().configureOutput({ writeErr: (text) => void (out += text) });
  }
  try {
    await command.parseAsync(args, { from: 'user' });
    return { out, ...ended };
  } catch (error) {
    return { out, failed: (error as { readonly code: string }).code };
  }
}

/** Runs work on the ledger in a folder, as a command does. */
export async function inLedger<Answer>(
  folder: string,
  work: (ledger: OpenLedger) => Promise<Answer>,
): Promise<Answer> {
  const ledger = await openLedger(placeIn(folder, {}));
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}
