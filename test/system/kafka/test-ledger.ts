import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CurrentFigure, CurrentFigureSource, Report } from '@ledger/bridge';
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
  figureStream,
  FIGURE_STREAM_PREFIX,
  printOf,
  type ChainEntry,
  type FigureEvent,
  type FigureKey,
} from '@ledger/figures-domain';
import {
  exampleOrigin,
  force,
  kent,
  measureFacts,
  papers,
  statisticsOffice,
} from '@ledger/figures-domain/testing';
import { decodeRecord } from '@ledger/kernel';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';

/** An embedded ledger in a temporary folder, with the example registries. */
export class TestLedger {
  readonly eventStore: EventStore;
  readonly checkpoints: SqliteProjectionStore;
  readonly #folder: string;
  readonly #app: INestApplicationContext;

  private constructor(
    folder: string,
    stores: Pick<TestLedger, 'eventStore' | 'checkpoints'>,
    app: INestApplicationContext,
  ) {
    this.#folder = folder;
    this.#app = app;
    this.eventStore = stores.eventStore;
    this.checkpoints = stores.checkpoints;
  }

  /** @param wrap stands between the ledger and its store, to let it fail */
  static async open(wrap = (store: EventStore): EventStore => store): Promise<TestLedger> {
    const folder = await mkdtemp(join(tmpdir(), 'ledger-bridge-'));
    const eventStore = wrap(SqliteEventStore.open({ file: join(folder, 'ledger.db') }));
    const checkpoints = SqliteProjectionStore.open({ file: join(folder, 'bridge.db') });
    const application = FiguresApplicationModule.forRoot({
      eventStore,
      clock: new MonotonicClock(),
      contents: { sealOf: () => Promise.reject(new Error('Nothing is sealed here.')) },
    });
    const app = await NestFactory.createApplicationContext(application, { logger: false });
    const ledger = new TestLedger(folder, { eventStore, checkpoints }, app);
    await ledger.#register();
    return ledger;
  }

  /** Records reports as the server does. */
  readonly report: Report = (reports, origin) =>
    this.commands.execute(new ReportFigures(reports, origin));

  get commands(): CommandBus {
    return this.#app.get(CommandBus);
  }

  /** Every event of the record, in order. */
  async events(): Promise<readonly StoredEvent[]> {
    return this.eventStore.readAll(BEGINNING, 10_000_000);
  }

  /** What was recorded of figures: each one's history along publication time, as text. */
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

  /** Values in force read from the streams themselves. */
  readonly figures: CurrentFigureSource = {
    currentOf: async (keys, position) => ({
      position: Math.max(position, await this.eventStore.head()),
      figures: await Promise.all(keys.map((key) => this.#current(key))),
    }),
    figuresOf: () => pageOfNone(),
  };

  async close(): Promise<void> {
    await this.#app.close();
    await this.eventStore.close();
    await this.checkpoints.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #current(key: FigureKey): Promise<CurrentFigure | null> {
    const entries = await this.#entries(figureStream(key));
    const { links, inForce } = chainOf(entries, force.id);
    if (inForce.state !== 'reported') return null;
    const { facts, eventId } = inForce.entry;
    const { figure, publication, publisher, published } = facts;
    const { value, printed, unit, qualifier, markers } = printOf(inForce.entry);
    const lastPublication = links.at(-1)?.entry.facts.publication ?? publication;
    return {
      ...{ key, figure, value, printed, unit, qualifier, markers },
      ...{ publication, publisher, published, eventId, lastPublication },
    };
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

async function* pageOfNone(): AsyncGenerator<readonly FigureKey[]> {}
