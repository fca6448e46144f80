import { unzipSync, zipSync } from 'fflate';
import { NoEvidencePack } from './evidence-errors.js';

/** The files of a pack by their names. FORMAT.md in this library lists them. */
export type PackFiles = ReadonlyMap<string, Uint8Array>;

/** What the pack shows, for people. */
export const README_FILE = 'README.txt';
/** What was asked: the figure and the clocks. */
export const QUESTION_FILE = 'question.json';
/** The answer about the figure. */
export const ANSWER_FILE = 'answer.json';
/** How its printed texts were read. */
export const READINGS_FILE = 'readings.json';
/** The findings about the figure. */
export const FINDINGS_FILE = 'findings.json';
/** The streams with their events, and the proof that no event of them was left out. */
export const STREAMS_FILE = 'streams.json';
/** The signed checkpoint that everything is proved against. */
export const CHECKPOINT_FILE = 'checkpoint';
/** The keys of the log, to be compared with those known from elsewhere. */
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

/**
 * The files of a pack.
 *
 * @throws {NoEvidencePack} it is no zip file, or one of absurd size
 */
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
