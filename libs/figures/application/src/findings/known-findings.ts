import { BEGINNING, type EventStore } from '@ledger/event-store-port';
import {
  evolveFinding,
  type FindingEvent,
  type FindingState,
  type KnownFinding,
  LEDGER_EVENTS,
} from '@ledger/figures-domain';
import { KnownFigures } from '@ledger/findings';
import { isTurnOver, nextTurn, type EventRecord } from '@ledger/kernel';

const EVENTS_A_PAGE = 2_000;

/** The printed figures and their findings, folded from the log. */
export class PrintedAndRaised {
  readonly known = new KnownFigures();
  readonly #findings = new Map<string, KnownFinding>();

  /** Every finding ever raised, by its id. */
  get findings(): ReadonlyMap<string, KnownFinding> {
    return this.#findings;
  }

  /** Applies the next event of the log. */
  take(record: EventRecord): void {
    if (!record.stream.startsWith('finding-')) return this.known.take(record);
    const event = record as EventRecord<FindingEvent>;
    const { id } = event.data;
    const state: FindingState = evolveFinding(this.#findings.get(id), event);
    if (state !== undefined) this.#findings.set(id, state);
  }

  /** The findings of one publication. */
  findingsOf(publication: string): ReadonlyMap<string, KnownFinding> {
    const own = [...this.#findings].filter(([, { facts }]) =>
      facts.inputs.some((event) => this.known.publicationOf(event) === publication),
    );
    return new Map(own);
  }
}

/**
 * Reads the whole log once.
 *
 * @throws {StoreUnavailable}
 */
export async function printedAndRaised(store: EventStore): Promise<PrintedAndRaised> {
  const read = new PrintedAndRaised();
  let after = BEGINNING;
  for (;;) {
    const page = await store.readAll(after, EVENTS_A_PAGE);
    const last = page.at(-1);
    if (last === undefined) return read;
    for (const { body } of page) {
      if (isTurnOver()) await nextTurn();
      read.take(LEDGER_EVENTS.decode(body));
    }
    after = last.position;
  }
}
