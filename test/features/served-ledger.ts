import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import type { EventStore } from '@ledger/event-store-port';
import {
  force,
  kent,
  measureFacts,
  papers,
  statisticsOffice,
} from '@ledger/figures-domain/testing';
import { Views, type ViewTables } from '@ledger/figures-read-models';
import { openSqliteViews, SqliteProjectionStore } from '@ledger/projections-sqlite';
import { createLedger, InlineProjector } from '@ledger/server';

/** An answer over HTTP. */
export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** The body read as JSON. */
  readonly body: any;
}

export type Method = 'GET' | 'POST' | 'HEAD' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS';

/** A request as it goes over the wire. */
export interface Asked {
  readonly method: Method;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer | NodeJS.ReadableStream;
}

/** The whole server but for its socket, on a record in memory. */
export interface ServedLedger {
  readonly app: NestFastifyApplication;
  readonly store: EventStore;
  ask(asked: Asked): Promise<Served>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Served>;
  post(
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Served>;
  /** Sends text as it is. */
  send(path: string, type: string, text: string | Buffer): Promise<Served>;
  /** Resolves once the views reflect everything recorded so far. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the server as it is composed, its projector beside it in one thread. */
export async function serveLedger(
  store: EventStore = new InMemoryEventStore(),
  log?: LoggerService,
): Promise<ServedLedger> {
  const folder = await mkdtemp(join(tmpdir(), 'served-ledger-'));
  const file = join(folder, 'views.db');
  const app = await createLedger({
    eventStore: store,
    views: openSqliteViews<ViewTables>({ file }),
    duties: [new InlineProjector(store, SqliteProjectionStore.open({ file }))],
    ...(log === undefined ? {} : { log }),
  });
  const ask = async ({ method, url, headers, payload }: Asked): Promise<Served> => {
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    return served(answer.statusCode, answer.headers as Served['headers'], answer.body);
  };
  const send = (path: string, type: string, payload: string | Buffer) =>
    ask({ method: 'POST', url: at(path), headers: { 'content-type': type }, payload });
  return {
    app,
    store,
    ask,
    send,
    get: (path, headers = {}) => ask({ method: 'GET', url: at(path), headers }),
    post: (path, body, headers = {}) =>
      ask({
        method: 'POST',
        url: at(path),
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      }),
    caughtUp: async () => void (await views(app).waitFor(await store.head(), 5_000)),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A served ledger in which the domain's examples are registered. */
export async function serveExamples(): Promise<ServedLedger> {
  const ledger = await serveLedger();
  await register(ledger);
  return ledger;
}

/** Registers what the domain's examples are about, over HTTP. */
export async function register({ post, caughtUp }: ServedLedger): Promise<void> {
  const answers = [
    await post('/publishers', force),
    await post('/publishers', statisticsOffice),
    await post('/areas', kent),
    await post('/measures', measureFacts()),
  ];
  for (const paper of Object.values(papers)) answers.push(await post('/publications', paper));
  const refused = answers.find(({ status }) => status !== 201);
  if (refused !== undefined) throw new Error(refused.text);
  await caughtUp();
}

/** "The September paper prints recorded crime in May 2024 as 412", as JSON. */
export function reportOf(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    publication: papers.september.id,
    measure: 'recorded-crime.all',
    area: 'kent',
    period: '2024-05',
    value: '412',
    printed: '412',
    unit: 'offences',
    locator: { line: 25, table: 'All crime' },
    ...fields,
  };
}

export const KEY = 'recorded-crime.all/kent/2024-05';

function at(path: string): string {
  return `/api/v1${path}`;
}

function views(app: NestFastifyApplication): Views {
  return app.get(Views, { strict: false });
}

function served(status: number, headers: Served['headers'], text: string): Served {
  return {
    status,
    headers,
    text,
    get body() {
      return JSON.parse(text);
    },
  };
}
