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

/** Carries out a COMMIT by calling `commit` once; what it throws is a failure of that COMMIT. */
export type CommitStep = (commit: () => void) => void;

type Answer = () => void;

const INSERT = 'INSERT INTO events (stream, revision, id, type, body) VALUES (?, ?, ?, ?, ?)';
const LAST_EVENT = 'SELECT position, body FROM events ORDER BY position DESC LIMIT 1';
const LAST_REVISION = `SELECT revision FROM events WHERE stream = ${BOUND_TEXT}
  ORDER BY revision DESC LIMIT 1`;
const HELD_BEHIND = `SELECT id, position FROM events
  WHERE stream = ${BOUND_TEXT} AND revision > ${BOUND_NUMBER}
  ORDER BY revision LIMIT ${BOUND_NUMBER}`;

/**
 * Writes a group of appends in one transaction and answers each when that is on disk.
 *
 * A refusal, too, is only given once the transaction is there: it may rest on an append of the
 * same group, which a failing COMMIT takes back.
 */
export class GroupCommit {
  readonly #connection: Database;
  readonly #commitStep: CommitStep;
  readonly #begin: Statement<[]>;
  readonly #commit: Statement<[]>;
  readonly #rollback: Statement<[]>;
  readonly #lastEvent: Statement<[], { position: number; body: string }>;
  readonly #lastRevision: Statement<[string], number>;
  readonly #insert: Statement<[string, number, string, string, string]>;
  readonly #heldBehind: Statement<[string, number, number], { id: string; position: number }>;
  readonly #time: RecordedTime;
  /** The last position that was ever seen here. */
  #seenUpTo: number;

  constructor(connection: Database, commitStep: CommitStep, time: RecordedTime) {
    this.#connection = connection;
    this.#commitStep = commitStep;
    this.#time = time;
    // IMMEDIATE: no other process may append between looking up a revision and using it.
    this.#begin = connection.prepare('BEGIN IMMEDIATE');
    this.#commit = connection.prepare('COMMIT');
    this.#rollback = connection.prepare('ROLLBACK');
    this.#lastEvent = connection.prepare(LAST_EVENT);
    this.#lastRevision = connection.prepare<[string], number>(LAST_REVISION).pluck();
    this.#insert = connection.prepare(INSERT);
    this.#heldBehind = connection.prepare(HELD_BEHIND);
    this.#seenUpTo = this.#lastEvent.get()?.position ?? 0;
  }

  /**
   * Settles every append of the group, and throws nothing.
   *
   * @param mayWait leaves the group as it is while another process writes
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
      const last = this.#lastEvent.get();
      this.#refuseLostEnd(last?.position ?? 0);
      this.#time.met(last?.body);
      this.#time.check();
      for (const [i, append] of group.entries()) answers.push(this.#decide(append, i > 0));
      isCommitting = true;
      this.#commitStep(() => this.#commit.run());
      if (this.#connection.inTransaction) throw new Error('the COMMIT was not carried out');
      this.#seenUpTo = this.#lastEvent.get()?.position ?? 0;
    } catch (cause) {
      this.#reject(group, cause, isCommitting && this.#mayBeStored(cause));
      return;
    }
    for (const answer of answers) answer();
  }

  /** Behind a lost end, positions that readers have seen would be given to other events. */
  #refuseLostEnd(head: number): void {
    if (head < this.#seenUpTo) throw new StoreUnavailable(lostEnd(head, this.#seenUpTo));
  }

  #decide({ parts, resolve, reject }: WaitingAppend, isCommittedWithLast: boolean): Answer {
    // All are looked up before any is written: a part that is refused takes the others with it.
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

  #add(parts: readonly StreamAppend[]): AppendedAcross {
    let position: number | bigint = 0;
    for (const { stream, expectedRevision, events } of parts) {
      let revision = expectedRevision;
      for (const { id, type, body } of events) {
        revision += 1;
        position = this.#insert.run(stream, revision, id, type, body).lastInsertRowid;
      }
    }
    return { revisions: lastRevisions(parts), position: Number(position), repeated: false };
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
   * A COMMIT that failed after the log was written but not known to be on disk may come back when
   * the log is next recovered. With the transaction still open, or the disk full before the last
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
    `events at the end of the record were deleted: position ${seen} was seen, and the record ` +
    `ends at ${head}. Nothing is written behind it: restore the record from a backup`
  );
}

function lastRevisions(parts: readonly StreamAppend[]): readonly number[] {
  return parts.map(({ expectedRevision, events }) => expectedRevision + events.length);
}
