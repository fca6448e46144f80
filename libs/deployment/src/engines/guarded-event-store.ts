import {
  ClockLeapt,
  StoreUnavailable,
  type Appended,
  type AppendedAcross,
  type EventStore,
} from '@ledger/event-store-port';
import { EventStoreDecorator, type PassingAppend } from '@ledger/observability';
import type { LogWatermark } from './log-watermark.js';

/** For how long a failed append makes the log count as not writable. */
const FAILED_WITHIN_MS = 10_000;

/**
 * Refuses to write to a log that has lost events seen earlier: their positions would be given
 * to other events. It also remembers whether the last append failed.
 */
export class GuardedEventStore extends EventStoreDecorator {
  readonly #mark: LogWatermark;
  readonly #nowMs: () => number;
  #failure: { readonly reason: string; readonly atMs: number } | undefined;

  /** @param nowMs monotonic clock in milliseconds */
  constructor(store: EventStore, mark: LogWatermark, nowMs = () => performance.now()) {
    super(store);
    this.#mark = mark;
    this.#nowMs = nowMs;
  }

  /** Why the last append failed, if that was recently; undefined once an append succeeds. */
  get fault(): string | undefined {
    const failure = this.#failure;
    if (failure === undefined || this.#nowMs() - failure.atMs > FAILED_WITHIN_MS)
      return undefined;
    return `Nothing could be written: ${failure.reason}`;
  }

  protected override async around<Answer extends Appended | AppendedAcross>(
    _: PassingAppend,
    append: () => Promise<Answer>,
  ): Promise<Answer> {
    const { lastFault } = this.#mark;
    // The refusal adds its own full stop.
    if (lastFault !== undefined) throw new StoreUnavailable(lastFault.replace(/\.$/, ''));
    try {
      const answer = await append();
      this.#failure = undefined;
      return answer;
    } catch (error) {
      if (error instanceof StoreUnavailable || error instanceof ClockLeapt) {
        this.#failure = { reason: error.message, atMs: this.#nowMs() };
      }
      throw error;
    }
  }
}
