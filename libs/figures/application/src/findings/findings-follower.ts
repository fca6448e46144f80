import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import { LEDGER_EVENTS, type LedgerEvent } from '@ledger/figures-domain';
import type { PublicationReviews } from '@ledger/findings';
import {
  isTurnOver,
  machineNow,
  nextTurn,
  type EventRecord,
  type Instant,
  type Origin,
} from '@ledger/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE, PUBLICATION_REVIEWS } from '../streams/tokens.js';
import { FindingsRaiser } from './review-findings/findings-raiser.js';
import type { ReviewAnswer } from './review-findings/review-findings.js';

const BATCH_EVENTS_MAX = 2_000;

/** Reviews each publication when it is sealed, released, or corrected afterwards. */
@Injectable()
export class FindingsFollower {
  constructor(
    private readonly raiser: FindingsRaiser,
    @Inject(PUBLICATION_REVIEWS) private readonly reviews: PublicationReviews,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * First reviews every sealed publication, then each one as it is sealed or released. Answers
   * after each review, until the signal. At least once: a repeated review adds nothing.
   *
   * @throws {StoreUnavailable} the log was lost and did not come back
   * @throws whatever {@link FindingsRaiser.review} throws
   */
  async *follow(origin: Origin, signal: AbortSignal): AsyncGenerator<ReviewAnswer, void> {
    const after = await this.store.head();
    yield await this.raiser.review(this.#sealed(), machineNow(), origin);
    const batches = this.store.follow({ after, batchEventsMax: BATCH_EVENTS_MAX, signal });
    for await (const batch of batches) {
      const { publications, recordedBy } = await toReview(batch);
      if (recordedBy === undefined) continue;
      yield await this.raiser.review(publications, recordedBy, origin);
    }
  }

  async *#sealed(): AsyncGenerator<string, void, undefined> {
    for await (const { id, isSealed } of this.reviews.publications()) if (isSealed) yield id;
  }
}

/** The publications that a batch leaves sealed or released, and when the last of them was. */
async function toReview(batch: readonly StoredEvent[]): Promise<{
  readonly publications: ReadonlySet<string>;
  readonly recordedBy: Instant | undefined;
}> {
  const publications = new Set<string>();
  let recordedBy: Instant | undefined;
  for (const { body } of batch) {
    if (isTurnOver()) await nextTurn();
    const record: EventRecord = LEDGER_EVENTS.decode(body);
    const event = { type: record.type, data: record.data } as LedgerEvent;
    if (event.type === 'PublicationSealed' || event.type === 'PublicationReleased') {
      publications.add(event.data.id);
      recordedBy = record.recordedAt;
    }
    // It is being corrected: its contents are known when it is sealed again.
    if (event.type === 'PublicationReopened') publications.delete(event.data.id);
  }
  return { publications, recordedBy };
}
