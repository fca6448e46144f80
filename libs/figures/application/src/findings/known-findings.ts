import { BEGINNING, type EventStore } from '@ledger/event-store-port';
import {
  evolveFinding,
  type FindingEvent,
  type FindingState,
  type KnownFinding,
} from '@ledger/figures-domain';
import { KnownFigures } from '@ledger/findings';
import { decodeRecord, isTurnOver, nextTurn, type EventRecord } from '@ledger/kernel';

const EVENTS_A_PAGE = 2_000;

/** What is printed, and what was raised about it, in one pass over the log. */
export interface PrintedAndRaised {
  readonly known: KnownFigures;
  /** Every finding that was ever raised, by its id. */
  readonly findings: ReadonlyMap<string, KnownFinding>;
}

/**
 * Reads the whole log once.
 *
 * @throws {StoreUnavailable}
 */
export async function printedAndRaised(store: EventStore): Promise<PrintedAndRaised> {
  const known = new KnownFigures();
  const findings = new Map<string, KnownFinding>();
  let after = BEGINNING;
  for (;;) {
    const page = await store.readAll(after, EVENTS_A_PAGE);
    const last = page.at(-1);
    if (last === undefined) return { known, findings };
    for (const { body } of page) {
      if (isTurnOver()) await nextTurn();
      const record = decodeRecord(body);
      if (record.stream.startsWith('finding-')) takeFinding(findings, record);
      else known.take(record);
    }
    after = last.position;
  }
}

function takeFinding(findings: Map<string, KnownFinding>, record: EventRecord): void {
  const event = record as EventRecord<FindingEvent>;
  const state: FindingState = evolveFinding(findings.get(event.data.id), event);
  if (state !== undefined) findings.set(event.data.id, state);
}
