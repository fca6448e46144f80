import { join } from 'node:path';
import {
  CURRENT_LANE,
  EVENTS_LANE,
  KafkaBridge,
  type BridgeMetrics,
  type CurrentFound,
  type CurrentFigureSource,
  type KafkaBridgeOptions,
} from '@ledger/kafka';
import { CommitSignal } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { clockOf, FiguresApplicationModule, ReportFigures } from '@ledger/figures-application';
import {
  figureStream,
  printedValue,
  type FigureKey,
  type FigureRecorded,
} from '@ledger/figures-domain';
import { decodeRecord } from '@ledger/kernel';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';

/** The address of the cluster, and the names of its topics. */
export interface BridgedAt {
  readonly brokers: readonly string[];
  readonly prefix: string;
}

/** A bridge that runs until it is stopped. */
export interface RunningBridge {
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** A ledger in a folder with bridges in this process, whose progress it observes. */
export class BridgedLedger {
  readonly eventStore: SqliteEventStore;
  readonly #checkpoints: SqliteProjectionStore;
  readonly #application: INestApplicationContext;
  readonly #at: BridgedAt;
  readonly #moved = new CommitSignal();
  readonly #sent = new Map<string, number>();
  readonly #refused = new AbortController();

  private constructor(
    stores: { eventStore: SqliteEventStore; checkpoints: SqliteProjectionStore },
    application: INestApplicationContext,
    at: BridgedAt,
  ) {
    this.eventStore = stores.eventStore;
    this.#checkpoints = stores.checkpoints;
    this.#application = application;
    this.#at = at;
  }

  static async open(folder: string, at: BridgedAt): Promise<BridgedLedger> {
    const eventStore = SqliteEventStore.open({ file: join(folder, 'ledger.db') });
    const checkpoints = SqliteProjectionStore.open({ file: join(folder, 'bridge.db') });
    const module = FiguresApplicationModule.forRoot({
      eventStore,
      clock: await clockOf(eventStore),
      contents: { sealOf: () => Promise.reject(new Error('Nothing is sealed here.')) },
    });
    const application = await NestFactory.createApplicationContext(module, { logger: false });
    return new BridgedLedger({ eventStore, checkpoints }, application, at);
  }

  /** Starts a bridge in the given directions; with neither, it only creates the topics. */
  bridge({ into, out }: { into: boolean; out: boolean }): RunningBridge {
    const { brokers, prefix } = this.#at;
    const commands = this.#application.get(CommandBus);
    const report: KafkaBridgeOptions['report'] = (reports, origin) =>
      commands.execute(new ReportFigures(reports, origin));
    const { eventStore } = this;
    const from = { eventStore, checkpoints: this.#checkpoints, figures: this.#figures };
    const bridge = new KafkaBridge({
      connection: { brokers },
      prefix,
      ...(into ? { report } : undefined),
      ...(out ? { out: from } : undefined),
      metrics: this.#metrics,
    });
    const stopping = new AbortController();
    const ended = bridge.run(stopping.signal);
    return { ended, stop: () => (stopping.abort(), ended) };
  }

  /**
   * Resolves once the log has reached a position.
   *
   * @throws {Error} a report was refused, so it never will
   */
  async reached(position: number): Promise<void> {
    const { eventStore } = this;
    const { signal } = this.#refused;
    const after = await eventStore.head();
    if (after >= position) return;
    for await (const batch of eventStore.follow({ after, batchEventsMax: 5_000, signal })) {
      if ((batch.at(-1)?.position ?? 0) >= position) return;
    }
    signal.throwIfAborted();
  }

  /** Resolves once the given lanes, or all of them, have sent everything up to a position. */
  async sent(position: number, ...only: readonly string[]): Promise<void> {
    const lanes = only.length > 0 ? only : [EVENTS_LANE, CURRENT_LANE];
    const never = new AbortController().signal;
    for (;;) {
      const { count } = this.#moved;
      if (lanes.every((lane) => (this.#sent.get(lane) ?? 0) >= position)) return;
      await this.#moved.passed(count, never);
    }
  }

  async close(): Promise<void> {
    await this.#application.close();
    await this.eventStore.close();
    await this.#checkpoints.close();
  }

  readonly #metrics: BridgeMetrics = {
    reportsTaken: () => undefined,
    reportRefused: (code) => this.#refused.abort(new Error(`A report was refused: ${code}.`)),
    batchUnreadable: () => undefined,
    partitionHeld: () => undefined,
    reportsLag: () => undefined,
    sent: () => undefined,
    laneReached: (lane, position) => {
      this.#sent.set(lane, position);
      this.#moved.notify();
    },
    laneLeft: () => undefined,
  };

  /** A generated figure was printed once: that is its value in force, read from its stream. */
  readonly #figures: CurrentFigureSource = {
    currentOf: async (keys, position) => ({
      position,
      figures: await Promise.all(keys.map((key) => this.#current(key))),
    }),
    // No generated figure is under embargo.
    figuresOf: async function* () {},
    figuresWithin: async function* () {},
  };

  async #current(key: FigureKey): Promise<CurrentFound | null> {
    const [event] = await this.eventStore.readStream(figureStream(key));
    if (event === undefined) return null;
    const { data, id } = decodeRecord<FigureRecorded>(event.body);
    const { figure, publication, publisher, published } = data;
    const current = {
      ...{ key, figure, ...printedValue(data) },
      ...{ publication, publisher, published, eventId: id, lastPublication: publication },
    };
    return { current, lastPosition: event.position };
  }
}
