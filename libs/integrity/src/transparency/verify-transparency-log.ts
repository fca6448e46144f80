import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { BEGINNING, type EventStore } from '@ledger/event-store-port';
import { isLedgerError } from '@ledger/kernel';
import { formatNote } from '@ledger/transparency';
import {
  compareStreams,
  LogComparison,
  ProvenLog,
  readCheckpoint,
  type ExpectedHead,
  type LogDifference,
  type ReadableLog,
} from '@ledger/transparency-log';

/** What a verification found of the transparency log. */
export interface LogVerification {
  /** Events that the last checkpoint covers; undefined if there is no transparency log. */
  readonly size?: number;
  readonly differences: readonly LogDifference[];
  /** True if the checkpoint was compared with one that was kept. */
  readonly isKept: boolean;
}

const EVENTS_A_PAGE = 2_000;

/**
 * Computes the transparency log again from the event log and compares it with its tiles, its
 * checkpoint, and the auditor's own checkpoint. The first checkpoint is taken on trust; a newer
 * one replaces it whenever nothing differs.
 *
 * @param log undefined if the ledger keeps none
 * @param kept the file of the auditor's checkpoint
 * @throws {LedgerError} the events cannot be read
 */
export async function verifyTransparencyLog(
  log: ReadableLog | undefined,
  eventStore: EventStore,
  kept?: string,
): Promise<LogVerification> {
  if (log === undefined) return { differences: [], isKept: false };
  let heads: Heads;
  try {
    heads = await headsOf(log, kept);
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    return { differences: [nowhere(error.message)], isKept: false };
  }
  const { last, keptHead } = heads;
  if (last === undefined) {
    const what = 'the log has no checkpoint, and the one that was kept has';
    return { differences: keptHead === undefined ? [] : [nowhere(what)], isKept: false };
  }
  const { size, note } = last.checkpoint;
  const own = { of: 'the checkpoint', ...last.checkpoint };
  const expected = [own, ...(keptHead ? [keptHead] : [])];
  const differences = await compared(log, eventStore, size, expected);
  if (kept !== undefined && differences.length === 0) writeFileSync(kept, formatNote(note));
  return { size, differences, isKept: keptHead !== undefined };
}

interface Heads {
  readonly last: ProvenLog | undefined;
  readonly keptHead: ExpectedHead | undefined;
}

async function headsOf({ store, identity }: ReadableLog, kept?: string): Promise<Heads> {
  const last = await ProvenLog.last(store, identity);
  if (kept === undefined || !existsSync(kept)) return { last, keptHead: undefined };
  const keptHead = readCheckpoint(readFileSync(kept, 'utf8'), identity);
  return { last, keptHead: { of: `the checkpoint in ${kept}`, ...keptHead } };
}

async function compared(
  { store, withEmptyStreams }: ReadableLog,
  eventStore: EventStore,
  size: number,
  heads: readonly ExpectedHead[],
): Promise<readonly LogDifference[]> {
  const comparison = new LogComparison(store, size, heads);
  let after = BEGINNING;
  for (;;) {
    const page = await eventStore.readAll(after, EVENTS_A_PAGE);
    for (const event of page) await comparison.take(event);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.position;
  }
  const differences = await comparison.end();
  if (differences.length > 0) return differences;
  return withEmptyStreams((parts) => compareStreams(parts, eventStore, heads));
}

function nowhere(what: string): LogDifference {
  return { position: 0, eventId: '', stream: '', what };
}
