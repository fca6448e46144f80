import {
  AcrossStreamsNotOffered,
  AppendOutcomeUnknown,
  AppendTooLarge,
  EventTooLarge,
  MalformedAppend,
  StoreUnavailable,
  StreamDeleted,
  streamsOf,
  type Appended,
  type AppendedAcross,
  type StreamAppend,
} from '@ledger/event-store-port';
import { isLedgerError, type LedgerError, RetryBudget } from '@ledger/kernel';
import { APPEND_BYTES_MAX, appendBytes, messagesMax, largestEvent } from './append-size.js';
import type { Conflicts } from './conflicts.js';
import { answerInTime } from './deadline.js';
import {
  isOfWholeCall,
  isPassing,
  meaningOf,
  sizeMaxOf,
  unavailable,
} from './driver-errors.js';
import type { Flight, Lane, Lanes } from './lanes.js';
import { BACK_OFF, type Limits } from './limits.js';
import type { OwnPositions } from './own-positions.js';
import type { Reads } from './reads.js';
import { sendAcross, sendToOne, type Send, type Sent } from './senders.js';
import { exactPosition, type StoredForm } from './stored-form.js';

/** What appends depend on. */
export interface AppendContext {
  readonly lanes: Lanes;
  readonly form: StoredForm;
  readonly limits: Limits;
  readonly reads: Reads;
  readonly conflicts: Conflicts;
  readonly places: OwnPositions;
}

/** An append under way, with what is needed if it fails. */
interface Write {
  readonly parts: readonly StreamAppend[];
  readonly streams: string;
  readonly bytes: number;
  /** Messages within the shared append call; 0 for a call of its own. */
  readonly sharedMessages: number;
  readonly send: Send;
}

