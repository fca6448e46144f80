import type { LoggerService } from '@nestjs/common';
import type { Tracer } from '@opentelemetry/api';
import type { EventStore } from '@ledger/event-store-port';
import type { ProjectorLease } from '@ledger/projections-port';
import {
  diskCheck,
  type Duty,
  openBridgeDuty,
  openEmbedded,
  openServers,
  type KafkaSettings,
  type Engines,
  FindingsDuty,
  LeasedProjector,
  type EventsToFollow,
  logPlaceOf,
  LogThread,
  openLogIn,
  type ProjectorTask,
  ProjectorThread,
  type BridgeSettings,
  type DeployedSettings,
  type EmbeddedSettings,
  type Settings,
} from '@ledger/deployment';
import type { LedgerParts } from './compose.js';
import { ForeignWatch, TracedEventStore } from '@ledger/observability';

/** What every role receives besides its settings. */
export interface RoleContext {
  readonly log: LoggerService;
  /** Traces are off without it. */
  readonly tracer?: Tracer;
  /** Called with an error that retrying does not cure, so that the process ends. */
  readonly onRefused: (error: unknown) => void;
}

/**
 * Chooses adapters and duties by the settings alone.
 *
 * @throws {StoreShapeUnknown | ViewsShapeUnknown | StoreUnavailable | MalformedConnection}
 */
export async function partsOf(settings: Settings, context: RoleContext): Promise<LedgerParts> {
  return settings.kind === 'embedded'
    ? embeddedParts(settings, context)
    : deployedParts(settings, context);
}

async function embeddedParts(
  settings: EmbeddedSettings,
  context: RoleContext,
): Promise<LedgerParts> {
  const { kafka } = settings;
  const engines = openEmbedded(settings);
  const duties: Duty[] = [new ProjectorThread(projectorTask(settings))];
  if (kafka !== undefined) duties.push(await bridgeDuty(kafka, engines, context));
  if (settings.raisesFindings) duties.push(findingsDuty(engines, context));
  const checks = [diskCheck(settings.dataFolder)];
  const transparency = transparencyOf(settings, duties);
  return {
    ...{ ...commonParts(engines, context), ...topicsOf(kafka), ...transparency },
    ...{ duties, checks },
  };
}

function projectorTask({
  role,
  eventsFile,
  viewsFile,
  traces,
}: EmbeddedSettings): ProjectorTask {
  const files = { eventsFile, viewsFile };
  return traces === undefined ? files : { ...files, traces: { ...traces, role } };
}

async function deployedParts(
  settings: DeployedSettings | BridgeSettings,
  context: RoleContext,
): Promise<LedgerParts> {
  const { role, kafka } = settings;
  const foreign = new ForeignWatch(context.log);
  const engines = await openServers(settings, foreign.met);
  const duties: Duty[] = [];
  if (role === 'projector' || role === 'all') {
    const { openRows, lease, views } = engines;
    const { onRefused } = context;
    const eventStore = followed(engines.eventStore, 'project', context);
    const store = openRows();
    duties.push(new LeasedProjector({ eventStore, store, views, lease, onRefused }));
  }
  if (kafka !== undefined) duties.push(await bridgeDuty(kafka, engines, context));
  if (settings.raisesFindings) {
    duties.push(findingsDuty(engines, context, engines.openFindingsLease()));
  }
  const serves = role === 'api' || role === 'all' ? 'everything' : 'operations';
  const transparency = transparencyOf(settings, duties);
  return {
    ...{ ...commonParts(engines, context), ...topicsOf(kafka), ...transparency },
    ...{ duties, serves, foreign },
  };
}

function commonParts({ eventStore, views }: Engines, { log, tracer }: RoleContext) {
  return { eventStore, views, log, ...(tracer === undefined ? {} : { tracer }) };
}

/** The transparency log, written by processes that keep views and read by all others. */
function transparencyOf(
  settings: Settings,
  duties: Duty[],
): Pick<LedgerParts, 'transparencyLog'> {
  const log = logPlaceOf(settings);
  if (log === undefined) return {};
  const { role } = settings;
  const { everyMs } = settings.log;
  if (role === 'all' || role === 'projector') {
    duties.push(new LogThread({ events: eventsOf(settings), log, everyMs }));
  }
  return { transparencyLog: openLogIn(log) };
}

function eventsOf(settings: Settings): EventsToFollow {
  if (settings.kind === 'embedded') {
    return { kind: 'embedded', eventsFile: settings.eventsFile };
  }
  const { url, prefix } = settings.eventStore;
  return { kind: 'deployed', connectionString: url.reveal(), streamPrefix: prefix };
}

function topicsOf(kafka: KafkaSettings | undefined) {
  return kafka === undefined ? {} : { topicPrefix: kafka.prefix };
}

function findingsDuty(
  { eventStore, openFollowed }: Engines,
  { onRefused }: RoleContext,
  lease?: ProjectorLease,
): Duty {
  const parts = { eventStore, checkpoints: openFollowed(), onRefused };
  return new FindingsDuty(lease === undefined ? parts : { ...parts, lease });
}

function bridgeDuty(
  kafka: KafkaSettings,
  { eventStore, openCheckpoints }: Engines,
  context: RoleContext,
): Promise<Duty> {
  return openBridgeDuty({
    kafka,
    eventStore: followed(eventStore, 'send', context),
    checkpoints: openCheckpoints(),
    onRefused: context.onRefused,
  });
}

function followed(
  eventStore: EventStore,
  what: 'project' | 'send',
  { tracer }: RoleContext,
): EventStore {
  if (tracer === undefined) return eventStore;
  return new TracedEventStore(eventStore, { tracer, followed: what });
}
