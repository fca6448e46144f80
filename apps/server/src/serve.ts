import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Logger, type LoggerService } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@ledger/event-store-port';
import { Views } from '@ledger/figures-read-models';
import { createLedger, type LedgerParts } from './compose.js';
import {
  progressOn,
  refuseMissingSeeds,
  seed,
  type EmbeddedSettings,
  type Settings,
  AddressUnusable,
  checkAddress,
  prepareDataFolder,
  assertViewsShapeKnown,
} from '@ledger/deployment';
import { partsOf } from './roles.js';
import { startTracing, type Tracing } from '@ledger/observability';

/** Where a server reports what it does. */
export interface ServerOutput {
  readonly log: LoggerService;
  readonly output: NodeJS.WriteStream;
}

/**
 * Runs one process of the ledger until it is stopped.
 *
 * @throws {AddressUnusable | DataFolderUnusable} before anything is created or loaded
 * @throws {SeedsMissing} a first start has nothing to load from; nothing is created then
 * @throws {StoreShapeUnknown | ViewsShapeUnknown | TopicShapeUnknown | SeedsNotSound} a store,
 *   topic or seeds folder does not have the expected contents
 * @throws {StoreUnavailable} a file cannot be opened; servers are waited for
 */
export async function serve(settings: Settings, voice: ServerOutput): Promise<void> {
  const stopped = untilSignalled(['SIGINT', 'SIGTERM']);
  await checkAddress(settings.host, settings.port);
  const isNew = settings.kind === 'embedded' && !existsSync(settings.eventsFile);
  if (settings.kind === 'embedded') await prepareFolders(settings, isNew);
  const refused = Promise.withResolvers<never>();
  // The rejection may come before or after anything awaits it.
  refused.promise.catch(() => undefined);
  const tracing = await tracingOf(settings);
  const parts = await partsOf(settings, {
    log: voice.log,
    onRefused: refused.reject,
    ...(tracing === undefined ? {} : { tracer: tracing.tracer }),
  });
  const app = await createLedger({ ...parts, ...boundsOf(settings) });
  const end = new AbortController();
  try {
    void assertViewsShapeKnown(app, end.signal).catch(refused.reject);
    const ended = Promise.race([stopped, refused.promise]);
    if (settings.kind === 'embedded') {
      const { output, log } = voice;
      const { eventStore } = parts;
      if (!isNew && (await eventStore.head()) === 0) log.warn(emptied(settings), 'log');
      const loading = loadSeeds(app, settings, { eventStore, output, signal: end.signal });
      const isStopped = await Promise.race([loading, ended]);
      // The error of an interrupted load does not matter: the next start resumes it.
      if (isStopped === true) return void loading.catch(() => undefined);
    }
    await listen(app, settings);
    voice.output.write(`${greeting(app, settings)}\n`);
    await ended;
  } finally {
    end.abort();
    await close(app, settings.shutdownMsMax);
    await tracing?.stop();
  }
}

/** Files left by a failed first start would look like a log that lost everything. */
async function prepareFolders(
  { dataFolder, seedsFolder }: EmbeddedSettings,
  isNew: boolean,
): Promise<void> {
  if (isNew && seedsFolder !== undefined) refuseMissingSeeds(seedsFolder);
  await prepareDataFolder(dataFolder);
}

/** A file that lost everything looks like one that never held anything. */
function emptied({ eventsFile }: EmbeddedSettings): string {
  return (
    `${eventsFile} was there before this start and holds no event: if any were recorded in it, ` +
    'stop here and restore a backup.'
  );
}

/** @throws {AddressUnusable} another process took the port since it was checked */
async function listen(
  app: NestFastifyApplication,
  { host, port, connectionsMax }: Settings,
): Promise<void> {
  app.getHttpServer().maxConnections = connectionsMax;
  try {
    await app.listen(port, host);
  } catch (error) {
    throw new AddressUnusable(host, port, error);
  }
}

function boundsOf({
  hosts,
  bodyMsMax,
  sealWaitMsMax,
}: Settings): Pick<LedgerParts, 'hosts' | 'bodyMsMax' | 'sealWaitMsMax'> {
  return { hosts, bodyMsMax, sealWaitMsMax };
}

/** Tracing is on only if a collector is named. */
async function tracingOf({ traces, role }: Settings): Promise<Tracing | undefined> {
  if (traces === undefined) return undefined;
  const log = new Logger('tracing');
  return startTracing({ ...traces, role, onLost: (reason) => log.warn(reason) });
}

interface Loading {
  readonly eventStore: EventStore;
  readonly output: NodeJS.WriteStream;
  /** Stops waiting for another process that loads. */
  readonly signal: AbortSignal;
}

async function loadSeeds(
  app: NestFastifyApplication,
  { dataFolder, seedsFolder }: EmbeddedSettings,
  { eventStore, output, signal }: Loading,
): Promise<void> {
  if (seedsFolder === undefined) return;
  const progress = progressOn(output, 'Loading seeds');
  const parts = {
    eventStore,
    commands: app.get(CommandBus, { strict: false }),
    views: app.get(Views, { strict: false }),
  };
  const onProgress = progress.show;
  try {
    const loaded = await seed({ ...parts, dataFolder, seedsFolder, onProgress, signal });
    if (loaded === undefined) return;
    const outcomes = Object.entries(loaded.outcomes).filter(([, count]) => count > 0);
    const counts = outcomes.map(([outcome, count]) => `${count} ${outcome}`);
    output.write(`Loaded ${seedsFolder}: ${counts.join(', ') || 'no reports'}.\n`);
    for (const { place, message } of loaded.refusals)
      output.write(`${place.file}: ${message}\n`);
  } finally {
    progress.end();
  }
}

function greeting(app: NestFastifyApplication, { role }: Settings): string {
  const { address, port, family } = app.getHttpServer().address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  const base = `http://${host}:${port}`;
  const health = `  health      ${base}/health/ready`;
  if (role === 'projector' || role === 'bridge')
    return [`The ledger's ${role} runs`, health, `  metrics     ${base}/metrics`].join('\n');
  return [
    `The ledger listens on ${base}`,
    `  pages       ${base}/`,
    `  a figure    ${base}/figures/recorded-crime.all/kent/2024-05`,
    `  interface   ${base}/api/v1/openapi.json`,
    health,
  ].join('\n');
}

async function untilSignalled(signals: readonly NodeJS.Signals[]): Promise<true> {
  await Promise.race(signals.map((signal) => once(process, signal)));
  return true;
}

/** Requests in progress may finish, but none may delay shutdown indefinitely. */
async function close(app: NestFastifyApplication, timeMsMax: number): Promise<void> {
  const server = app.getHttpServer();
  const impatience = setTimeout(() => server.closeAllConnections(), timeMsMax);
  try {
    await app.close();
  } finally {
    clearTimeout(impatience);
  }
}