/** Appends, retried as long as it is certain that nothing was stored. */
export class Appends {
  readonly #ground: AppendContext;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(ground: AppendContext) {
    this.#ground = ground;
  }

  async toOne(part: StreamAppend): Promise<Appended> {
    const bytes = appendBytes([part]);
    if (bytes > APPEND_BYTES_MAX)
      throw new AppendTooLarge(part.stream, bytes, APPEND_BYTES_MAX);
    const { revisions, position, repeated } = await this.#track(
      this.#write({
        parts: [part],
        streams: part.stream,
        bytes,
        sharedMessages: messagesMax(bytes),
        send: sendToOne(this.#ground.form, part, this.#ground.places),
      }),
    );
    return { revision: revisions[0] ?? part.expectedRevision, position, repeated };
  }

  async toSeveral(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    const [only, second] = parts;
    if (only !== undefined && second === undefined) {
      // Every server supports this, also one without a multi-stream append.
      const { revision, position, repeated } = await this.toOne(only);
      return { revisions: [revision], position, repeated };
    }
    const write = {
      parts,
      streams: streamsOf(parts),
      bytes: appendBytes(parts),
      sharedMessages: 0,
      send: sendAcross(this.#ground.form, parts, this.#ground.places),
    };
    return this.#track(this.#write(write));
  }

  /** Resolves when every append has its outcome. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  #track<Answer>(append: Promise<Answer>): Promise<Answer> {
    const settled = append.finally(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
    return settled;
  }

  async #write(write: Write): Promise<AppendedAcross> {
    const { lanes, conflicts, limits } = this.#ground;
    const budget = new RetryBudget(limits.retryMs, BACK_OFF);
    let isInDoubt = false;
    for (;;) {
      const lane = lanes.for(write.sharedMessages);
      await lane.rested(write.sharedMessages);
      const flight = { isAccompanied: false };
      try {
        const sent = await this.#attempt(write, lane, flight);
        if (sent !== undefined) return await this.#confirm(write, sent);
        const settled = await conflicts.settle(write.parts, undefined);
        if (settled !== undefined) return settled;
      } catch (error) {
        // This attempt stored nothing; an earlier one may have.
        const isUncertain = isInDoubt && error instanceof StoreUnavailable;
        if (isUncertain) throw new AppendOutcomeUnknown(write.streams, { cause: error });
        if (isLedgerError(error)) throw error;
        const meaning = meaningOf(error);
        if (meaning === 'conflict') {
          const settled = await conflicts.settle(write.parts, error);
          if (settled !== undefined) return settled;
          continue;
        }
        isInDoubt ||= leavesInDoubt(error, flight);
        const mayTryAgain = isPassing(meaning) && meaning !== 'in-doubt';
        if (mayTryAgain && (await budget.again())) continue;
        if (isInDoubt) throw new AppendOutcomeUnknown(write.streams, { cause: error });
        throw refusal(write, error);
      }
    }
  }

  async #attempt(write: Write, lane: Lane, flight: Flight): Promise<Sent | undefined> {
    const { limits } = this.#ground;
    const { connection, inFlight, flights } = lane;
    const call = () =>
      connection.use((client) => answerInTime(limits.timeoutMs, () => write.send(client)));
    if (write.sharedMessages === 0) return call();
    const askedAt = performance.now();
    return inFlight.run(write.sharedMessages, async () => {
      if (performance.now() - askedAt > limits.timeoutMs) {
        throw new StoreUnavailable('too many appends wait for it');
      }
      flights.add(flight);
      if (flights.size > 1) for (const each of flights) each.isAccompanied = true;
      try {
        return await call();
      } finally {
        flights.delete(flight);
      }
    });
  }

  async #confirm(write: Write, sent: Sent): Promise<AppendedAcross> {
    const { parts, streams } = write;
    for (const [i, { stream, expectedRevision, events }] of parts.entries()) {
      const isInPlace = sent.revisions[i] === expectedRevision + events.length;
      // An append to a deleted stream continues after the lost revisions.
      if (!isInPlace) throw new StreamDeleted(stream);
    }
    const { revisions, position } = sent;
    if (position !== undefined) {
      return { revisions, position: exactPosition(streams, position), repeated: false };
    }
    return { revisions, position: await this.#positionOf(write), repeated: false };
  }

  async #positionOf({ parts, streams }: Write): Promise<number> {
    const { reads } = this.#ground;
    const positions = parts.map(async ({ stream, expectedRevision, events }) => {
      const [last] = await reads.stream(stream, expectedRevision + events.length, 1);
      if (last === undefined)
        throw new Error(`what was appended to ${stream} is not shown yet`);
      return last.position;
    });
    try {
      return Math.max(...(await Promise.all(positions)));
    } catch (cause) {
      throw new AppendOutcomeUnknown(streams, { cause });
    }
  }
}

/**
 * True if this attempt may have been stored, whatever its error says.
 *
 * When the shared append call fails as a whole, as it does when one append finds that the leader
 * is gone, the others fail with the same error and may already have been stored.
 */
function leavesInDoubt(error: unknown, flight: Flight): boolean {
  const meaning = meaningOf(error);
  if (meaning === 'in-doubt') return true;
  // Neither occurs mid-call: the server checks the caller before it reads anything.
  if (meaning === 'unreachable' || meaning === 'denied') return false;
  return flight.isAccompanied && isOfWholeCall(error);
}

function refusal(write: Write, error: unknown): LedgerError {
  const { parts, streams } = write;
  const cause = { cause: error };
  const meaning = meaningOf(error);
  switch (meaning) {
    case 'stream-deleted':
      return new StreamDeleted(streams, cause);
    case 'append-too-large':
    case 'event-too-large':
      return tooLarge(write, error);
    case 'malformed':
      return new MalformedAppend(
        streams,
        error instanceof Error ? error.message : 'it is refused',
      );
    case 'not-offered':
      if (parts.length > 1) return new AcrossStreamsNotOffered('its server is too old', cause);
      return unavailable(error, `append to ${streams}`);
    default:
      return unavailable(error, `append to ${streams}`);
  }
}

function tooLarge({ parts, streams, bytes }: Write, error: unknown): LedgerError {
  const isOneEvent = meaningOf(error) === 'event-too-large';
  const largest = largestEvent(parts);
  // Where the server does not state its limit, it is at least less than what it refused.
  const bytesMax = sizeMaxOf(error) ?? (isOneEvent ? largest.bytes : bytes) - 1;
  if (isOneEvent || largest.bytes > bytesMax) {
    return new EventTooLarge(largest.id, largest.bytes, bytesMax);
  }
  return new AppendTooLarge(streams, bytes, bytesMax);
}
