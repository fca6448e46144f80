import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SeeArtefact } from '@ledger/figures-application';
import { machineNow, parseInstant } from '@ledger/kernel';
import type { CommandContext, ExitStatus } from '../context/command.js';
import { execute, originOf } from './execute.js';

/** The options of `ledger seen`: when and where an artefact was read. */
export interface SeenOptions {
  /** When it was read; now by default. */
  readonly at?: string;
  /** Where it was read. */
  readonly address?: string;
}

/**
 * Records that the source of a publication was read again.
 *
 * @param file what was found there; undefined if it was gone
 */
export async function seenCommand(
  context: CommandContext,
  { publication, file }: { readonly publication: string; readonly file: string | undefined },
  { at, address }: SeenOptions,
): Promise<ExitStatus> {
  const sighting = {
    seenAt: at === undefined ? machineNow() : parseInstant(at),
    sha256: file === undefined ? null : await digestOf(file),
    ...(address === undefined ? {} : { address }),
  };
  const command = new SeeArtefact(publication, sighting, originOf('seen'));
  return execute(context, publication, command);
}

async function digestOf(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
}
