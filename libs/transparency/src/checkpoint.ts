import { strictBase64 } from './note-keys.js';
import { MalformedLogText } from './transparency-errors.js';
import { HASH_BYTES } from './tree-hash.js';
import type { TreeHead } from './tree-proofs.js';

/** The text of a checkpoint: which log had which tree (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** The log's origin. */
  readonly origin: string;
  /** Extension lines after the root, each ended; this ledger writes none. */
  readonly extension: string;
}

const SIZE = /^(0|[1-9]\d{0,15})$/;

/**
 * Parses the text of a checkpoint.
 *
 * @throws {MalformedLogText} it is malformed
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root64 = '', ...extension] = text.split('\n');
  const root = strictBase64(root64);
  const sized = SIZE.test(size) ? Number(size) : Number.NaN;
  if (origin === '' || !Number.isSafeInteger(sized))
    throw malformed('it has no origin and size');
  if (root?.length !== HASH_BYTES) throw malformed('it has no root');
  if (extension.pop() !== '' || extension.includes('')) throw malformed('it has an empty line');
  return {
    origin,
    size: sized,
    root,
    extension: extension.map((line) => `${line}\n`).join(''),
  };
}

/** The text of a checkpoint, to be signed. */
export function formatCheckpoint({
  origin,
  size,
  root,
  extension,
}: Omit<Checkpoint, 'extension'> & { readonly extension?: string }): string {
  const root64 = Buffer.from(root).toString('base64');
  return `${origin}\n${size}\n${root64}\n${extension ?? ''}`;
}

function malformed(fault: string): MalformedLogText {
  return new MalformedLogText('The checkpoint', fault);
}
