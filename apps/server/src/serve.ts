import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { LoggerService } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import type { ViewTables } from '@ledger/figures-read-models';
import { openSqliteViews } from '@ledger/projections-sqlite';
import { createLedger } from './compose.js';
import type { ServerConfig } from './config.js';
import { ProjectorThread } from './projector-thread.js';
import { progressOn } from './progress.js';
import { seed } from './seeding.js';

/** Where a server tells what it does. */
export interface ServerVoice {
  readonly log: LoggerService;
  readonly output: NodeJS.WriteStream;
}

/**
 * Runs the ledger until the process is told to stop.
 *
 * @throws {StoreShapeUnknown | ViewsShapeUnknown | StoreUnavailable | SeedsNotSound}
 */
export async function serve(config: ServerConfig, { log, output }: ServerVoice): Promise<void> {
  const { eventsFile, viewsFile } = config;
  const eventStore = SqliteEventStore.open({ file: eventsFile });
  const app = await createLedger({
    eventStore,
    views: openSqliteViews<ViewTables>({ file: viewsFile }),
    projector: new ProjectorThread({ eventsFile, viewsFile }),
    log,
  });
  const stopped = untilToldTo(['SIGINT', 'SIGTERM']);
  try {
    const loading = loadSeeds(app, eventStore, config, output);
    const isStopped = await Promise.race([loading, stopped]);
    // What a load that is broken off throws is of no interest: the next start goes on with it.
    if (isStopped === true) return void loading.catch(() => undefined);
    await app.listen(config.port, config.host);
    output.write(`${greeting(app)}\n`);
    await stopped;
  } finally {
    await close(app, config.shutdownMsMax);
  }
}

async function loadSeeds(
  app: NestFastifyApplication,
  eventStore: SqliteEventStore,
  { dataFolder, seedsFolder }: ServerConfig,
  output: NodeJS.WriteStream,
): Promise<void> {
  const progress = progressOn(output, 'Loading seeds');
  const commands = app.get(CommandBus, { strict: false });
  const onProgress = progress.show;
  try {
    const loaded = await seed({ eventStore, commands, dataFolder, seedsFolder, onProgress });
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

function greeting(app: NestFastifyApplication): string {
  const { address, port, family } = app.getHttpServer().address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  const base = `http://${host}:${port}`;
  return [
    `The ledger listens on ${base}`,
    `  pages       ${base}/`,
    `  a figure    ${base}/figures/recorded-crime.all/kent/2024-05`,
    `  interface   ${base}/api/v1/openapi.json`,
    `  health      ${base}/health/ready`,
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
