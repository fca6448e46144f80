import 'reflect-metadata';
import type { EventStore } from '@ledger/event-store-port';
import {
  clockOf,
  FiguresApplicationModule,
  FindingsFollower,
  RegistryFacts,
} from '@ledger/figures-application';
import {
  viewReadersOf,
  viewsRunner,
  type ViewReader,
  type Views,
  type ViewTables,
} from '@ledger/figures-read-models';
import { machineNow } from '@ledger/kernel';
import {
  guardedByViews,
  makeFolder,
  openEmbedded,
  openEmbeddedStore,
  openServers,
  type DeployedSettings,
  type EmbeddedSettings,
  type LedgerPlace,
} from '@ledger/deployment';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

/** A ledger that takes commands from this process. */
export interface OpenLedger {
  readonly commands: CommandBus;
  readonly registry: RegistryFacts;
  readonly findings: FindingsFollower;
  readonly reader: ViewReader;
  /** Position of the last event of the log. */
  head(): Promise<number>;
  readonly views: Views;
  /** True if this process keeps the views; otherwise a projector does, if one runs. */
  readonly keepsViews: boolean;
  /**
   * The process that keeps the views, where this one does not; undefined if none does. Call it
   * only once.
   *
   * @throws {ViewsUnavailable}
   */
  projector(): Promise<string | undefined>;
  close(): Promise<void>;
}

/**
 * Opens a ledger. In files it is created if there is none, and its views are kept up to date
 * while commands run. Servers may have it open too: conditional appends to the log decide
 * conflicts.
 *
 * @throws {StoreUnavailable | ViewsUnavailable | MalformedConnection}
 */
export async function openLedger(place: LedgerPlace): Promise<OpenLedger> {
  const base = place.kind === 'embedded' ? filesOf(place) : await serversOf(place);
  try {
    return await ledgerOn(base, place);
  } catch (error) {
    await base.close();
    throw error;
  }
}

/** How long views are brought up to date before a command ends. */
const CURRENT_WITHIN_MS = 5_000;

/** The stores of a ledger. */
interface Base {
  readonly eventStore: EventStore;
  readonly rows: Kysely<ViewTables>;
  readonly keepsViews: boolean;
  readonly projector: OpenLedger['projector'];
  readonly close: () => Promise<void>;
}

function filesOf(place: EmbeddedSettings): Base {
  makeFolder(place.dataFolder);
  const { eventStore, views: rows } = openEmbedded(place);
  const store = openEmbeddedStore(place);
  const stopping = new AbortController();
  const runner = viewsRunner({ eventStore, store, views: rows });
  const running = runner.run(stopping.signal);
  return {
    eventStore,
    rows,
    keepsViews: true,
    projector: async () => 'this process',
    close: async () => {
      // The next command, such as `verify`, finds views that hold what this one recorded.
      const leaving = AbortSignal.timeout(CURRENT_WITHIN_MS);
      await Promise.race([runner.allReached(await eventStore.head(), leaving), running]).catch(
        () => undefined,
      );
      stopping.abort();
      await running;
      await rows.destroy();
      await store.close();
      await eventStore.close();
    },
  };
}

async function serversOf(place: DeployedSettings): Promise<Base> {
  const { eventStore, views: rows, lease } = await openServers(place);
  return {
    eventStore,
    rows,
    keepsViews: false,
    projector: async () => {
      const holder = await lease.holder();
      // Closes its connection.
      await lease.run(AbortSignal.abort(), async () => undefined);
      return holder;
    },
    close: async () => {
      await rows.destroy();
      await eventStore.close();
    },
  };
}

async function ledgerOn(
  base: Base,
  { sealWaitMsMax }: Pick<LedgerPlace, 'sealWaitMsMax'>,
): Promise<OpenLedger> {
  const { rows, keepsViews, projector, close } = base;
  const eventStore = await guardedByViews(base.eventStore, rows);
  const clock = await clockOf(eventStore);
  const { reader, views, contents, reviews } = viewReadersOf({
    views: rows,
    now: machineNow,
    head: () => eventStore.head(),
    sealWaitMsMax,
  });
  const application = await NestFactory.createApplicationContext(
    FiguresApplicationModule.forRoot({ eventStore, clock, contents, reviews }),
    { logger: false },
  );
  await application.init();
  return {
    commands: application.get(CommandBus),
    registry: new RegistryFacts(eventStore),
    findings: application.get(FindingsFollower),
    reader,
    head: () => eventStore.head(),
    views,
    keepsViews,
    projector,
    close: async () => {
      await application.close();
      await close();
    },
  };
}
