import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import type { EventStore } from '@ledger/event-store-port';
import { disclosureOf } from '@ledger/figures-evidence';
import { Views } from '@ledger/figures-read-models';
import type { ProjectionStore } from '@ledger/projections-port';
import { createLedger } from '@ledger/server';
import { generateKey, parseSigner } from '@ledger/transparency';
import { bringLogOn } from '@ledger/transparency-log';
import { InMemoryLogStore, InMemoryStreamMapStore } from '@ledger/transparency-log/testing';
import { InlineProjector, type Duty, type OpenLog } from '@ledger/deployment';
import { createViewsDatabase } from '../views-database.js';
import { requestsBy, served, type Asked, type Served } from './requests.js';
import type { ServedLedger } from './served-ledger.js';

/** The whole server without its socket, for what only its own process can see or break. */
export interface LedgerInProcess extends ServedLedger {
  readonly app: NestFastifyApplication;
}

/** Starts the server as it is composed, with its projector in the same thread. */
export async function serveInProcess(
  store: EventStore = new InMemoryEventStore(),
  log?: LoggerService,
  dutiesOf: (openStore: () => ProjectionStore) => readonly Duty[] = () => [],
): Promise<LedgerInProcess> {
  const database = await createViewsDatabase();
  const transparencyLog = logInMemory();
  const tables = database.openViews();
  const app = await createLedger({
    eventStore: store,
    views: tables,
    duties: [
      new InlineProjector(store, database.openStore(), tables),
      ...dutiesOf(() => database.openStore()),
    ],
    transparencyLog,
    ...(log === undefined ? {} : { log }),
  });
  const views = app.get(Views, { strict: false });
  const ask = async ({ method, url, headers, payload }: Asked): Promise<Served> => {
    const given = payload === undefined ? {} : { payload };
    const answer = await app.inject({ method, url, headers: { ...headers }, ...given });
    return served(answer.statusCode, answer.headers as Served['headers'], answer.rawPayload);
  };
  return {
    ...requestsBy(ask),
    app,
    head: () => store.head(),
    address: async () => {
      if (!app.getHttpServer().listening) await app.listen(0, '127.0.0.1');
      return app.getUrl();
    },
    caughtUp: async () => {
      await views.waitFor(await store.head(), 20_000);
    },
    signed: () => bringLogOn({ ...transparencyLog, eventStore: store }),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

/** A transparency log that goes on when a test says so. */
function logInMemory(): OpenLog {
  const origin = 'ledger.example/log';
  return {
    ...{ origin, signers: [parseSigner(generateKey(origin))], store: new InMemoryLogStore() },
    streams: { store: new InMemoryStreamMapStore(), disclosureOf },
  };
}
