import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { figureStream, LEDGER_EVENTS, type FigureKey } from '@ledger/figures-domain';
import {
  EvidenceNotReady,
  figureFromEvents,
  settledClocks,
  type AskedClocks,
  type Clocks,
} from '@ledger/figures-read-models';
import {
  canonicalJson,
  instantOf,
  pause,
  type EventRecord,
  type Instant,
} from '@ledger/kernel';
import { formatNote, formatTlogProof, logEntry } from '@ledger/transparency';
import type {
  LatestLog,
  LogIdentity,
  ProvenLog,
  StreamMapParts,
} from '@ledger/transparency-log';
import { DisclosedStreams } from './disclosed-streams.js';
import {
  ANSWER_FILE,
  CHECKPOINT_FILE,
  eventFile,
  FINDINGS_FILE,
  KEYS_FILE,
  proofFile,
  QUESTION_FILE,
  README_FILE,
  READINGS_FILE,
  STREAMS_FILE,
  zipPack,
} from './pack-files.js';
import { findingsIn, formatFindings } from './pack-findings.js';
import { formatStreams } from './pack-streams.js';
import { readmeOf } from './readme-text.js';
import { formatReadings } from './readings.js';
import { restedStreams } from './rested-streams.js';

/** What evidence is made from. */
export interface EvidenceParts {
  readonly eventStore: Pick<EventStore, 'readStream' | 'readAll'>;
  /** The transparency log; shared by all packs, because it keeps the tiles that it read. */
  readonly log: Pick<LatestLog, 'get'>;
  readonly streams: StreamMapParts;
  readonly identity: LogIdentity;
  /** The machine's clock. */
  readonly now: () => Instant;
}

/** A pack that was made. */
export interface EvidencePack {
  /** A zip file. */
  readonly bytes: Uint8Array;
  /** Of the last event that its checkpoint covers. */
  readonly position: number;
}

/** The question about a figure, at both clocks. */
export interface EvidenceQuestion extends AskedClocks {
  readonly key: string;
}

/**
 * The evidence pack of a figure: the answer at both clocks, as far as the last checkpoint of the
 * transparency log covers it, and everything that it rests on. The same question at the same
 * checkpoint gives the same bytes.
 *
 * @throws {MalformedFigureKey | MalformedInstant}
 * @throws {UnknownFigure} as a query for the figure throws it
 * @throws {EvidenceNotReady}
 * @throws {LogNotOurs | TileNotUsable | LogStoreUnavailable | StoreUnavailable}
 */
export async function makePack(
  parts: EvidenceParts,
  question: EvidenceQuestion,
): Promise<EvidencePack> {
  const { key } = question;
  const log = await logWithItsMap(parts, key);
  const upTo = (await log.lastPosition()) ?? BEGINNING;
  const streams = new DisclosedStreams({ ...parts, log, upTo });
  const read = async (name: string) => (await streams.of(name)).map(decoded);
  const names = await restedStreams(key, read);
  const clocks = settledClocks(question, {
    now: parts.now(),
    recordedAt: await lastMoment(parts.eventStore, upTo),
  });
  const records = new Map<string, readonly EventRecord[]>();
  for (const name of names) records.set(name, await read(name));
  const isPresent = question.recordedBy === undefined;
  const answer = await figureFromEvents(key, records, { clocks, isPresent });
  const proven = await streams.proven(names, key);
  const files = new Map<string, Uint8Array>();
  const put = (name: string, text: string) => files.set(name, Buffer.from(text));
  const checkpoint = formatNote(log.checkpoint.note);
  for (const event of await streams.events(names)) {
    const { index, hashes } = event.proof;
    put(eventFile(index), event.body);
    put(
      proofFile(index),
      formatTlogProof({ extra: logEntry(event), index, hashes, checkpoint }),
    );
  }
  put(QUESTION_FILE, canonicalJson({ key, ...askedIn(question, clocks) }));
  put(ANSWER_FILE, canonicalJson(answer as never));
  put(READINGS_FILE, formatReadings(records.get(figureStream(key as FigureKey)) ?? []));
  const findings = findingsIn(records, { key, ...clocks });
  put(FINDINGS_FILE, formatFindings(findings));
  put(STREAMS_FILE, formatStreams(proven));
  put(CHECKPOINT_FILE, checkpoint);
  put(KEYS_FILE, parts.identity.verifiers.map(({ text }) => `${text}\n`).join(''));
  put(README_FILE, readmeOf(answer, { records, findings, checkpoint: log.checkpoint }));
  return { bytes: zipPack(files), position: upTo };
}

const ATTEMPTS_MAX = 10;
const AGAIN_MS = 50;

/**
 * The log at its last checkpoint, once the map of streams is that of the checkpoint: it is stored
 * just before the checkpoint is signed.
 */
async function logWithItsMap({ log, streams }: EvidenceParts, key: string): Promise<ProvenLog> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    if (attempt > 0) await pause(AGAIN_MS);
    const last = await log.get();
    const state = await streams.store.state();
    if (last !== undefined && state?.size === last.checkpoint.size) return last;
  }
  throw new EvidenceNotReady(key);
}

function decoded({ body }: StoredEvent): EventRecord {
  return LEDGER_EVENTS.decode(body);
}

function askedIn({ publishedBy, recordedBy }: AskedClocks, clocks: Clocks) {
  return { ...clocks, asked: { publishedBy, recordedBy } };
}

/**
 * The latest moment about which the log is complete: that of its last event, unless the next
 * event shares it.
 */
async function lastMoment(
  eventStore: Pick<EventStore, 'readAll'>,
  upTo: number,
): Promise<Instant> {
  const [last, next] = await eventStore.readAll(upTo - 1, 2);
  const moments = [last, next].map((event) =>
    event === undefined ? undefined : decoded(event).recordedAt,
  );
  const [moment, following] = moments;
  if (moment === undefined) return instantOf(0);
  return moment === following ? instantOf(Date.parse(moment) - 1) : moment;
}
