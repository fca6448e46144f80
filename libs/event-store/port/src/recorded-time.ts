import { instantOf, type Instant } from '@ledger/kernel';
import type { ClockGuard } from './clock-guard.js';
import type { NewEvent, StreamAppend } from './event-store.js';

/**
 * A record's field as its canonical text has it. Nothing behind it has a name, so the last such
 * text is the record's own field, whatever its facts hold: a quotation mark within a text is
 * escaped.
 */
const FIELD = '"recordedAt":"';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z"/;
const INSTANT_CHARACTERS = instantOf(0).length;

/** How far appends that are committed together may run ahead of the machine's clock. */
const AHEAD_MS_MAX = 1_000;

/** When the record says it was recorded, `undefined` if the body is no record. */
export function recordedAtIn(body: string): Instant | undefined {
  return instantAt(body, placeOf(body));
}

/** What a clock of the record's time is made with; the machine's clock by default. */
export interface RecordedTimeOptions {
  /** Milliseconds since 1970. */
  readonly nowMs?: () => number;
  /**
   * True to date an append no earlier than it comes to the store: one that waits for its turn or is
   * repeated would else be dated by a moment that readers have been answered for meanwhile.
   */
  readonly isOnArrival?: boolean;
  /** Keeps events from being dated by a clock that cannot be right; nothing is kept without it. */
  readonly guard?: Pick<ClockGuard, 'check'>;
}

/**
 * The time at which events are recorded: a hybrid clock. An append is dated as its caller proposes
 * in its bodies, but later than every moment this clock has given or was told of, so that along
 * positions time never repeats from one append to the next and never goes back.
 *
 * All events of an append share one moment. Bodies that are no records stay as they are.
 */
export class RecordedTime {
  readonly #nowMs: () => number;
  readonly #isOnArrival: boolean;
  readonly #guard: RecordedTimeOptions['guard'];
  #lastMs = Number.NEGATIVE_INFINITY;
  #proposed: Instant | undefined;
  #proposedMs = Number.NEGATIVE_INFINITY;

  constructor({ nowMs = Date.now, isOnArrival = false, guard }: RecordedTimeOptions = {}) {
    this.#nowMs = nowMs;
    this.#isOnArrival = isOnArrival;
    this.#guard = guard;
  }

  /** @throws {ClockLeapt} nothing is to be recorded by these clocks */
  check(): void {
    this.#guard?.check(this.#lastMs);
  }

  /** Tells of a record that is there already. */
  met(body: string | undefined): void {
    const recordedAt = body === undefined ? undefined : recordedAtIn(body);
    if (recordedAt !== undefined) this.#lastMs = Math.max(this.#lastMs, Date.parse(recordedAt));
  }

  /**
   * An append with the moment it is recorded at.
   *
   * @param isCommittedWithLast true for one that shares its commit with the append before: so many
   *   may be that a millisecond for each would leave the machine's clock behind, and then they
   *   share the moment as well
   */
  date(parts: readonly StreamAppend[], isCommittedWithLast = false): readonly StreamAppend[] {
    const places = placesIn(parts);
    const proposed = latestAt(parts, places);
    if (proposed === undefined) return parts;
    const proposedMs = this.#msOf(proposed);
    const nextMs = this.#lastMs + 1;
    const mayShare = isCommittedWithLast && nextMs > this.#nowMs() + AHEAD_MS_MAX;
    this.#lastMs = Math.max(proposedMs, mayShare ? this.#lastMs : nextMs);
    const recordedAt = instantOf(this.#lastMs);
    return parts.map((part, i) => ({
      ...part,
      events: part.events.map((event, j) => dated(event, places[i]?.[j] ?? -1, recordedAt)),
    }));
  }

  /** Appends that arrive together propose the same moment, most of them. */
  #msOf(proposed: Instant): number {
    if (proposed !== this.#proposed) {
      this.#proposedMs = Date.parse(proposed);
      this.#proposed = proposed;
    }
    return this.#isOnArrival ? Math.max(this.#proposedMs, this.#nowMs()) : this.#proposedMs;
  }
}

/** Where each body of each part has its moment. */
function placesIn(parts: readonly StreamAppend[]): readonly (readonly number[])[] {
  return parts.map(({ events }) => events.map(({ body }) => placeOf(body)));
}

/** The latest moment that bodies propose. */
function latestAt(
  parts: readonly StreamAppend[],
  places: readonly (readonly number[])[],
): Instant | undefined {
  let latest: Instant | undefined;
  for (const [i, { events }] of parts.entries()) {
    for (const [j, { body }] of events.entries()) {
      const proposed = instantAt(body, places[i]?.[j] ?? -1);
      if (proposed !== undefined && (latest === undefined || proposed > latest))
        latest = proposed;
    }
  }
  return latest;
}

function dated(event: NewEvent, at: number, recordedAt: Instant): NewEvent {
  const { id, type, body } = event;
  if (at < 0 || body.startsWith(recordedAt, at)) return event;
  const rest = body.slice(at + INSTANT_CHARACTERS);
  return { id, type, body: body.slice(0, at) + recordedAt + rest };
}

function instantAt(body: string, at: number): Instant | undefined {
  return at < 0 ? undefined : (body.slice(at, at + INSTANT_CHARACTERS) as Instant);
}

/** Where the moment begins; negative if there is none. */
function placeOf(body: string): number {
  const field = body.lastIndexOf(FIELD);
  if (field < 0) return -1;
  const at = field + FIELD.length;
  return INSTANT.test(body.slice(at, at + INSTANT_CHARACTERS + 1)) ? at : -1;
}
