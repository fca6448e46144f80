import {
  AppendOutcomeUnknown,
  ClockLeapt,
  NO_STREAM,
  RevisionConflict,
  StoreUnavailable,
  streamsOf,
  type AppendedAcross,
  type RecordedTime,
  type StreamAppend,
} from '@ledger/event-store-port';
import type { Database, Statement } from 'better-sqlite3';
import type { WaitingAppend } from './append-queue.js';
import { BOUND_NUMBER, BOUND_TEXT } from './bound-values.js';
import { isBusy, isDiskFull, unavailable } from './driver-errors.js';

/** Executes a COMMIT by calling `commit` once; what it throws is a failure of that COMMIT. */
export type CommitStep = (commit: () => void) => void;

type Answer = () => void;

type Row = [stream: string, revision: number, id: string, type: string, body: string];

const INSERT = 'INSERT INTO events (stream, revision, id, type, body) VALUES (?, ?, ?, ?, ?)';
const INSERT_FIRST = `${INSERT} ON CONFLICT (stream, revision) DO NOTHING`;
const HEAD = 'SELECT max(position) FROM events';
const LAST_BODY = 'SELECT body FROM events ORDER BY position DESC LIMIT 1';
const LAST_REVISION = `SELECT revision FROM events WHERE stream = ${BOUND_TEXT}
  ORDER BY revision DESC LIMIT 1`;
const HELD_BEHIND = `SELECT id, position FROM events
  WHERE stream = ${BOUND_TEXT} AND revision > ${BOUND_NUMBER}
  ORDER BY revision LIMIT ${BOUND_NUMBER}`;

/**
 * Writes a group of appends in one transaction and answers each once that is on disk.
 *
 * A refusal, too, waits for the commit: it may depend on an append of the same group, which a
 * failing COMMIT undoes.
 */
export class GroupCommit {
  readonly #connection: Database;
  readonly #commitStep: CommitStep;
  readonly #begin: Statement<[]>;
  readonly #commit: Statement<[]>;
  readonly #rollback: Statement<[]>;
  readonly #head: Statement<[], number | null>;
  readonly #lastBody: Statement<[], string>;
  readonly #lastRevision: Statement<[string], number>;
  readonly #insert: Statement<Row>;
  readonly #insertFirst: Statement<Row>;
  readonly #heldBehind: Statement<[string, number, number], { id: string; position: number }>;
  readonly #time: RecordedTime;
  /** The last position ever seen here. */
  #seenUpTo: number;
  /** The last position within the transaction. */
  #end = 0;

  constructor(connection: Database, commitStep: CommitStep, time: RecordedTime) {
    this.#connection = connection;
    this.#commitStep = commitStep;
    this.#time = time;
    // IMMEDIATE: no other process may append between looking up a revision and using it.
    this.#begin = connection.prepare('BEGIN IMMEDIATE');
    this.#commit = connection.prepare('COMMIT');
    this.#rollback = connection.prepare('ROLLBACK');
    this.#head = connection.prepare<[], number | null>(HEAD).pluck();
    this.#lastBody = connection.prepare<[], string>(LAST_BODY).pluck();
    this.#lastRevision = connection.prepare<[string], number>(LAST_REVISION).pluck();
    this.#insert = connection.prepare(INSERT);
    this.#insertFirst = connection.prepare(INSERT_FIRST);
    this.#heldBehind = connection.prepare(HELD_BEHIND);
    this.#seenUpTo = this.#head.get() ?? 0;
    this.#time.met(this.#lastBody.get());
  }

  /**
   * Answers every append of the group, and throws nothing.
   *
   * @param mayWait leaves the group unanswered while another process writes
   * @returns false if it did: call again
   */
  write(group: readonly WaitingAppend[], { mayWait }: { readonly mayWait: boolean }): boolean {
    try {
      this.#begin.run();
    } catch (cause) {
      if (mayWait && isBusy(cause)) return false;
      this.#reject(group, cause, false);
      return true;
    }
    this.#settle(group);
    return true;
  }

