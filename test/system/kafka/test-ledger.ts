import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { ReportOfOrigin } from '@ledger/intake';
import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import {
  DefineMeasure,
  FiguresApplicationModule,
  MonotonicClock,
  RegisterArea,
  RegisterPublication,
  RegisterPublisher,
  ReportFigures,
} from '@ledger/figures-application';
import {
  chainOf,
  entriesOf,
  FIGURE_STREAM_PREFIX,
  printOf,
  type ChainEntry,
  type FigureEvent,
} from '@ledger/figures-domain';
import {
  exampleOrigin,
  force,
  kent,
  measureFacts,
  papers,
  statisticsOffice,
} from '@ledger/figures-domain/testing';
import { viewReadersOf, viewsRunner, type ViewTables } from '@ledger/figures-read-models';
import { decodeRecord } from '@ledger/kernel';
import type { ProjectionStore } from '@ledger/projections-port';
import { openSqliteViews, SqliteProjectionStore } from '@ledger/projections-sqlite';
import { ViewedFigures } from '@ledger/deployment';

/** How a test's ledger differs from the others. */
export interface TestLedgerOptions {
  /** Wraps the ledger's store, to make it fail. */
  readonly wrap?: (store: EventStore) => EventStore;
  /** False where views are not needed and would only take time. */
  readonly hasProjector?: boolean;
}

/** An embedded ledger in a temporary folder, with the example registries. */
export class TestLedger {
  readonly eventStore: EventStore;
  readonly checkpoints: SqliteProjectionStore;
  readonly figures: ViewedFigures;
  /** Keeps the views. */
  readonly store: ProjectionStore;
  readonly #folder: string;
  readonly #app: INestApplicationContext;
  readonly #closing: readonly (() => Promise<unknown>)[];

  private constructor(
    folder: string,
    parts: Pick<TestLedger, 'eventStore' | 'checkpoints' | 'figures' | 'store'>,
    app: INestApplicationContext,
    closing: readonly (() => Promise<unknown>)[],
  ) {
    this.#folder = folder;
    this.#app = app;
    this.eventStore = parts.eventStore;
    this.checkpoints = parts.checkpoints;
    this.figures = parts.figures;
    this.store = parts.store;
    this.#closing = closing;
  }

  static async open(options: TestLedgerOptions = {}): Promise<TestLedger> {
    const { wrap = (store) => store, hasProjector = true } = options;
    const folder = await mkdtemp(join(tmpdir(), 'ledger-bridge-'));
    const eventStore = wrap(SqliteEventStore.open({ file: join(folder, 'ledger.db') }));
    const checkpoints = SqliteProjectionStore.open({ file: join(folder, 'bridge.db') });
    const viewsFile = join(folder, 'views.db');
    const store = SqliteProjectionStore.open({ file: viewsFile });
    const stopping = new AbortController();
    const rows = openSqliteViews<ViewTables>({ file: viewsFile });
    const runner = viewsRunner({ eventStore, store, views: rows });
    const projecting = hasProjector ? runner.run(stopping.signal) : Promise.resolve();
    const clock = new MonotonicClock();
    const { reader, views, contents } = viewReadersOf({
      views: rows,
      now: () => clock.now(),
    });
    const module = FiguresApplicationModule.forRoot({ eventStore, clock, contents });
    const app = await NestFactory.createApplicationContext(module, { logger: false });
    const figures = new ViewedFigures(reader, views);
    const parts = { eventStore, checkpoints, figures, store };
    const ledger = new TestLedger(folder, parts, app, [
      () => (stopping.abort(), projecting),
      () => rows.destroy(),
      () => store.close(),
    ]);
    await ledger.#register();
    return ledger;
  }

  /** Records reports as the server does. */
  readonly report: ReportOfOrigin = (reports, origin) =>
    this.commands.execute(new ReportFigures(reports, origin));

  get commands(): CommandBus {
    return this.#app.get(CommandBus);
  }

  /** Every event of the log, in order. */
  async events(): Promise<readonly StoredEvent[]> {
    return this.eventStore.readAll(BEGINNING, 10_000_000);
  }

  /** The recorded figures: each one's history along publication time, as text. */
  async chains(): Promise<ReadonlyMap<string, string>> {
    const chains = new Map<string, string>();
    const streams = new Set((await this.events()).map(({ stream }) => stream));
    for (const stream of [...streams].sort()) {
      if (!stream.startsWith(FIGURE_STREAM_PREFIX)) continue;
      const { links, inForce } = chainOf(await this.#entries(stream), force.id);
      const moves = links.map(({ move, kind, entry }) => [move, kind, entry.eventId]);
      const value = inForce.state === 'reported' ? printOf(inForce.entry).value : null;
      chains.set(stream, JSON.stringify({ moves, value }));
    }
    return chains;
  }

  async close(): Promise<void> {
    await this.#app.close();
    for (const close of this.#closing) await close();
    await this.eventStore.close();
    await this.checkpoints.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #entries(stream: string): Promise<readonly ChainEntry[]> {
    const events = await this.eventStore.readStream(stream);
    return entriesOf(events.map(({ body }) => decodeRecord<FigureEvent>(body)));
  }

  async #register(): Promise<void> {
    const { commands } = this;
    for (const publisher of [force, statisticsOffice]) {
      await commands.execute(new RegisterPublisher(publisher, exampleOrigin));
    }
    await commands.execute(new RegisterArea(kent, exampleOrigin));
    await commands.execute(new DefineMeasure(measureFacts(), exampleOrigin));
    for (const paper of Object.values(papers)) {
      await commands.execute(new RegisterPublication(paper, exampleOrigin));
    }
  }
}
