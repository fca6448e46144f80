import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { papers, reportFigure } from '@ledger/figures-domain/testing';
import {
  changesProjection,
  FIGURE_PROJECTIONS,
  FiguresReadModelsModule,
  GetFigure,
  getFigure,
  ListAreas,
  rebuildViews,
  SearchFigures,
  ViewedContents,
  ViewReader,
  viewReadersOf,
  Views,
} from '@ledger/figures-read-models';
import { verifyViews } from '@ledger/integrity';
import type { Build } from '@ledger/projections-port';
import { NestFactory } from '@nestjs/core';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { createViewsDatabase } from '../views-database.js';
import { alteredStore } from './altered-store.js';
import { NOW, startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

const { key } = reportFigure();
let ledger: ViewedLedger;

beforeEach(async () => {
  ledger = await startViewedExamples();
});

afterEach(() => ledger.close());

describe('Reading your own write', () => {
  it('waits until the views reflect it', async () => {
    const [answer] = await ledger.report(reportFigure({ value: '412' }));
    const { position } = answer as { position: number };
    expect(await ledger.views.waitFor(position, 3_000)).toBeGreaterThanOrEqual(position);

    const figure = await getFigure(ledger.reader, { key });
    expect(figure.position).toBeGreaterThanOrEqual(position);
    expect(figure.body.valueInForce?.value).toBe('412');
    expect(ledger.views.position).toBeGreaterThanOrEqual(position);
  });

  it('looks at the views once for all who wait', async () => {
    const waiting = Array.from({ length: 500 }, (_, i) => ledger.views.waitFor(i % 10, 3_000));
    await ledger.report(reportFigure());
    const reached = await Promise.all(waiting);

    expect(reached.every((position, i) => position >= i % 10)).toBe(true);
  });

  it('is refused if the views do not get there in time', async () => {
    await ledger.caughtUp();
    const head = await ledger.store.head();

    await expect(ledger.views.waitFor(head + 1, 20)).rejects.toMatchObject({
      code: 'views-behind',
      position: head + 1,
      reached: head,
      timeoutMs: 20,
    });
  });
});

describe('The health of the views', () => {
  it('reports how far each projection is', async () => {
    await ledger.caughtUp();
    await ledger.reader.changesAsOf({});
    const position = await ledger.store.head();

    expect(await ledger.views.health()).toEqual(
      [...FIGURE_PROJECTIONS, changesProjection].map(({ name, version }) => ({
        name,
        version,
        isDerived: name === 'changes',
        state: 'live',
        position,
      })),
    );
  });

  it('reports the event that a projection stopped at', async () => {
    const body = JSON.stringify({ type: 'FigureRecorded', revision: 0, recordedAt: 'never' });
    await ledger.store.append('odd', -1, [{ id: 'odd-event', type: 'FigureRecorded', body }]);
    const position = await ledger.store.head();
    await expect(ledger.caughtUp()).rejects.toMatchObject({ code: 'projection-stopped' });

    expect(await ledger.views.health()).toMatchObject([
      {
        name: 'figures',
        state: 'stopped',
        position: position - 1,
        fault: { position, eventId: 'odd-event', type: 'FigureRecorded' },
      },
      { name: 'words' },
      { name: 'changes' },
    ]);
  });

  it('reports what is missing before anything was built, and queries are refused', async () => {
    const database = await createViewsDatabase();
    const tables = database.openViews();
    const reader = new ViewReader({ views: tables, now: () => NOW });

    expect(await new Views(reader).health()).toMatchObject([
      { name: 'figures', state: 'missing', position: 0 },
      { name: 'words', state: 'missing', position: 0 },
      { name: 'changes', state: 'missing', position: 0 },
    ]);
    await expect(getFigure(reader, { key })).rejects.toMatchObject({ code: 'views-not-built' });
    await expect(new Views(reader).waitFor(1, 10)).rejects.toMatchObject({
      code: 'views-behind',
      reached: 0,
    });
    await tables.destroy();
    await database.drop();
  });
});

describe('Views that are built anew', () => {
  it('are switched to under the eyes of readers, with the same answers', async () => {
    await ledger.report(reportFigure({ value: '412' }), reportFigure({ in: 'december' }));
    await ledger.caughtUp();
    const before = JSON.stringify(await getFigure(ledger.reader, { key }));
    const store = ledger.database.openStore();
    await rebuildViews({ eventStore: ledger.store, store, views: ledger.tables });
    await store.close();

    expect(JSON.stringify(await getFigure(ledger.reader, { key }))).toBe(before);
    await ledger.report(reportFigure({ in: 'march', value: '433' }));
    await ledger.caughtUp();
    expect((await getFigure(ledger.reader, { key })).body.valueInForce?.value).toBe('433');
  });

  it('have what is reported meanwhile, and so have seals, though nothing follows', async () => {
    await ledger.report(reportFigure({ in: 'december' }));
    await ledger.caughtUp();
    const store = ledger.database.openStore();
    const late = alteredStore(store, {
      finish: async (build: Build) => {
        const finished = await store.finish(build);
        if (build.projection.name === 'figures') {
          await ledger.report(reportFigure({ value: '412', in: 'december', at: { line: 99 } }));
        }
        return finished;
      },
    });
    await rebuildViews({ eventStore: ledger.store, store: late, views: ledger.tables });
    const head = await ledger.store.head();
    const seal = await new ViewedContents(ledger.reader, ledger.views).sealOf(
      papers.december.id,
      head,
    );
    await store.close();

    expect(await ledger.views.currentPosition()).toBe(head);
    expect(seal.appearances).toBe(2);
  });

  it('are waited for as far as they are, not as far as the old ones were', async () => {
    const head = await ledger.store.head();
    const apart = await createViewsDatabase();
    const [store, tables] = [apart.openStore(), apart.openViews()];
    await rebuildViews({ eventStore: ledger.store, store, views: tables });
    const views = new Views(new ViewReader({ views: tables, now: () => NOW }));
    expect(await views.waitFor(head, 10)).toBe(head);
    for (const one of FIGURE_PROJECTIONS) await store.finish(await store.begin(one));

    await expect(views.waitFor(head, 10)).rejects.toMatchObject({ reached: 0 });
    expect(views.position).toBe(0);
    await tables.destroy();
    await store.close();
    await apart.drop();
  });

  it('are read again where they are switched to half way through', async () => {
    await ledger.caughtUp();
    const store = ledger.database.openStore();
    let readings = 0;
    const reached = await ledger.views.readFrom(1, 3_000, async (position) => {
      readings += 1;
      if (readings === 1)
        await rebuildViews({ eventStore: ledger.store, store, views: ledger.tables });
      return position;
    });
    await store.close();

    expect(readings).toBe(2);
    expect(reached).toBe(await ledger.store.head());
  });

  it('are verified row by row against the log', async () => {
    await ledger.report(reportFigure({ value: '412' }), reportFigure({ in: 'december' }));
    await ledger.caughtUp();
    const store = ledger.database.openStore();
    const apart = await createViewsDatabase();
    const [scratch, scratchViews] = [apart.openStore(), apart.openViews()];
    const again = { scratch, scratchViews };
    const { tables, damages } = await verifyViews({
      eventStore: ledger.store,
      store,
      ...again,
    });
    await scratchViews.destroy();
    await store.close();
    await scratch.close();
    await apart.drop();

    expect(damages).toEqual([]);
    expect(tables.map(({ table, differing }) => [table, differing])).toEqual([
      ['entries', 0],
      ['figures', 0],
      ['marked_figures', 0],
      ['retractions', 0],
      ['register_events', 0],
      ['publications', 0],
      ['publication_links', 0],
      ['follow_ups', 0],
      ['findings', 0],
      ['words', 0],
      ['changes', 0],
    ]);
    expect(tables.at(-1)).toMatchObject({ rows: 1 });
    expect(tables[0]).toMatchObject({ rows: 2 });
  });
});

describe('The module of the read models', () => {
  it('answers questions on the query bus', async () => {
    await ledger.report(reportFigure({ value: '412' }));
    await ledger.caughtUp();
    const views = ledger.database.openViews();
    const readers = viewReadersOf({ views, now: () => NOW });
    const module = FiguresReadModelsModule.forRoot(readers);
    const app = await NestFactory.createApplicationContext(
      { module: class App {}, imports: [CqrsModule.forRoot(), module] },
      { logger: ['error', 'fatal'] },
    );
    expect(app.get(ViewReader)).toBe(readers.reader);
    expect(app.get(Views)).toBe(readers.views);
    const bus = app.get(QueryBus);
    const figure = await bus.execute(new GetFigure({ key }));
    const found = await bus.execute(new SearchFigures());
    const { body } = await bus.execute(new ListAreas());
    await app.close();
    await views.destroy();

    expect(figure.body.valueInForce?.printed).toBe('412');
    expect(found.body.figures).toHaveLength(1);
    expect(body.areas).toMatchObject([{ id: 'kent' }]);
  });
});
