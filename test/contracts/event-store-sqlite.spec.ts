import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import Database from 'better-sqlite3';
import { describeAppendAcrossStreams } from './append-across-streams.contract.js';
import { describeEventStore, type EventStoreHarness } from './event-store.contract.js';

const create = async (): Promise<EventStoreHarness> =>
  new SqliteHarness(await mkdtemp(join(tmpdir(), 'event-store-')));

describeEventStore('SqliteEventStore', create);
describeAppendAcrossStreams('SqliteEventStore', create);

class SqliteHarness implements EventStoreHarness {
  readonly prefix = '';
  readonly #folder: string;
  readonly #file: string;
  #store: EventStore | undefined;
  #isAnswerLost = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'events.sqlite');
  }

  async open(): Promise<EventStore> {
    this.#store = SqliteEventStore.open({
      file: this.#file,
      busyTimeoutMs: 0,
      commit: (commit) => this.#commit(commit),
    });
    return this.#store;
  }

  /** Another connection holds the write lock. */
  async breakAppends(): Promise<() => Promise<void>> {
    const rival = new Database(this.#file);
    rival.exec('BEGIN IMMEDIATE');
    return async () => void rival.close();
  }

  async loseNextAnswer(): Promise<void> {
    this.#isAnswerLost = true;
  }

  async dispose(): Promise<void> {
    await this.#store?.close();
    await rm(this.#folder, { recursive: true });
  }

  #commit(commit: () => void): void {
    commit();
    if (!this.#isAnswerLost) return;
    this.#isAnswerLost = false;
    throw new Error('the answer was lost');
  }
}
