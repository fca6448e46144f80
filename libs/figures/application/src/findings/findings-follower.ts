import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { LEDGER_EVENTS, type LedgerEvent } from '@ledger/figures-domain';
import type { PublicationReviews } from '@ledger/findings';
import { isLedgerError, type EventRecord, type LedgerError, type Origin } from '@ledger/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE, PUBLICATION_REVIEWS } from '../streams/tokens.js';
import { FindingsRaiser, NO_REVIEW, sumOf } from './review-findings/findings-raiser.js';
import type { ReviewAnswer } from './review-findings/review-findings.js';

const BATCH_EVENTS_MAX = 2_000;
/** How many events without a review may be followed again after a restart: they cost little. */
const UNKEPT_EVENTS_MAX = 20_000;

const CHANGES_OF_STATE: ReadonlySet<string> = new Set<LedgerEvent['type']>([
  'PublicationSealed',
  'PublicationReleased',
  'PublicationReopened',
]);

/** How far the log has been followed, kept between the runs of a follower. */
export interface FollowedPosition {
  /** The position that was reviewed last; 0 before the first, or if it is of another log. */
  reached(): Promise<number>;
  /** Keeps a position: everything up to it was reviewed. */
  moveTo(position: number): Promise<void>;
}

/** What following depends on. */
export interface Following {
  readonly origin: Origin;
  readonly signal: AbortSignal;
  /** Without it, every sealed publication is reviewed first. */
  readonly place?: FollowedPosition;
  /** Receives each position up to which everything was reviewed, kept already or not. */
  readonly onFollowed?: (position: number) => void;
  /** Receives what a publication is refused with that cannot be reviewed; it is passed over. */
  readonly onRefused?: (publication: string, refusal: LedgerError) => void;
}

/** Reviews each publication when it is sealed, released, or corrected afterwards. */
@Injectable()
export class FindingsFollower {
  constructor(
    private readonly raiser: FindingsRaiser,
    @Inject(PUBLICATION_REVIEWS) private readonly reviews: PublicationReviews,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * First reviews every sealed publication, unless it had followed the log before; then each one
   * as it is sealed or released, and those whose findings it may settle. Answers after each
   * review, until the signal. At least once: a repeated review adds nothing.
   *
   * @throws {StoreUnavailable} the log was lost and did not come back
   * @throws whatever {@link FindingsRaiser.review} throws, but refusals
   */
  async *follow(following: Following): AsyncGenerator<ReviewAnswer, void> {
    const { signal, place, onFollowed } = following;
    let after = (await place?.reached()) ?? BEGINNING;
    if (after === BEGINNING) {
      after = await this.store.head();
      yield await this.#review(this.#sealed(after), after, following);
      await place?.moveTo(after);
    }
    onFollowed?.(after);
    let unkept = 0;
    const batches = this.store.follow({ after, batchEventsMax: BATCH_EVENTS_MAX, signal });
    for await (const batch of batches) {
      const position = batch.at(-1)?.position ?? after;
      const publications = toReview(batch);
      if (publications.size > 0) {
        const all = await this.#withConcerned(publications, position);
        yield await this.#review(all, position, following);
      }
      unkept += batch.length;
      if (publications.size > 0 || unkept >= UNKEPT_EVENTS_MAX) {
        await place?.moveTo(position);
        unkept = 0;
      }
      onFollowed?.(position);
    }
  }

  async *#sealed(position: number): AsyncGenerator<string, void, undefined> {
    for await (const { id, isSealed } of this.reviews.publications(position)) {
      if (isSealed) yield id;
    }
  }

  /** Those that a new publication may have settled come after it. */
  async #withConcerned(
    publications: ReadonlySet<string>,
    position: number,
  ): Promise<ReadonlySet<string>> {
    const all = new Set(publications);
    for (const publication of publications) {
      for (const other of await this.reviews.concernedBy(publication, position)) {
        all.add(other);
      }
    }
    return all;
  }

  /** One that is refused does not keep the others from being reviewed. */
  async #review(
    publications: Iterable<string> | AsyncIterable<string>,
    position: number,
    { origin, signal, onRefused }: Following,
  ): Promise<ReviewAnswer> {
    let answer = NO_REVIEW;
    for await (const publication of publications) {
      if (signal.aborted) break;
      try {
        answer = sumOf(answer, await this.raiser.review([publication], position, origin));
      } catch (error) {
        if (!isLedgerError(error) || error.kind !== 'refusal') throw error;
        onRefused?.(publication, error);
      }
    }
    return answer;
  }
}

/** The publications that a batch leaves sealed or released. */
function toReview(batch: readonly StoredEvent[]): ReadonlySet<string> {
  const publications = new Set<string>();
  for (const { type, body } of batch) {
    // Most events are reports: they are not parsed.
    if (!CHANGES_OF_STATE.has(type)) continue;
    const record: EventRecord = LEDGER_EVENTS.decode(body);
    const event = { type: record.type, data: record.data } as LedgerEvent;
    if (event.type === 'PublicationSealed' || event.type === 'PublicationReleased') {
      publications.add(event.data.id);
    }
    // It is being corrected: its contents are known when it is sealed again.
    if (event.type === 'PublicationReopened') publications.delete(event.data.id);
  }
  return publications;
}
