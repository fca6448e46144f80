import { Logger, Module, type DynamicModule, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@ledger/event-store-port';
import { FiguresApplicationModule } from '@ledger/figures-application';
import {
  ApiDocument,
  describeApi,
  FiguresHttpModule,
  FIGURE_ROUTES,
  OperationsHttpModule,
  type HealthCheck,
  LogHttpModule,
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
import { machineNow } from '@ledger/kernel';
import { PagesModule } from '@ledger/pages';
import { identityOf, ProvenLog } from '@ledger/transparency-log';
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

/** What a deployment chooses; the ledger closes all of it when it is closed. */
export interface LedgerParts {
  readonly eventStore: EventStore;
  /** The views, for reading. */
  readonly views: Kysely<ViewTables>;
  /** What the process does beside answering requests, such as keeping the views. */
  readonly duties: readonly Duty[];
  /** `everything` by default; `operations` are health and metrics. */
  readonly serves?: 'everything' | 'operations';
  /** Names and addresses it is known by besides those of the loopback and of the machine. */
  readonly hosts?: readonly string[];
  /** How long a body may take to arrive, and of a stream each piece of it. */
  readonly bodyMsMax?: number;
  /** How long a seal waits for the views. */
  readonly sealWaitMsMax?: number;
  /** Stands before the names of topics where messages are described. */
  readonly topicPrefix?: string;
  /** No traces are made without it. */
  readonly tracer?: Tracer;
  /** Watches for what others write to the record's streams, where others can. */
  readonly foreign?: ForeignWatch;
  /** The transparency log, where one is kept. */
  readonly transparencyLog?: OpenLog;
  /** What else readiness depends on. */
  readonly checks?: readonly HealthCheck[];
  /** Where Nest and the ledger log; nowhere by default. */
  readonly log?: LoggerService;
}

/**
 * Puts the ledger together and starts its duties. Commands and queries can be sent at once; to
 * serve HTTP, call `listen`. With the record out of reach commands are refused until it is there.
 *
 * Closing it stops taking requests, finishes those under way, ends the duties and closes the
 * stores, in that order.
 */
export async function createLedger(parts: LedgerParts): Promise<NestFastifyApplication> {
  const clock = await LogClock.start(parts.eventStore);
  const readers = viewReadersOf({
    views: parts.views,
    now: machineNow,
    head: () => parts.eventStore.head(),
    sealWaitMsMax: parts.sealWaitMsMax,
  });
  const { views, contents } = readers;
  const metrics = metricsOf(parts, views);
  parts.foreign?.countWith(metrics.metrics.foreignEvents);
  const age = ageOf(parts, views);
  const guard = guardOf(parts);
  const imports = [
    FiguresApplicationModule.forRoot({
      eventStore: watched(guard.eventStore, parts, metrics),
      clock,
      contents,
    }),
    FiguresReadModelsModule.forRoot(readers),
  ];
  const closing = new Closing({ ...parts, others: [clock, age, guard] });
  const app = await NestFactory.create<NestFastifyApplication>(
    {
      ...ledgerModule(parts, guard, { imports, metrics, age }),
      providers: [closingProvider(closing)],
    },
    ledgerAdapter(FIGURE_ROUTES),
    { bodyParser: false, logger: parts.log ?? false },
  );
  const { transparencyLog } = parts;
  if (transparencyLog !== undefined) {
    const { eventStore } = parts;
    const compared = { eventStore, log: transparencyLog };
    await compareWithLog(guard.mark, compared, (fault) => log.error(fault));
  }
  await compareWithViews(guard.mark, parts.views, guard.signal, (fault) => log.error(fault));
  await begin(app, parts, { metrics, age });
  return app;
}

const log = new Logger('record');

@Module({})
class LedgerModule {}

type Modules = NonNullable<DynamicModule['imports']>;

/** What keeps a record from being written to that has lost its end. */
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
  { duties, serves, bodyMsMax, checks: others = [], transparencyLog }: LedgerParts,
  { mark, eventStore }: Guard,
  { imports, metrics, age }: Instruments & { readonly imports: Modules },
): DynamicModule {
  const checks = [
    logCheck(mark, eventStore),
    ...others,
    ...duties.map(dutyCheck),
    // A process that answers no questions looks at the views in another way, if at all.
    ...(serves === 'operations' ? [] : [ageCheck(age)]),
  ];
  const http =
    serves === 'operations'
      ? [OperationsHttpModule.forRoot({ imports, checks, metrics })]
      : [
          FiguresHttpModule.forRoot({
            ...{ imports, checks, metrics },
            ...(bodyMsMax === undefined ? {} : { bodyMsMax }),
          }),
          PagesModule.forRoot({ imports }),
          ...(transparencyLog === undefined
            ? []
            : [LogHttpModule.forRoot(served(transparencyLog))]),
        ];
  return { module: LedgerModule, imports: [...imports, ...http] };
}

/** What is asked of a log while others write it: each time of the checkpoint there is then. */
function served(open: OpenLog): ServedLog {
  const identity = identityOf(open);
  return {
    read: (path) => open.store.read(path),
    proof: async (position) =>
      (await ProvenLog.last(open.store, identity))?.proofFileOf(position),
  };
}

function closingProvider(closing: Closing) {
  return { provide: Closing, useValue: closing };
}

/** Whatever goes through it is counted, and traced where traces are made. */
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
  return new ProcessMetrics({ record: eventStore, places });
}

/** Before it is built for the first time a projection is as far behind as one that is built. */
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
