import {
  ClockLeapt,
  StoreUnavailable,
  type Appended,
  type AppendedAcross,
  type EventStore,
} from '@ledger/event-store-port';
import { EventStoreDecorator, type PassingAppend } from '@ledger/observability';
import type { LogWatermark } from './log-watermark.js';

/** For how long an append that failed says that nothing can be written. */
const FAILED_WITHIN_MS = 10_000;

/**
 * Writes nothing to a record that has lost what was seen in it: positions would be given to other
 * events than readers have seen there. It remembers whether anything can be written at all.
 */
export class GuardedEventStore extends EventStoreDecorator {
  readonly #mark: LogWatermark;
  readonly #nowMs: () => number;
  #failure: { readonly reason: string; readonly atMs: number } | undefined;

  /** @param nowMs milliseconds since whenever; a clock that never goes back */
  constructor(store: EventStore, mark: LogWatermark, nowMs = () => performance.now()) {
    super(store);
    this.#mark = mark;
    this.#nowMs = nowMs;
  }

  /** Why the last append failed, if that was just now; nothing once another one came through. */
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
    // The refusal puts a full stop of its own behind it.
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
