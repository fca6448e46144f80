import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { clockOf, FiguresApplicationModule } from '@ledger/figures-application';
import {
  ViewedContents,
  ViewReader,
  Views,
  viewsRunner,
  type ViewTables,
} from '@ledger/figures-read-models';
import { openSqliteViews, SqliteProjectionStore } from '@ledger/projections-sqlite';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';

/** An embedded ledger in this process: commands in, views kept up beside them. */
export interface OpenLedger {
  readonly commands: CommandBus;
  readonly reader: ViewReader;
  readonly views: Views;
  close(): Promise<void>;
}

/**
 * Opens the ledger in a folder, or makes one there. A server may have it open too: the record
 * decides who came first, and views move on from wherever they are.
 */
export async function openLedger(dataFolder: string): Promise<OpenLedger> {
  mkdirSync(dataFolder, { recursive: true });
  const eventStore = SqliteEventStore.open({ file: join(dataFolder, 'ledger.db') });
  const viewsFile = join(dataFolder, 'views.db');
  const store = SqliteProjectionStore.open({ file: viewsFile });
  const stopping = new AbortController();
  const running = viewsRunner({ eventStore, store }).run(stopping.signal);
  const rows = openSqliteViews<ViewTables>({ file: viewsFile });
  const clock = await clockOf(eventStore);
  const reader = new ViewReader({ views: rows, now: () => clock.now() });
  const views = new Views(reader);
  const contents = new ViewedContents(reader, views);
  const application = await NestFactory.createApplicationContext(
    FiguresApplicationModule.forRoot({ eventStore, clock, contents }),
    { logger: false },
  );
  await application.init();
  return {
    commands: application.get(CommandBus),
    reader,
    views,
    close: async () => {
      await application.close();
      stopping.abort();
      await running;
      await rows.destroy();
      await store.close();
      await eventStore.close();
    },
  };
}
