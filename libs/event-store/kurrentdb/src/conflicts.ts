import {
  AppendOutcomeUnknown,
  RevisionConflict,
  StreamDeleted,
  streamsOf,
  type AppendedAcross,
  type StoredEvent,
  type StreamAppend,
} from '@ledger/event-store-port';
import {
  AppendConsistencyViolationError,
  WrongExpectedVersionError,
  type CurrentStreamState,
} from '@kurrent/kurrentdb-client';
import { pause } from '@ledger/kernel';
import type { Limits } from './limits.js';
import type { OwnPositions } from './own-positions.js';
import type { Reads } from './reads.js';
import type { StoredForm } from './stored-form.js';

/** How often to check for events that the server has written but does not show yet. */
const LOOK_AGAIN_MS = 25;

/** Where a part's stream ends, and the part's last event if the stream holds it. */
interface Found {
  readonly actualRevision: number;
  readonly last?: StoredEvent;
  /** True if the stream has other foreign events than the append assumed. */
  readonly isDisplaced: boolean;
}

/** What conflicts are resolved with. */
export interface ConflictContext {
  readonly reads: Reads;
  readonly form: StoredForm;
  readonly limits: Limits;
  readonly places: OwnPositions;
}

/** Tells a repeated append from a conflict after the server has refused an expected revision. */
export class Conflicts {
  readonly #reads: Reads;
  readonly #form: StoredForm;
  readonly #limits: Limits;
  readonly #places: OwnPositions;

  constructor({ reads, form, limits, places }: ConflictContext) {
    this.#places = places;
    this.#reads = reads;
    this.#form = form;
    this.#limits = limits;
  }

  /**
   * The earlier answer if every part is stored already; undefined if only foreign events were in
   * the way, so that the append has to be repeated after them.
   *
   * @throws {RevisionConflict} for the first part whose stream has moved on
   * @throws {AppendOutcomeUnknown} the streams cannot be read now
   * @throws {StreamDeleted} a stream can never be read again
   */
  async settle(
    parts: readonly StreamAppend[],
    refusal: unknown,
  ): Promise<AppendedAcross | undefined> {
    const stated = statedRevisions(refusal);
    const found = await Promise.all(
      parts.map((part) => this.#find(part, stated.get(this.#form.streamName(part.stream)))),
    );
    const held = found.flatMap(({ last }) => last ?? []);
    if (held.length === parts.length) {
      return {
        revisions: held.map(({ revision }) => revision),
        position: Math.max(...held.map(({ position }) => position)),
        repeated: true,
      };
    }
    for (const [i, { stream, expectedRevision }] of parts.entries()) {
      const actualRevision = found[i]?.actualRevision ?? expectedRevision;
      if (actualRevision === expectedRevision) continue;
      throw new RevisionConflict(stream, expectedRevision, actualRevision);
    }
    if (found.some(({ isDisplaced }) => isDisplaced)) return undefined;
    throw new AppendOutcomeUnknown(streamsOf(parts), { cause: refusal });
  }

  async #find(part: StreamAppend, stated: number | undefined): Promise<Found> {
    try {
      const { server, own } = await this.#reads.end(part.stream);
      const foreign = server - own;
      const isDisplaced = this.#places.note(part.stream, foreign);
      // What is not shown yet can only be the ledger's own, or is found at the next attempt.
      const actualRevision = Math.max(stated ?? server, server) - foreign;
      // An append is stored whole or not at all, and never afterwards.
      if (actualRevision < part.expectedRevision + part.events.length)
        return { actualRevision, isDisplaced };
      return { ...(await this.#compare(part, actualRevision)), isDisplaced };
    } catch (error) {
      if (error instanceof AppendOutcomeUnknown || error instanceof StreamDeleted) throw error;
      throw new AppendOutcomeUnknown(part.stream, { cause: error });
    }
  }

  /** The leader counts what the cluster has not replicated yet; reads show it later. */
  async #compare(
    part: StreamAppend,
    actualRevision: number,
  ): Promise<Omit<Found, 'isDisplaced'>> {
    const { stream, expectedRevision, events } = part;
    const giveUpAt = performance.now() + this.#limits.retryMs;
    for (;;) {
      const held = await this.#reads.stream(stream, expectedRevision + 1, events.length);
      if (held.some(({ id }, i) => id !== events[i]?.id)) return { actualRevision };
      const last = held.at(-1);
      if (last !== undefined && held.length === events.length) return { actualRevision, last };
      if (performance.now() > giveUpAt) throw new AppendOutcomeUnknown(stream);
      await pause(LOOK_AGAIN_MS);
    }
  }
}

/** The revisions that a refusal states, by stream name on the server. */
function statedRevisions(refusal: unknown): ReadonlyMap<string, number> {
  const stated = new Map<string, number>();
  if (refusal instanceof WrongExpectedVersionError) {
    note(stated, refusal.streamName, refusal.actualState);
  } else if (refusal instanceof AppendConsistencyViolationError) {
    for (const { streamName, actualState } of refusal.violations) {
      note(stated, streamName, actualState);
    }
  }
  return stated;
}

function note(stated: Map<string, number>, stream: string, actual: CurrentStreamState): void {
  if (actual === 'no_stream') stated.set(stream, -1);
  else if (typeof actual === 'bigint' && actual >= 0n) stated.set(stream, Number(actual));
}
