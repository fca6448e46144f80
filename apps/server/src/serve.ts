import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Logger, type LoggerService } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@ledger/event-store-port';
import { Views } from '@ledger/figures-read-models';
import { createLedger } from './compose.js';
import { progressOn } from './progress.js';
import { partsOf } from './roles.js';
import { seed } from './seeding.js';
import type { EmbeddedSettings, Settings } from './settings.js';
import type { Tracing } from './tracing.js';
import { refuseStrangeViews } from './strange-views.js';

/** Where a server tells what it does. */
export interface ServerVoice {
  readonly log: LoggerService;
  readonly output: NodeJS.WriteStream;
}

/**
 * Runs one process of the ledger until it is told to stop.
 *
 * @throws {StoreShapeUnknown | ViewsShapeUnknown | TopicShapeUnknown | SeedsNotSound} what it is
 *   to work on is not what it needs
 * @throws {StoreUnavailable} a file cannot be opened; servers are waited for
 */
export async function serve(settings: Settings, voice: ServerVoice): Promise<void> {
  const stopped = untilToldTo(['SIGINT', 'SIGTERM']);
  const refused = Promise.withResolvers<never>();
  // Nobody may be listening yet, or any more.
  refused.promise.catch(() => undefined);
  const tracing = await tracingOf(settings);
  const parts = await partsOf(settings, {
    log: voice.log,
    onRefused: refused.reject,
    ...(tracing === undefined ? {} : { tracer: tracing.tracer }),
  });
  const app = await createLedger({ ...parts, hosts: settings.hosts });
  const end = new AbortController();
  try {
    void refuseStrangeViews(app, end.signal).catch(refused.reject);
    const ended = Promise.race([stopped, refused.promise]);
    if (settings.kind === 'embedded') {
      const loading = loadSeeds(app, parts.eventStore, settings, voice.output);
      const isStopped = await Promise.race([loading, ended]);
      // What a load that is broken off throws is of no interest: the next start goes on with it.
      if (isStopped === true) return void loading.catch(() => undefined);
    }
    await app.listen(settings.port, settings.host);
    voice.output.write(`${greeting(app, settings)}\n`);
    await ended;
  } finally {
    end.abort();
    await close(app, settings.shutdownMsMax);
    await tracing?.stop();
  }
}

/** What makes traces is only loaded where they are wanted. */
async function tracingOf({ traces, role }: Settings): Promise<Tracing | undefined> {
  if (traces === undefined) return undefined;
  const { startTracing } = await import('./tracing.js');
  const log = new Logger('tracing');
  return startTracing({ ...traces, role, onLost: (reason) => log.warn(reason) });
}

async function loadSeeds(
  app: NestFastifyApplication,
  eventStore: EventStore,
  { dataFolder, seedsFolder }: EmbeddedSettings,
  output: NodeJS.WriteStream,
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
    const loaded = await seed({ ...parts, dataFolder, seedsFolder, onProgress });
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

async function untilToldTo(signals: readonly NodeJS.Signals[]): Promise<true> {
  await Promise.race(signals.map((signal) => once(process, signal)));
  return true;
}

/** Requests under way may finish, but none may hold the process up for ever. */
async function close(app: NestFastifyApplication, timeMsMax: number): Promise<void> {
  const server = app.getHttpServer();
  const impatience = setTimeout(() => server.closeAllConnections(), timeMsMax);
  try {
    await app.close();
  } finally {
    clearTimeout(impatience);
  }
}
