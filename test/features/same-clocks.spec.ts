import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordedAtIn } from '@ledger/event-store-port';
import { DefineMeasure } from '@ledger/figures-application';
import { figureKey } from '@ledger/figures-domain';
import {
  exampleOrigin,
  measureFacts,
  reportFigure,
  type Print,
} from '@ledger/figures-domain/testing';
import {
  getFigure,
  getPublication,
  searchFigures,
  ViewReader,
  Views,
  viewsRunner,
  type AskedClocks,
} from '@ledger/figures-read-models';
import { parseInstant, type LedgerError } from '@ledger/kernel';
import fc from 'fast-check';
import { createViewsDatabase, type ViewsDatabase } from '../views-database.js';
import { startLedger } from './in-memory-ledger.js';
import { NOW } from './viewed-ledger.js';

const { key } = reportFigure();

/** A ledger whose views advance only while a test lets them, a few events at a time. */
interface LaggingLedger extends Awaited<ReturnType<typeof startLedger>> {
  readonly reader: ViewReader;
  readonly views: Views;
  keepUp(): void;
  fallBehind(): Promise<void>;
  close(): Promise<void>;
}

async function startLagging(): Promise<LaggingLedger> {
  const ledger = await startLedger();
  const database: ViewsDatabase = await createViewsDatabase();
  const projections = database.openStore();
  const tables = database.openViews();
  const { store } = ledger;
  const reader = new ViewReader({ views: tables, now: () => NOW, head: () => store.head() });
  let stopping = new AbortController();
  let running = Promise.resolve();
  const fallBehind = async () => {
    stopping.abort();
    await running;
  };
  return {
    ...ledger,
    reader,
    views: new Views(reader),
    keepUp: () => {
      stopping = new AbortController();
      const options = {
        eventStore: store,
        store: projections,
        batchEventsMax: 3,
        views: tables,
      };
      running = viewsRunner(options).run(stopping.signal);
    },
    fallBehind,
    close: async () => {
      await fallBehind();
      await tables.destroy();
      await projections.close();
      await database.drop();
      await ledger.app.close();
    },
  };
}

let ledger: LaggingLedger;

beforeEach(async () => {
  ledger = await startLagging();
  ledger.keepUp();
  await ledger.views.waitFor(await ledger.store.head(), 5_000);
});

afterEach(() => ledger.close());

/** The ledger's answers by clocks, as bytes; a refusal by its code. */
async function answers(clocks: AskedClocks): Promise<readonly string[]> {
  const { publishedBy: _publishedBy, ...recordedBy } = clocks;
  const { reader } = ledger;
  return Promise.all(
    [
      getFigure(reader, { key, ...clocks }),
      searchFigures(reader, { measure: 'recorded-crime', ...clocks }),
      getPublication(reader, { id: 'december-paper', ...recordedBy }),
    ].map((answer) =>
      answer.then(
        ({ body }) => JSON.stringify(body),
        (refusal: unknown) => (refusal as LedgerError).code,
      ),
    ),
  );
}

/** The varying fields of the property's report; the rest is an example. */
interface Printed {
  readonly in: NonNullable<Print['in']>;
  readonly value: string;
  readonly line: number;
  readonly month: string;
}

