import { unzipSync, zipSync } from 'fflate';
import { NoEvidencePack } from './evidence-errors.js';

/** The files of a pack by their names. FORMAT.md in this library lists them. */
export type PackFiles = ReadonlyMap<string, Uint8Array>;

export const README_FILE = 'README.txt';
export const QUESTION_FILE = 'question.json';
export const ANSWER_FILE = 'answer.json';
export const READINGS_FILE = 'readings.json';
export const FINDINGS_FILE = 'findings.json';
export const STREAMS_FILE = 'streams.json';
export const CHECKPOINT_FILE = 'checkpoint';
export const KEYS_FILE = 'keys.txt';

/** The stored bytes of the event whose entry has this index. */
export function eventFile(index: number): string {
  return `events/${index}.json`;
}

/** The proof of the entry with this index. */
export function proofFile(index: number): string {
  return `proofs/${index}.tlog-proof`;
}

/** The earliest moment of a zip file, in local time, so that every machine writes the same. */
const SAME_TIME = new Date(1980, 0, 1);

/** One pack: the same files always give the same bytes. */
export function zipPack(files: PackFiles): Uint8Array {
  const sorted = [...files].sort(([left], [right]) => (left < right ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: SAME_TIME });
}

/** Many times the evidence of the longest history; bounds what a file can make of memory. */
const PACK_BYTES_MAX = 200_000_000;

/** @throws {NoEvidencePack} it is no zip file, or one of absurd size */
export function unzipPack(bytes: Uint8Array): PackFiles {
  let total = 0;
  const names = new Set<string>();
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        // Of two files of one name, programs differ in which one they show.
        if (names.has(name)) throw new NoEvidencePack(`it has two files named ${name}`);
        names.add(name);
        total += originalSize;
        if (total > PACK_BYTES_MAX) throw new NoEvidencePack('it is too large');
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    if (error instanceof NoEvidencePack) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new NoEvidencePack(`it cannot be unpacked (${reason})`);
  }
}
