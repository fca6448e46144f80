import type { ReportOfOrigin } from '@ledger/intake';
import { KafkaBridge, type BridgeOut } from '@ledger/kafka';
import type { EventStore } from '@ledger/event-store-port';
import { ReportFigures } from '@ledger/figures-application';
import { ViewReader, Views } from '@ledger/figures-read-models';
import type { ProjectionStore } from '@ledger/projections-port';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Duty } from './duty.js';
import type { KafkaSettings } from '../settings/engine-settings.js';
import { connectionOf } from '../engines/kafka-connection.js';
import { LongWork } from './long-work.js';
import type { ProcessMetrics } from '@ledger/observability';
import { ViewedFigures } from './viewed-figures.js';

/** The dependencies of the bridge. */
export interface BridgeDutyParts {
  readonly kafka: KafkaSettings;
  /** The log that the bridge follows. */
  readonly eventStore: EventStore;
  /** Stores the checkpoints of what was sent; closed by {@link BridgeDuty.stop}. */
  readonly checkpoints: ProjectionStore;
  /** Called with an error that retrying does not cure, such as topics of another shape or a bug. */
  readonly onRefused: (error: unknown) => void;
}

const log = new Logger('bridge');

/** Consumes reports from Kafka, and produces events and values in force to Kafka. */
export class BridgeDuty implements Duty {
  readonly name = 'bridge';
  readonly #parts: BridgeDutyParts;
  readonly #work = new LongWork();
  #bridge: KafkaBridge | undefined;

  constructor(parts: BridgeDutyParts) {
    this.#parts = parts;
  }

  get fault(): string | undefined {
    const { state = 'starting', reason } = this.#bridge?.status ?? {};
    // One halted partition shows in the metrics only: the others still need this process.
    if (state === 'running' || state === 'standby' || state === 'held') return undefined;
    return reason === undefined
      ? `The bridge is ${state}.`
      : `The bridge is ${state}: ${reason}`;
  }

  join(ledger: INestApplicationContext, metrics: ProcessMetrics): void {
    const { kafka, eventStore, checkpoints } = this.#parts;
    const commands = ledger.get(CommandBus, { strict: false });
    const reader = ledger.get(ViewReader, { strict: false });
    const figures = new ViewedFigures(reader, ledger.get(Views, { strict: false }));
    const report: ReportOfOrigin = (reports, origin) =>
      commands.execute(new ReportFigures(reports, origin));
    const out: BridgeOut = { eventStore, checkpoints, figures };
    this.#bridge = new KafkaBridge({
      connection: connectionOf(kafka),
      prefix: kafka.prefix,
      report,
      out,
      metrics: metrics.bridge,
      log: (level, message) => log[level === 'info' ? 'debug' : level](message),
    });
  }

  start(): void {
    const bridge = this.#bridge;
    if (bridge === undefined) throw new TypeError('A bridge joins its ledger first.');
    this.#work.begin((signal) => bridge.run(signal), this.#parts.onRefused);
  }

  stop(): Promise<void> {
    return this.#work.stop(() => this.#parts.checkpoints.close());
  }
}
