import { canonicalJson } from '@ledger/kernel';
import { strictBase64, type MapLeaf, type MapProof } from '@ledger/transparency';
import { NoEvidencePack } from './evidence-errors.js';

/** An event of a pack: where its entry is. */
export interface PackEvent {
  /** Of its entry in the log. */
  readonly index: number;
  /** In the event log. */
  readonly position: number;
}

/** A stream of a pack with the proof that it has these events and no others. */
export interface PackStream {
  readonly name: string;
  /** In the order of disclosure; empty for a stream that does not exist. */
  readonly events: readonly PackEvent[];
  readonly proof: MapProof;
}

/** The streams as the text of their file. */
export function formatStreams(streams: readonly PackStream[]): string {
  return canonicalJson(
    streams.map(({ name, events, proof: { siblings, other } }) => ({
      name,
      events: events.map(({ index, position }) => ({ index, position })),
      siblings: siblings.map(base64),
      other:
        other === undefined ? undefined : { key: base64(other.key), head: base64(other.head) },
    })),
  );
}

/**
 * Reads the streams of a pack.
 *
 * @throws {NoEvidencePack} it is something else
 */
export function parseStreams(text: string): readonly PackStream[] {
  const streams = listIn(parsed(text)).map(streamOf);
  if (new Set(streams.map(({ name }) => name)).size < streams.length) {
    throw new NoEvidencePack('streams.json names a stream twice');
  }
  return streams;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoEvidencePack('streams.json is not JSON');
  }
}

function streamOf(item: unknown): PackStream {
  const { name, events, siblings, other } = objectIn(item);
  if (typeof name !== 'string') throw new NoEvidencePack('a stream has no name');
  const leaf = other === undefined ? undefined : leafOf(objectIn(other));
  return {
    name,
    events: listIn(events).map((event) => eventOf(objectIn(event))),
    proof: {
      siblings: listIn(siblings).map(hashOf),
      ...(leaf === undefined ? {} : { other: leaf }),
    },
  };
}

function eventOf({ index, position }: Readonly<Record<string, unknown>>): PackEvent {
  return { index: wholeIn(index), position: wholeIn(position) };
}

function leafOf({ key, head }: Readonly<Record<string, unknown>>): MapLeaf {
  return { key: hashOf(key), head: hashOf(head) };
}

function wholeIn(value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new NoEvidencePack('streams.json has an index or a position that is no whole number');
}

function hashOf(value: unknown): Uint8Array {
  const bytes = typeof value === 'string' ? strictBase64(value) : undefined;
  if (bytes?.length === 32) return bytes;
  throw new NoEvidencePack('streams.json has a hash that is none');
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new NoEvidencePack('streams.json has something else than a list');
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new NoEvidencePack('streams.json has something else than an object');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
