import { instantOf, type Instant } from '@ledger/kernel';
import type { ClockGuard } from './clock-guard.js';
import type { NewEvent, StreamAppend } from './event-store.js';

/**
 * The field as it appears in a record's canonical text. No later field has this name, so its
 * last occurrence is the record's own field, whatever its facts hold: a quotation mark within a
 * text is escaped.
 */
const FIELD = '"recordedAt":"';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z"/;
const INSTANT_CHARACTERS = instantOf(0).length;

/** How far appends that are committed together may run ahead of the machine's clock. */
const AHEAD_MS_MAX = 1_000;

/** When a record was recorded; undefined if the body is not a record. */
export function recordedAtIn(body: string): Instant | undefined {
  return instantAt(body, placeOf(body));
}

/** Options of a recorded-time clock; the machine's clock by default. */
export interface RecordedTimeOptions {
  /** Milliseconds since 1970. */
  readonly nowMs?: () => number;
  /**
   * True to date an append no earlier than its arrival at the store. Otherwise an append that is
   * queued or retried could be dated before answers that readers got meanwhile.
   */
  readonly isOnArrival?: boolean;
  /** Refuses to date events by a clock that cannot be right; without it nothing is refused. */
  readonly guard?: Pick<ClockGuard, 'check'>;
}

/**
 * The time at which events are recorded: a hybrid clock. An append is dated as its bodies
 * propose, but later than every moment that this clock has given or seen, so that along
 * positions time never repeats from one append to the next and never goes back.
 *
 * All events of an append share one moment. Bodies that are not records stay unchanged.
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

  /** @throws {ClockLeapt} nothing may be recorded by these clocks */
  check(): void {
    this.#guard?.check(this.#lastMs);
  }

  /** Advances the clock past a stored record. */
  met(body: string | undefined): void {
    const recordedAt = body === undefined ? undefined : recordedAtIn(body);
    if (recordedAt !== undefined) this.#lastMs = Math.max(this.#lastMs, Date.parse(recordedAt));
  }

  /**
   * An append with the moment it is recorded at.
   *
   * @param isCommittedWithLast true if it shares its commit with the append before: there may be
   *   so many that a millisecond for each would run ahead of the machine's clock, and then they
   *   share the moment too
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

  /** Cached, because most appends that arrive together propose the same moment. */
  #msOf(proposed: Instant): number {
    if (proposed !== this.#proposed) {
      this.#proposedMs = Date.parse(proposed);
      this.#proposed = proposed;
    }
    return this.#isOnArrival ? Math.max(this.#proposedMs, this.#nowMs()) : this.#proposedMs;
  }
}

/** Where the moment stands in each body of each part. */
function placesIn(parts: readonly StreamAppend[]): readonly (readonly number[])[] {
  return parts.map(({ events }) => events.map(({ body }) => placeOf(body)));
}

/** The latest moment that the bodies propose. */
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

/** The offset of the moment; negative if there is none. */
function placeOf(body: string): number {
  const field = body.lastIndexOf(FIELD);
  if (field < 0) return -1;
  const at = field + FIELD.length;
  return INSTANT.test(body.slice(at, at + INSTANT_CHARACTERS + 1)) ? at : -1;
}
