import type { EventStore } from '@ledger/event-store-port';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import {
  DefineMeasure,
  FiguresApplicationModule,
  MonotonicClock,
  RegisterArea,
  RegisterPublication,
  RegisterPublisher,
  ReportFigures,
  type Clock,
  type ReportAnswer,
} from '@ledger/figures-application';
import {
  sealedText,
  type AnnouncedFacts,
  type PublicationContents,
  type ReportFigure,
  type Seal,
} from '@ledger/figures-domain';
import {
  exampleOrigin,
  force,
  kent,
  measureFacts,
  papers,
  statisticsOffice,
} from '@ledger/figures-domain/testing';
import type { PublicationReviews } from '@ledger/findings';
import { decodeRecord, sha256Hex, type DomainEvent } from '@ledger/kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus, type Command, type Query } from '@nestjs/cqrs';

/** One process of the ledger, composed as the server composes it. */
export interface LedgerProcess {
  readonly app: INestApplicationContext;
  readonly execute: <Answer>(command: Command<Answer>) => Promise<Answer>;
  readonly ask: <Answer>(query: Query<Answer>) => Promise<Answer>;
  readonly report: (...reports: readonly ReportFigure[]) => Promise<readonly ReportAnswer[]>;
}

/** Starts a process on a store, which several of them may share. */
export async function startProcess(
  eventStore: EventStore,
  contents: PublicationContents = contentsOf(eventStore),
  clock: Clock = secondByReading(),
  reviews?: PublicationReviews,
): Promise<LedgerProcess> {
  const app = await NestFactory.createApplicationContext(
    FiguresApplicationModule.forRoot({
      ...{ eventStore, clock, contents },
      ...(reviews === undefined ? {} : { reviews }),
    }),
    { logger: ['error', 'fatal'] },
  );
  const execute = <Answer>(command: Command<Answer>): Promise<Answer> =>
    app.get(CommandBus).execute(command);
  return {
    app,
    execute,
    ask: (query) => app.get(QueryBus).execute(query),
    report: (...reports) => execute(new ReportFigures(reports, exampleOrigin)),
  };
}

/** A clock that advances by a second on every reading. */
function secondByReading(): Clock {
  let ms = Date.UTC(2025, 0, 6);
  return new MonotonicClock(undefined, () => (ms += 1_000));
}

/** Registers the subjects of the domain's examples. */
export async function registerExamples({
  execute,
}: Pick<LedgerProcess, 'execute'>): Promise<void> {
  await execute(new RegisterPublisher(force, exampleOrigin));
  await execute(new RegisterPublisher(statisticsOffice, exampleOrigin));
  await execute(new RegisterArea(kent, exampleOrigin));
  await execute(new DefineMeasure(measureFacts(), exampleOrigin));
  for (const paper of Object.values(papers)) {
    await execute(new RegisterPublication(paper, exampleOrigin));
  }
}

/** A process on its own store in which the examples are registered. */
export async function startLedger(): Promise<
  LedgerProcess & { readonly store: InMemoryEventStore }
> {
  const store = new InMemoryEventStore();
  const process = await startProcess(store);
  await registerExamples(process);
  return { ...process, store };
}

/** The contents of a view of appearances, read from the log itself. */
export function contentsOf(store: EventStore): PublicationContents {
  return {
    sealOf: async (publication): Promise<Seal> => {
      const events = await store.readAll(0, Number.MAX_SAFE_INTEGER);
      const ids = events
        .map(({ body }) => decodeRecord<DomainEvent<string, Partial<AnnouncedFacts>>>(body))
        .filter(({ data }) => data.locator !== undefined && data.publication === publication)
        .map(({ id }) => id);
      return { appearances: ids.length, digest: sha256Hex(sealedText(ids.sort())) };
    },
  };
}

/** Positions of the events that were stored since. */
export async function storedSince(
  store: EventStore,
  after: number,
): Promise<
  readonly { readonly type: string; readonly id: string; readonly position: number }[]
> {
  const events = await store.readAll(after, 1_000);
  return events.map(({ type, id, position }) => ({ type, id, position }));
}
