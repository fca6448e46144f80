/** A position in the log, as the server counts: bytes from its beginning. */
export interface LogPosition {
  readonly commit: number;
  readonly prepare: number;
}

/** What a writer submits. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** What the log stores. */
export interface LogRecord extends ProposedEvent, LogPosition {
  readonly stream: string;
  readonly revision: number;
  /** Where the next record begins. */
  readonly end: number;
  readonly createdMs: number;
}

/** A revision, or one of the states that the protocol names. */
export type ExpectedState = 'any' | 'no_stream' | 'stream_exists' | number;

export interface StreamCheck {
  readonly stream: string;
  readonly expected: ExpectedState;
}

export interface ProposedRecord {
  readonly stream: string;
  readonly event: ProposedEvent;
}

/** A check that failed; `actual` is -1 for no stream. */
export interface Violation {
  readonly check: StreamCheck;
  readonly actual: number;
  readonly isTombstoned: boolean;
  readonly isSoftDeleted: boolean;
}

export type WriteOutcome =
  | ({ readonly kind: 'written'; readonly end: number } & Written)
  | ({ readonly kind: 'repeated' } & Written)
  | { readonly kind: 'violated'; readonly violations: readonly Violation[] }
  /** A repeat of what is not replicated yet: the server drops it silently. */
  | { readonly kind: 'dropped' };

/** The last revision of every stream written to, and the position of the last record. */
export interface Written {
  readonly revisions: ReadonlyMap<string, number>;
  readonly position: LogPosition;
}

interface StreamState {
  readonly records: LogRecord[];
  truncateBefore: number;
  isTombstoned: boolean;
  isSoftDeleted: boolean;
}

/** Stands for the header, the checksums and the names around a record. */
const RECORD_OVERHEAD_BYTES = 137;
const NOTHING = new Uint8Array();
const UTF8 = new TextEncoder();
const TOMBSTONE = '$streamDeleted';

/**
 * The log of a server, and of all nodes of a cluster, since nodes hold the same bytes.
 *
 * Writes, checks and reads follow the server's documentation and source: positions are byte
 * offsets, an append is one transaction, and reads see only what is replicated.
 */
export class TransactionLog {
  readonly #records: LogRecord[] = [];
  readonly #streams = new Map<string, StreamState>();
  readonly #listeners = new Set<() => void>();
  #end = 0;
  #visible = 0;
  #isHeld = false;

  constructor() {
    // A server writes its own events first: position 0 is never a user's.
    this.writeSystemEvent('$$$settings', '$metadata');
  }

  /** Where the next record will begin. */
  get end(): number {
    return this.#end;
  }