  #settle(group: readonly WaitingAppend[]): void {
    const answers: Answer[] = [];
    let isCommitting = false;
    try {
      // Within the transaction: no other process records anything between this and the commit.
      this.#end = this.#head.get() ?? 0;
      this.#refuseLostEnd(this.#end);
      if (this.#end > this.#seenUpTo) this.#time.met(this.#lastBody.get());
      this.#time.check();
      for (const [i, append] of group.entries()) answers.push(this.#decide(append, i > 0));
      isCommitting = true;
      this.#commitStep(() => this.#commit.run());
      if (this.#connection.inTransaction) throw new Error('the COMMIT was not carried out');
      this.#seenUpTo = this.#end;
    } catch (cause) {
      this.#reject(group, cause, isCommitting && this.#mayBeStored(cause));
      return;
    }
    for (const answer of answers) answer();
  }

  /** After a lost end, positions that readers have seen would be given to other events. */
  #refuseLostEnd(head: number): void {
    if (head < this.#seenUpTo) throw new StoreUnavailable(lostEnd(head, this.#seenUpTo));
  }

  #decide({ parts, resolve, reject }: WaitingAppend, isCommittedWithLast: boolean): Answer {
    const begun = this.#addFirst(parts, isCommittedWithLast);
    if (begun !== undefined) return () => resolve(begun);
    // All are looked up before any is written: one refused part refuses the whole append.
    const found = parts.map(({ stream }) => this.#lastRevision.get(stream) ?? NO_STREAM);
    const elsewhere = parts.findIndex((part, i) => part.expectedRevision !== found[i]);
    const first = parts[elsewhere];
    if (first === undefined) {
      const appended = this.#add(this.#time.date(parts, isCommittedWithLast));
      return () => resolve(appended);
    }
    const repeated = this.#repeated(parts);
    if (repeated !== undefined) return () => resolve(repeated);
    const { stream, expectedRevision } = first;
    const actualRevision = found[elsewhere] ?? NO_STREAM;
    return () => reject(new RevisionConflict(stream, expectedRevision, actualRevision));
  }

  /**
   * Adds the first event of a stream, as most appends do: the insert itself then tells whether
   * the stream exists.
   */
  #addFirst(
    parts: readonly StreamAppend[],
    isCommittedWithLast: boolean,
  ): AppendedAcross | undefined {
    if (!isFirstAlone(parts)) return undefined;
    const [part] = this.#time.date(parts, isCommittedWithLast);
    const [event] = part?.events ?? [];
    if (part === undefined || event === undefined) return undefined;
    const { id, type, body } = event;
    const { changes, lastInsertRowid } = this.#insertFirst.run(part.stream, 0, id, type, body);
    if (changes === 0) return undefined;
    this.#end = Number(lastInsertRowid);
    return { revisions: [0], position: this.#end, repeated: false };
  }

  #add(parts: readonly StreamAppend[]): AppendedAcross {
    for (const { stream, expectedRevision, events } of parts) {
      let revision = expectedRevision;
      for (const { id, type, body } of events) {
        revision += 1;
        this.#end = Number(this.#insert.run(stream, revision, id, type, body).lastInsertRowid);
      }
    }
    return { revisions: lastRevisions(parts), position: this.#end, repeated: false };
  }

  #repeated(parts: readonly StreamAppend[]): AppendedAcross | undefined {
    let position = 0;
    for (const { stream, expectedRevision, events } of parts) {
      const held = this.#heldBehind.all(stream, expectedRevision, events.length);
      const last = held.at(-1);
      if (last === undefined || held.length < events.length) return undefined;
      if (!held.every(({ id }, i) => id === events[i]?.id)) return undefined;
      position = Math.max(position, last.position);
    }
    return { revisions: lastRevisions(parts), position, repeated: true };
  }

  /**
   * A COMMIT that failed after the WAL was written but not known to be on disk may reappear when
   * the WAL is next recovered. With the transaction still open, or the disk full before the last
   * frame, it cannot.
   */
  #mayBeStored(cause: unknown): boolean {
    return !this.#connection.inTransaction && !isDiskFull(cause);
  }

  #reject(group: readonly WaitingAppend[], cause: unknown, mayBeStored: boolean): void {
    if (this.#connection.inTransaction) this.#rollback.run();
    for (const { parts, reject } of group) {
      const unknown = () => new AppendOutcomeUnknown(streamsOf(parts), { cause });
      if (cause instanceof ClockLeapt) reject(cause);
      else reject(mayBeStored ? unknown() : unavailable(cause));
    }
  }
}

function lostEnd(head: number, seen: number): string {
  return (
    `events at the end of the log were deleted: position ${seen} was seen, and the log ` +
    `ends at ${head}. Nothing is written behind it: restore the log from a backup`
  );
}

function isFirstAlone(parts: readonly StreamAppend[]): boolean {
  const [part] = parts;
  return parts.length === 1 && part?.expectedRevision === NO_STREAM && part.events.length === 1;
}

function lastRevisions(parts: readonly StreamAppend[]): readonly number[] {
  return parts.map(({ expectedRevision, events }) => expectedRevision + events.length);
}
