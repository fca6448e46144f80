import {
  Module,
  type DynamicModule,
  type LoggerService,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore } from '@ledger/event-store-port';
import { clockOf, FiguresApplicationModule } from '@ledger/figures-application';
import {
  ApiDocument,
  describeApi,
  FiguresHttpModule,
  ledgerAdapter,
  type HealthCheck,
} from '@ledger/figures-http';
import {
  FiguresReadModelsModule,
  ViewedContents,
  ViewReader,
  Views,
  type ViewTables,
} from '@ledger/figures-read-models';
import { PagesModule } from '@ledger/pages';
import type { Kysely } from 'kysely';
import type { Projector } from './projector.js';

/** What a deployment chooses; the ledger closes all of it when it is closed. */
export interface LedgerParts {
  readonly eventStore: EventStore;
  /** The views that the projector writes, for reading. */
  readonly views: Kysely<ViewTables>;
  readonly projector: Projector;
  /** Where Nest and the ledger log; nowhere by default. */
  readonly log?: LoggerService;
}

/**
 * Puts the ledger together and starts its projector. Commands and queries can be sent at once;
 * to serve HTTP, call `listen`.
 *
 * Closing it stops taking requests, finishes those under way, stops the projector and closes the
 * stores, in that order.
 *
 * @throws {StoreUnavailable} the record cannot be read now
 */
export async function createLedger(parts: LedgerParts): Promise<NestFastifyApplication> {
  const modules = await modulesOf(parts);
  const app = await NestFactory.create<NestFastifyApplication>(modules, ledgerAdapter(), {
    bodyParser: false,
    logger: parts.log ?? false,
  });
  app.get(ApiDocument).text = JSON.stringify(describeApi(app));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const views = app.get(Views, { strict: false });
  parts.projector.start(() => void views.currentPosition().catch(() => undefined));
  return app;
}

@Module({})
class LedgerModule {}

async function modulesOf(parts: LedgerParts): Promise<DynamicModule> {
  const { eventStore, views, projector } = parts;
  const clock = await clockOf(eventStore);
  const now = () => clock.now();
  const reader = new ViewReader({ views, now });
  const contents = new ViewedContents(reader, new Views(reader));
  const application = FiguresApplicationModule.forRoot({ eventStore, clock, contents });
  const readModels = FiguresReadModelsModule.forRoot({ views, now });
  const imports = [application, readModels];
  const checks = [recordCheck(eventStore), projectorCheck(projector)];
  return {
    module: LedgerModule,
    imports: [
      ...imports,
      FiguresHttpModule.forRoot({ imports, checks }),
      PagesModule.forRoot({ imports }),
    ],
    providers: [{ provide: Closing, useValue: new Closing(parts) }],
  };
}

/** Lets go of everything once no request needs it any more. */
class Closing implements OnApplicationShutdown {
  readonly #parts: LedgerParts;

  constructor(parts: LedgerParts) {
    this.#parts = parts;
  }

  async onApplicationShutdown(): Promise<void> {
    const { projector, views, eventStore } = this.#parts;
    // The projector comes after whoever only reads: the last to leave tidies the file up.
    await views.destroy();
    await projector.stop();
    await eventStore.close();
  }
}

function recordCheck(eventStore: EventStore): HealthCheck {
  return {
    name: 'record',
    fault: async () => {
      await eventStore.head();
      return undefined;
    },
  };
}

function projectorCheck(projector: Projector): HealthCheck {
  return { name: 'projector', fault: async () => projector.fault };
}
