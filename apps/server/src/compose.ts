import { Logger, Module, type DynamicModule, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@ledger/event-store-port';
import { FiguresApplicationModule } from '@ledger/figures-application';
import {
  ApiDocument,
  describeApi,
  FiguresHttpModule,
  FIGURE_WILDCARD,
  OperationsHttpModule,
  type HealthCheck,
  LogHttpModule,
  type ServedEvidence,
  type ServedLog,
} from '@ledger/http';
import { ledgerAdapter, refuseForeignCallers } from '@ledger/web';
import {
  FiguresReadModelsModule,
  viewReadersOf,
  Views,
  type ProjectionHealth,
  type ViewTables,
} from '@ledger/figures-read-models';
import { makePack } from '@ledger/figures-evidence';
import { machineNow } from '@ledger/kernel';
import { PagesModule } from '@ledger/pages';
import { identityOf, LatestLog } from '@ledger/transparency-log';
import type { Tracer } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import {
  ageCheck,
  dutyCheck,
  logCheck,
  Closing,
  type Duty,
  GuardedEventStore,
  LogClock,
  LogWatermark,
  compareWithLog,
  compareWithViews,
  type OpenLog,
} from '@ledger/deployment';
import {
  type ForeignWatch,
  type ProjectionPlace,
  MeasuredEventStore,
  measureHttp,
  ProcessMetrics,
  TracedEventStore,
  traceRequests,
  reportStaleness,
  ViewStaleness,
} from '@ledger/observability';

/** What a deployment chooses; closing the ledger closes all of it. */
export interface LedgerParts {
  readonly eventStore: EventStore;
  /** The views, read-only. */
  readonly views: Kysely<ViewTables>;
  /** Background work of the process, such as keeping the views. */
  readonly duties: readonly Duty[];
  /** `everything` by default; `operations` means health and metrics only. */
  readonly serves?: 'everything' | 'operations';
  /** Host names and addresses it is known by, other than loopback and the machine's own. */
  readonly hosts?: readonly string[];
  /** How long a body may take to arrive; for a stream, each chunk of it. */
  readonly bodyMsMax?: number;
  /** How long a seal waits for the views. */
  readonly sealWaitMsMax?: number;
  /** Prefix of topic names in the description of the messages. */
  readonly topicPrefix?: string;
  /** Traces are off without it. */
  readonly tracer?: Tracer;
  /** Watches for foreign events in the log's streams, where others can write to them. */
  readonly foreign?: ForeignWatch;
  /** The transparency log, if one is kept. */
  readonly transparencyLog?: OpenLog;
  /** Further health checks that readiness depends on. */
  readonly checks?: readonly HealthCheck[];
  /** The logger of Nest and of the ledger; by default nothing is logged. */
  readonly log?: LoggerService;
}

/**
 * Composes the ledger and starts its duties. Commands and queries can be sent at once; call
 * `listen` to serve HTTP. While the log is out of reach, commands are refused.
 *
 * Closing it stops accepting requests, finishes those in progress, stops the duties and closes
 * the stores, in that order.
 */
export async function createLedger(parts: LedgerParts): Promise<NestFastifyApplication> {
  const clock = await LogClock.start(parts.eventStore);
  const readers = viewReadersOf({
    views: parts.views,
    now: machineNow,
    head: () => parts.eventStore.head(),
    sealWaitMsMax: parts.sealWaitMsMax,
  });
  const { views, contents, reviews } = readers;
  const metrics = metricsOf(parts, views);
  parts.foreign?.countWith(metrics.metrics.foreignEvents);
  const age = ageOf(parts, views);
  const guard = guardOf(parts);
  const imports = [
    FiguresApplicationModule.forRoot({
      eventStore: watched(guard.eventStore, parts, metrics),
      clock,
      contents,
      reviews,
    }),
    FiguresReadModelsModule.forRoot(readers),
  ];
  const { transparencyLog } = parts;
  const streams = { stop: () => transparencyLog?.streams.store.close() };
  const closing = new Closing({ ...parts, others: [clock, age, guard, streams] });
  const app = await NestFactory.create<NestFastifyApplication>(
    {
      ...ledgerModule(parts, guard, { imports, metrics, age }),
      providers: [closingProvider(closing)],
    },
    ledgerAdapter(FIGURE_WILDCARD),
    { bodyParser: false, logger: parts.log ?? false },
  );
  if (transparencyLog !== undefined) {
    const { eventStore } = parts;
    const compared = { eventStore, log: transparencyLog };
    await compareWithLog(guard.mark, compared, (fault) => log.error(fault));
  }
  await compareWithViews(guard.mark, parts.views, guard.signal, (fault) => log.error(fault));
  await begin(app, parts, { metrics, age });
  return app;
}

const log = new Logger('log');

@Module({})
class LedgerModule {}

type Modules = NonNullable<DynamicModule['imports']>;

/** Keeps a log that has lost its end from being written to. */
interface Guard {
  readonly mark: LogWatermark;
  readonly eventStore: GuardedEventStore;
  readonly signal: AbortSignal;
  stop(): void;
}

function guardOf({ eventStore }: LedgerParts): Guard {
  const mark = new LogWatermark(eventStore);
  const stopping = new AbortController();
  return {
    mark,
    eventStore: new GuardedEventStore(eventStore, mark),
    signal: stopping.signal,
    stop: () => stopping.abort(),
  };
}

function ledgerModule(
  {
    duties,
    serves,
    bodyMsMax,
    checks: others = [],
    transparencyLog,
    eventStore: record,
  }: LedgerParts,
  { mark, eventStore }: Guard,
  { imports, metrics, age }: Instruments & { readonly imports: Modules },
): DynamicModule {
  const checks = [
    logCheck(mark, eventStore),
    ...others,
    ...duties.map(dutyCheck),
    // A process that answers no queries checks the views in another way, if at all.
    ...(serves === 'operations' ? [] : [ageCheck(age)]),
  ];
  const transparency =
    transparencyLog === undefined ? undefined : served(transparencyLog, record);
  const http =
    serves === 'operations'
      ? [OperationsHttpModule.forRoot({ imports, checks, metrics })]
      : [
          FiguresHttpModule.forRoot({
            ...{ imports, checks, metrics },
            ...(bodyMsMax === undefined ? {} : { bodyMsMax }),
            ...(transparency === undefined ? {} : { evidence: transparency.evidence }),
          }),
          PagesModule.forRoot({ imports }),
          ...(transparency === undefined ? [] : [LogHttpModule.forRoot(transparency.log)]),
        ];
  return { module: LedgerModule, imports: [...imports, ...http] };
}

/**
 * Reads a log that another process writes: every read uses the checkpoint of that moment, and all
 * of them the same tiles.
 */
function served(
  open: OpenLog,
  eventStore: EventStore,
): { readonly log: ServedLog; readonly evidence: ServedEvidence } {
  const identity = identityOf(open);
  const { streams } = open;
  const log = new LatestLog(open.store, identity);
  const parts = { eventStore, log, streams, identity, now: machineNow };
  return {
    log: {
      read: (path) => open.store.read(path),
      proof: async (position) => (await log.get())?.proofFileOf(position),
    },
    evidence: {
      pack: async (question) => {
        const { position, bytes: body } = await makePack(parts, question);
        return { position, body };
      },
    },
  };
}

function closingProvider(closing: Closing) {
  return { provide: Closing, useValue: closing };
}

/** Counts everything that passes through the store, and traces it if tracing is on. */
function watched(
  eventStore: EventStore,
  { tracer }: LedgerParts,
  metrics: ProcessMetrics,
): EventStore {
  const measured = new MeasuredEventStore(eventStore, metrics.metrics);
  return tracer === undefined ? measured : new TracedEventStore(measured, { tracer });
}

function metricsOf({ eventStore }: LedgerParts, views: Views): ProcessMetrics {
  const places = async () => (await views.health()).map(placeOf);
  return new ProcessMetrics({ log: eventStore, places });
}

/** A projection that was never built counts as building: it lags from the first event on. */
function placeOf({ name, position, state }: ProjectionHealth): ProjectionPlace {
  return { name, position, state: state === 'missing' ? 'building' : state };
}

function ageOf({ eventStore }: LedgerParts, views: Views): ViewStaleness {
  return new ViewStaleness({
    head: () => eventStore.head(),
    reached: () => views.currentPosition(),
  });
}

interface Instruments {
  readonly metrics: ProcessMetrics;
  readonly age: ViewStaleness;
}

async function begin(
  app: NestFastifyApplication,
  { duties, serves, tracer, topicPrefix, hosts }: LedgerParts,
  { metrics, age }: Instruments,
): Promise<void> {
  const instance: FastifyInstance = app.getHttpAdapter().getInstance();
  if (tracer !== undefined) traceRequests(instance, tracer);
  refuseForeignCallers(instance, hosts);
  measureHttp(instance, metrics.metrics);
  if (serves !== 'operations') {
    reportStaleness(instance, age);
    const document = app.get(ApiDocument);
    document.text = JSON.stringify(describeApi(app));
    document.asyncApi = async () => (await import('./async-api.js')).asyncApiText(topicPrefix);
  }
  await app.init();
  await instance.ready();
  const views = app.get(Views, { strict: false });
  const changed = () => void views.currentPosition().catch(() => undefined);
  for (const duty of duties) {
    duty.join?.(app, metrics);
    duty.start(changed);
  }
  if (serves !== 'operations') age.start();
}