  /** Stops replication, so that later writes are not visible. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Replicates everything. */
  release(): void {
    this.#isHeld = false;
    this.#visible = this.#records.length;
    for (const tell of [...this.#listeners]) tell();
  }

  /** Resolves when everything before `end` is replicated, or on abort. */
  async replicated(end: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (this.#records[this.#visible - 1]?.end ?? 0) < end) {
      await this.moved(signal);
    }
  }

  /** Resolves at the next visible record, or on abort. */
  async moved(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#listeners.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#listeners.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** All or nothing; events in the given order, whatever their streams. */
  write(checks: readonly StreamCheck[], proposed: readonly ProposedRecord[]): WriteOutcome {
    const violations: Violation[] = [];
    const repeated: (Written | 'dropped')[] = [];
    for (const check of checks) {
      const ids = proposed.filter((p) => p.stream === check.stream).map((p) => p.event.id);
      const decision = this.#check(check, ids);
      if (decision === 'ok') continue;
      if (decision === 'violated') violations.push(this.#violation(check));
      else repeated.push(decision);
    }
    if (violations.length > 0) return { kind: 'violated', violations };
    if (repeated.length > 0) return this.#repetition(checks, repeated);
    return this.#commit(proposed);
  }

  /** Replicated events by position, from `from` (included) on. */
  *forwards(from: LogPosition): Generator<LogRecord> {
    for (let i = this.#indexOf(from); i < this.#visible; i += 1) {
      const record = this.#records[i];
      if (record !== undefined) yield record;
    }
  }

  /** Events that end at or before `from`, the last first. */
  *backwards(from: LogPosition): Generator<LogRecord> {
    for (let i = this.#visible - 1; i >= 0; i -= 1) {
      const record = this.#records[i];
      if (record !== undefined && record.end <= from.commit) yield record;
    }
  }

  /** True if a record begins or ends there, or nothing has been written yet. */
  isBoundary(position: number): boolean {
    if (position === 0 || position >= this.#end) return true;
    const next = this.#indexOf({ commit: position, prepare: 0 });
    return (
      this.#records[next]?.commit === position || this.#records[next - 1]?.end === position
    );
  }

  /** A stream's visible events; a word where there are none. */
  stream(name: string): readonly LogRecord[] | 'not-found' | 'deleted' {
    const state = this.#streams.get(name);
    if (state === undefined || state.isSoftDeleted) return 'not-found';
    if (state.isTombstoned) return 'deleted';
    const seen = this.#seen(state.records).filter((r) => r.revision >= state.truncateBefore);
    return seen.length === 0 ? 'not-found' : seen;
  }

  /** The last revision written, replicated or not; -1 if there is none. */
  lastRevision(name: string): number {
    return (this.#streams.get(name)?.records.length ?? 0) - 1;
  }

  /** Deletes a stream permanently: later reads and appends are refused. */
  tombstone(name: string): LogPosition {
    this.#state(name).isTombstoned = true;
    return this.#keep(name, Number.MAX_SAFE_INTEGER, systemEvent(TOMBSTONE), this.#end);
  }

  /** Hides a stream's events; a later append continues after the last revision. */
  softDelete(name: string): LogPosition {
    this.#state(name).isSoftDeleted = true;
    return this.writeSystemEvent(`$$${name}`, '$metadata');
  }

  /** Hides a stream's first events, as an operator can with `$tb`. */
  truncate(name: string, before: number): void {
    this.#state(name).truncateBefore = before;
  }

  /** Shows only the last events of a stream, as an operator can with `$maxCount`. */
  limit(name: string, maxCount: number): void {
    this.truncate(name, Math.max(0, this.#state(name).records.length - maxCount));
  }

  /** Removes hidden events for good; until then they stay in the log. */
  scavenge(): void {
    for (const [stream, { records, truncateBefore, isSoftDeleted }] of this.#streams) {
      const before = isSoftDeleted ? records.length : truncateBefore;
      const isGone = (record: LogRecord) =>
        record.stream === stream && record.revision < before;
      const left = this.#records.filter((record) => !isGone(record));
      this.#visible -= this.#records.length - left.length;
      this.#records.splice(0, this.#records.length, ...left);
    }
  }

  /** Truncates the log, as with an older copy of its files. */
  loseTail(end: number): void {
    const kept = this.#records.filter((record) => record.end <= end);
    this.#records.splice(0, this.#records.length, ...kept);
    this.#visible = kept.length;
    this.#end = kept.at(-1)?.end ?? 0;
    for (const { records } of this.#streams.values()) {
      const left = records.filter((record) => record.end <= end);
      records.splice(0, records.length, ...left);
    }
  }

  /** A record of the server's own, or a foreign one, in between. */
  writeSystemEvent(stream: string, type: string): LogPosition {
    const { records } = this.#state(stream);
    const kept = this.#keep(stream, records.length, systemEvent(type), this.#end);
    records.push(kept);
    this.#seal();
    return kept;
  }

  /** What a foreign client, or the server's own page, writes to a stream. */
  writeForeign(stream: string, event: Partial<ProposedEvent> = {}): LogPosition {
    const { records } = this.#state(stream);
    const whole = { ...systemEvent('SomebodyWrote'), data: UTF8.encode('{}'), ...event };
    const kept = this.#keep(stream, records.length, whole, this.#end);
    records.push(kept);
    this.#seal();
    return kept;
  }

  /** Leaves a gap, as a scavenge does, so that the next record begins there. */
  skipTo(position: number): void {
    this.#end = Math.max(this.#end, position);
  }

  /** Events of an explicit transaction, as TCP clients wrote them: one commit for all. */
  writeTransaction(stream: string, events: readonly ProposedEvent[]): void {
    const { records } = this.#state(stream);
    const commit = this.#end + events.length * RECORD_OVERHEAD_BYTES * 100;
    for (const event of events) {
      records.push(this.#keep(stream, records.length, event, commit));
    }
    this.#end = commit + RECORD_OVERHEAD_BYTES;
    this.#seal();
  }

  #check(check: StreamCheck, ids: readonly string[]): 'ok' | 'violated' | 'dropped' | Written {
    const state = this.#streams.get(check.stream);
    const current = this.lastRevision(check.stream);
    if (state?.isTombstoned === true) return 'violated';
    switch (check.expected) {
      case 'any':
        return 'ok';
      case 'stream_exists':
        return current >= 0 && state?.isSoftDeleted !== true ? 'ok' : 'violated';
      case 'no_stream':
        return this.#checkRevision(check.stream, -1, ids);
      default:
        return this.#checkRevision(check.stream, check.expected, ids);
    }
  }

  #checkRevision(
    stream: string,
    expected: number,
    ids: readonly string[],
  ): 'ok' | 'violated' | 'dropped' | Written {
    const state = this.#streams.get(stream);
    const current = this.lastRevision(stream);
    if (expected === current) return 'ok';
    if (expected > current || ids.length === 0 || state === undefined) return 'violated';
    const written = state.records.slice(expected + 1, expected + 1 + ids.length);
    const isSame = ids.every((id, i) => written[i]?.id === id);
    const last = written.at(-1);
    if (isSame && last !== undefined) {
      if (!this.#isVisible(last)) return 'dropped';
      return { revisions: new Map([[stream, last.revision]]), position: last };
    }
    return expected === -1 && state.isSoftDeleted ? 'ok' : 'violated';
  }

  #violation(check: StreamCheck): Violation {
    return {
      check,
      actual: this.lastRevision(check.stream),
      isTombstoned: this.#streams.get(check.stream)?.isTombstoned === true,
      isSoftDeleted: this.#streams.get(check.stream)?.isSoftDeleted === true,
    };
  }

  #repetition(
    checks: readonly StreamCheck[],
    repeated: readonly (Written | 'dropped')[],
  ): WriteOutcome {
    // Partly repeated and partly new is neither: the server reports a wrong version.
    if (repeated.length < checks.length) {
      return { kind: 'violated', violations: checks.map((check) => this.#violation(check)) };
    }
    const revisions = new Map<string, number>();
    let position: LogPosition = { commit: 0, prepare: 0 };
    for (const written of repeated) {
      if (written === 'dropped') return { kind: 'dropped' };
      for (const [stream, revision] of written.revisions) revisions.set(stream, revision);
      if (written.position.commit > position.commit) position = written.position;
    }
    return { kind: 'repeated', revisions, position };
  }

  #commit(proposed: readonly ProposedRecord[]): WriteOutcome {
    const revisions = new Map<string, number>();
    let position: LogPosition = { commit: this.#end, prepare: this.#end };
    for (const { stream, event } of proposed) {
      const state = this.#state(stream);
      if (state.isSoftDeleted) {
        state.isSoftDeleted = false;
        state.truncateBefore = state.records.length;
      }
      const record = this.#keep(stream, state.records.length, event, this.#end);
      state.records.push(record);
      revisions.set(stream, record.revision);
      position = record;
    }
    const { end } = this;
    this.#seal();
    return { kind: 'written', revisions, position, end };
  }

  #keep(stream: string, revision: number, event: ProposedEvent, commit: number): LogRecord {
    const prepare = this.#end;
    this.#end +=
      RECORD_OVERHEAD_BYTES + event.data.length + event.metadata.length + event.type.length;
    const createdMs = Date.now();
    const record = { ...event, stream, revision, commit, prepare, end: this.#end, createdMs };
    this.#records.push(record);
    return record;
  }

  #seal(): void {
    if (!this.#isHeld) this.release();
  }

  #state(stream: string): StreamState {
    const known = this.#streams.get(stream);
    if (known !== undefined) return known;
    const state = { records: [], truncateBefore: 0, isTombstoned: false, isSoftDeleted: false };
    this.#streams.set(stream, state);
    return state;
  }

  #seen(records: readonly LogRecord[]): readonly LogRecord[] {
    const last = records.at(-1);
    if (last === undefined || this.#isVisible(last)) return records;
    return records.filter((record) => this.#isVisible(record));
  }

  #isVisible(record: LogRecord): boolean {
    return record.prepare <= (this.#records[this.#visible - 1]?.prepare ?? -1);
  }

  /** The first record that is not before a position, by binary search. */
  #indexOf(from: LogPosition): number {
    let low = 0;
    let high = this.#records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const record = this.#records[middle];
      if (record !== undefined && isBefore(record, from)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** True if one position is before another: by commit, then by prepare. */
export function isBefore(a: LogPosition, b: LogPosition): boolean {
  return a.commit === b.commit ? a.prepare < b.prepare : a.commit < b.commit;
}

function systemEvent(type: string): ProposedEvent {
  return { id: crypto.randomUUID(), type, isJson: true, data: NOTHING, metadata: NOTHING };
}
