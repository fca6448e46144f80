import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { LEDGER_EVENTS, type LedgerEvent } from '@ledger/figures-domain';
import { isTurnOver, nextTurn, type EventRecord, type Origin } from '@ledger/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE } from '../streams/tokens.js';
import { FindingsRaiser } from './findings-raiser.js';
import { PrintedAndRaised } from './known-findings.js';
import type { ReviewAnswer } from './review-findings.js';

const BATCH_EVENTS_MAX = 2_000;

/** Follows the log and reviews each publication when it is sealed, or corrected afterwards. */
@Injectable()
export class FindingsFollower {
  constructor(
    private readonly raiser: FindingsRaiser,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * First reads the log to its present end, because until then a number may still be corrected,
   * and reviews what is there; then reviews each publication as it is sealed. Answers after each
   * review, until the signal. At least once: a repeated review adds nothing.
   *
   * @throws {StoreUnavailable} the log was lost and did not come back
   */
  async *follow(origin: Origin, signal: AbortSignal): AsyncGenerator<ReviewAnswer, void> {
    const read = new PrintedAndRaised();
    const sealed = new Set<string>();
    const end = await this.store.head();
    const after = BEGINNING;
    const batches = this.store.follow({ after, batchEventsMax: BATCH_EVENTS_MAX, signal });
    for await (const batch of batches) {
      await take(batch, read, sealed);
      const position = batch.at(-1)?.position ?? after;
      if (position < end || sealed.size === 0) continue;
      yield await this.raiser.review(read, sealed, origin);
      sealed.clear();
    }
  }
}

/** Applies a batch, and notes the publications that it leaves sealed. */
async function take(
  batch: readonly StoredEvent[],
  read: PrintedAndRaised,
  sealed: Set<string>,
): Promise<void> {
  for (const { body } of batch) {
    if (isTurnOver()) await nextTurn();
    const record: EventRecord = LEDGER_EVENTS.decode(body);
    read.take(record);
    const event = { type: record.type, data: record.data } as LedgerEvent;
    if (event.type === 'PublicationSealed') sealed.add(event.data.id);
    // It is being corrected: its contents are known when it is sealed again.
    if (event.type === 'PublicationReopened') sealed.delete(event.data.id);
  }
}