describe('An answer asked for right after a write', () => {
  const print = fc.record({
    in: fc.constantFrom('september', 'december', 'march'),
    value: fc.constantFrom('412', '413', '420'),
    line: fc.integer({ min: 1, max: 500 }),
    month: fc.constantFrom('2024-05', '2024-06', '2024-07'),
  });
  const reportsOf = (prints: readonly Printed[]) =>
    prints.map(({ line, month, ...one }) =>
      reportFigure({ ...one, at: { line }, figure: { period: month } }),
    );

  it('is the same bytes whenever it is asked for again by the clocks it states', async () => {
    await ledger.report(reportFigure());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(print, { minLength: 1, maxLength: 8 }), { maxLength: 4 }),
        async (appends) => {
          const stated: { readonly clocks: AskedClocks; readonly text: string }[] = [];
          for (const prints of appends) {
            await ledger.report(...reportsOf(prints));
            const { body } = await searchFigures(ledger.reader, {});
            stated.push({ clocks: body.clocks, text: JSON.stringify(body) });
          }
          await ledger.views.waitFor(await ledger.store.head(), 5_000);
          await ledger.report(reportFigure({ in: 'march', value: '5', at: { line: 999 } }));
          for (const { clocks, text } of stated) {
            const again = await searchFigures(ledger.reader, clocks);
            expect(JSON.stringify(again.body)).toBe(text);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('claims the moment of the last event that all views reflect, and no more', async () => {
    await ledger.fallBehind();
    const before = await getPublication(ledger.reader, { id: 'december-paper' });
    await ledger.report(reportFigure({ in: 'december' }));
    const after = await getPublication(ledger.reader, { id: 'december-paper' });
    const [last] = await ledger.store.readAll((await ledger.views.currentPosition()) - 1, 1);

    expect(after.body).toEqual(before.body);
    expect(last?.body).toContain(`"recordedAt":"${after.body.recordedBy}"`);
  });

  it('never falls within one moment, however many events that has', async () => {
    await ledger.fallBehind();
    const lines = Array.from({ length: 11 }, (_, line) => reportFigure({ at: { line } }));
    await ledger.report(...lines);
    const seen = new Set<number>();
    ledger.keepUp();
    while ((await ledger.views.currentPosition()) < (await ledger.store.head())) {
      const { body } = await searchFigures(ledger.reader, { measure: 'recorded-crime' });
      const [found] = body.figures;
      const shown = found === undefined ? undefined : await getFigure(ledger.reader, { key });
      seen.add(shown?.body.appearances ?? 0);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const moments = (await ledger.store.readAll(0, 1_000))
      .slice(-11)
      .map(({ body }) => recordedAtIn(body));

    expect(new Set(moments).size).toBe(1);
    expect([...seen].filter((appearances) => appearances !== 11)).toEqual([0]);
  });
});

describe('A moment that the caller names', () => {
  const past = '2025-05-01T00:00:00.000Z';

  it('is waited for until the views reflect all that was recorded by then', async () => {
    await ledger.fallBehind();
    await ledger.report(reportFigure({ value: '412' }));
    const asking = getFigure(ledger.reader, { key, recordedBy: past });
    ledger.keepUp();
    const { body } = await asking;

    expect(body).toMatchObject({
      valueInForce: { value: '412' },
      clocks: { recordedBy: past },
    });
  });

  it('is refused where they do not come to reflect that', async () => {
    await ledger.fallBehind();
    await ledger.report(reportFigure({ value: '412' }));
    const reached = await ledger.views.currentPosition();

    await expect(getFigure(ledger.reader, { key, recordedBy: past })).rejects.toMatchObject({
      code: 'views-behind',
      position: await ledger.store.head(),
      reached,
    });
  }, 15_000);

  it('and has not come is answered for what is recorded now, and says so', async () => {
    await ledger.report(reportFigure({ value: '412' }));
    await ledger.views.waitFor(await ledger.store.head(), 5_000);
    const present = await answers({});

    expect(await answers({ recordedBy: '2099', publishedBy: '2099-01-01T00:00:00Z' })).toEqual(
      present,
    );
    expect(parseInstant(JSON.parse(present[0]!).clocks.recordedBy) < NOW).toBe(true);
  });

  it('has one answer, whatever comes to be known of a figure afterwards', async () => {
    const later = figureKey(reportFigure({ figure: { period: '2022-01' } }).figure);
    const { recordedBy } = (await getPublication(ledger.reader, { id: 'december-paper' })).body;
    const ask = async () =>
      JSON.stringify(
        await getFigure(ledger.reader, { key: later, recordedBy }).then(({ body }) => body),
      );
    const before = await ask();
    await expect(getFigure(ledger.reader, { key: later })).rejects.toMatchObject({
      code: 'unknown-figure',
    });
    await ledger.report(reportFigure({ figure: { period: '2022-01' } }));
    await ledger.views.waitFor(await ledger.store.head(), 5_000);

    expect(JSON.parse(before)).toMatchObject({ state: 'unreported' });
    expect(await ask()).toBe(before);
  });

  it('has one answer of a figure whose measure is only defined afterwards', async () => {
    const { figure } = reportFigure();
    const later = figureKey({ ...figure, measure: 'burglary' });
    const { recordedBy } = (await getPublication(ledger.reader, { id: 'december-paper' })).body;
    const ask = () => getFigure(ledger.reader, { key: later, recordedBy });
    await expect(ask()).rejects.toMatchObject({ code: 'unknown-figure' });
    await ledger.execute(
      new DefineMeasure({ ...measureFacts(), code: 'burglary' }, exampleOrigin),
    );
    await ledger.views.waitFor(await ledger.store.head(), 5_000);

    await expect(ask()).rejects.toMatchObject({ code: 'unknown-figure' });
    const { body } = await getPublication(ledger.reader, { id: 'december-paper' });
    const since = { key: later, recordedBy: body.recordedBy };
    expect((await getFigure(ledger.reader, since)).body.state).toBe('unreported');
  });
});
