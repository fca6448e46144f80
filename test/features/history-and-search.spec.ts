import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CorrectTranscription,
  DefineMeasure,
  RegisterArea,
  RegisterDimension,
  RegisterPublication,
  ReleasePublication,
} from '@ledger/figures-application';
import { parsePublishedDate } from '@ledger/figures-domain';
import {
  dimensionFacts,
  exampleOrigin,
  measureFacts,
  papers,
  paragraph,
  printedValue,
  publicationFacts,
  reportFigure,
  table,
  type Print,
} from '@ledger/figures-domain/testing';
import {
  getFigureHistory,
  searchFigures,
  type FigureSearch,
  type FoundFigures,
} from '@ledger/figures-read-models';
import { leafHash, logEntry } from '@ledger/transparency';
import { startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

let ledger: ViewedLedger;

const burglary = 'recorded-crime.burglary.dwelling';
const rate = 'call-handling.answered-share';
const medway = { measure: 'recorded-crime.all', area: 'kent.medway' };
const embargoed = publicationFacts({
  id: 'embargoed-paper',
  published: parsePublishedDate('2024-10-01'),
  isEmbargoed: true,
});

beforeAll(async () => {
  ledger = await startViewedExamples();
  const { execute } = ledger;
  await execute(
    new RegisterArea(
      { id: 'kent.medway', title: 'Médway towns', kind: 'district', parent: 'kent' },
      exampleOrigin,
    ),
  );
  for (const [code, title] of [
    [burglary, 'Burglary of dwellings'],
    ['recorded-crime-outcomes.all', 'Outcomes of recorded crime'],
    [rate, 'Share of calls answered'],
  ] as const) {
    const units = code === rate ? ['percent'] : ['offences'];
    const facts = measureFacts({ code, title, units, definition: 'As counted' });
    await execute(new DefineMeasure(facts, exampleOrigin));
  }
  await execute(new RegisterPublication(embargoed, exampleOrigin));
  await execute(new RegisterDimension(dimensionFacts('channel', '999'), exampleOrigin));
  await report(
    { value: '412', markers: ['p'] },
    { value: '412', at: paragraph },
    { in: 'december', value: '4312', printed: '4,312' },
    { figure: { period: '2024-06' }, value: '390' },
    { figure: { ...medway }, value: '77' },
    { figure: { measure: burglary, period: '2024' }, value: '4312', at: { section: 'Homes' } },
    { figure: { measure: 'recorded-crime-outcomes.all' }, value: '-12' },
    {
      figure: { measure: rate, breakdown: { channel: '999' } },
      value: '97.5',
      printed: '97.5%',
      unit: 'percent',
      at: { table: 'Emergency calls', line: 3 },
    },
  );
  await ledger.report({
    ...reportFigure({ figure: { period: '2024-07' }, value: '555' }),
    publication: embargoed.id,
  });
  await ledger.caughtUp();
});

afterAll(() => ledger.close());

async function report(...prints: readonly Print[]): Promise<void> {
  const answers = await ledger.report(...prints.map((print) => reportFigure(print)));
  expect(answers.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
}

const search = async (question: FigureSearch): Promise<FoundFigures> =>
  (await searchFigures(ledger.reader, question)).body;

const keysFor = async (question: FigureSearch): Promise<readonly string[]> =>
  (await search(question)).figures.map(({ key }) => key);

const all = [
  'call-handling.answered-share/kent/2024-05/channel=999',
  'recorded-crime-outcomes.all/kent/2024-05',
  'recorded-crime.all/kent.medway/2024-05',
  'recorded-crime.all/kent/2024-05',
  'recorded-crime.all/kent/2024-06',
  'recorded-crime.burglary.dwelling/kent/2024',
];

describe("A figure's history", () => {
  const key = reportFigure().key;

  it('has every event as it was recorded, with the hash of its entry in the log', async () => {
    const { body } = await getFigureHistory(ledger.reader, { key });
    const stored = await ledger.store.readStream(`figure-${key}`);

    expect(body.next).toBeNull();
    expect(
      body.events.map(({ eventId, position, leafHash }) => ({ eventId, position, leafHash })),
    ).toEqual(
      stored.map((event) => ({
        eventId: event.id,
        position: event.position,
        leafHash: Buffer.from(leafHash(logEntry(event))).toString('hex'),
      })),
    );
    expect(body.events[2]).toMatchObject({
      type: 'FigureRevised',
      publication: { id: 'december-paper', title: papers.december.title },
      appearance: { printed: '4,312', value: '4312', locator: table, role: 'primary' },
      actor: exampleOrigin.actor,
      schemaVersion: 1,
    });
  });

  it('has no revisions, which would show what is under embargo', async () => {
    const { body } = await getFigureHistory(ledger.reader, { key });
    for (const event of body.events) expect(event).not.toHaveProperty('revision');
  });

  it('comes in pages that neither repeat nor leave out', async () => {
    const first = (await getFigureHistory(ledger.reader, { key, limit: 2 })).body;
    const question = { key, limit: 2, cursor: first.next! };
    const second = (await getFigureHistory(ledger.reader, question)).body;

    const stored = await ledger.store.readStream(`figure-${key}`);
    expect([...first.events, ...second.events].map(({ eventId }) => eventId)).toEqual(
      stored.map(({ id }) => id),
    );
    expect(second.next).toBeNull();
  });

  it('shows what a correction of ours corrects, and why', async () => {
    const corrected = reportFigure({ figure: { period: '2024-06' } }).key;
    const [recorded] = (await getFigureHistory(ledger.reader, { key: corrected })).body.events;
    const correction = {
      key: corrected,
      corrects: recorded!.eventId,
      reason: 'digits swapped',
      ...printedValue({ value: '309' }),
    };
    await ledger.execute(new CorrectTranscription(correction, exampleOrigin));
    await ledger.caughtUp();

    expect(
      (await getFigureHistory(ledger.reader, { key: corrected })).body.events[1],
    ).toMatchObject({
      type: 'TranscriptionCorrected',
      corrects: recorded!.eventId,
      reason: 'digits swapped',
      publication: { id: 'september-paper' },
      appearance: { printed: '309' },
    });
    const { figures } = await search({ q: '309' });
    expect(figures).toMatchObject([{ key: corrected, printed: [{ printed: '309' }] }]);
    expect(await keysFor({ q: '390' })).toEqual([]);
  });

  it('is refused of a figure that only stands under embargo', async () => {
    const hidden = 'recorded-crime.all/kent/2024-07';
    await expect(getFigureHistory(ledger.reader, { key: hidden })).rejects.toMatchObject({
      code: 'unknown-figure',
    });
  });
});

describe('Searching figures', () => {
  it.each([
    ['unknown-measure', { measure: 'recorded-crime.bur' }],
    ['unknown-area', { area: 'kent.nowhere' }],
    ['unknown-publication', { publication: 'no-paper' }],
    ['unknown-area', { area: 'kent.medway', recordedBy: '2024-12-31' }],
    ['publication-under-embargo', { publication: embargoed.id }],
  ])('is refused as %s of %j, which would find nothing', async (code, question) => {
    await expect(search(question)).rejects.toMatchObject({ code });
  });

  it('without a word finds all that may be seen, in order of key', async () => {
    expect(await keysFor({})).toEqual(all);
  });

  it('finds a measure and all below it, and no other that begins alike', async () => {
    expect(await keysFor({ measure: 'recorded-crime' })).toEqual(all.slice(2));
    expect(await keysFor({ measure: 'recorded-crime.burglary' })).toEqual(all.slice(5));
  });

  it('finds by area, period and publication, and combines the filters with AND', async () => {
    expect(await keysFor({ area: 'kent.medway' })).toEqual([all[2]]);
    expect(await keysFor({ period: '2024-01-01..2024-12-31' })).toEqual([all[5]]);
    expect(await keysFor({ publication: 'december-paper' })).toEqual([all[3]]);
    expect(
      await keysFor({ area: 'kent', period: '2024-05', measure: 'recorded-crime' }),
    ).toEqual([all[3]]);
    expect(await keysFor({ publication: 'december-paper', period: '2024-06' })).toEqual([]);
  });

  it('finds a marker only where it is in force', async () => {
    const clocks = { publishedBy: '2024-11' };
    expect(await keysFor({ marker: 'p', ...clocks })).toEqual([all[3]]);
    expect(await keysFor({ marker: 'p' })).toEqual([]);
    await expect(search({ marker: 'q' })).rejects.toMatchObject({ code: 'unknown-marker' });
  });

  it('finds words of measures, areas, captions and breakdowns by how they begin', async () => {
    expect(await keysFor({ q: 'BURGL' })).toEqual([all[5]]);
    expect(await keysFor({ q: 'homes' })).toEqual([all[5]]);
    expect(await keysFor({ q: 'medway' })).toEqual([all[2]]);
    expect(await keysFor({ q: 'emergency' })).toEqual([all[0]]);
    expect(await keysFor({ q: 'channel' })).toEqual([all[0]]);
    expect(await keysFor({ q: 'recorded crime medway' })).toEqual([all[2]]);
    expect(await keysFor({ q: 'burglary medway' })).toEqual([]);
    expect(await keysFor({ q: 'hovercraft' })).toEqual([]);
    await expect(search({ q: '– / –' })).rejects.toMatchObject({
      code: 'search-without-words',
    });
  });

  it('finds who printed a number, however it is written', async () => {
    for (const q of ['4,312', '4312', '4312.0', '+4,312', '(4,312)']) {
      const { figures } = await search({ q });
      expect(figures.map(({ key }) => key)).toEqual([all[3], all[5]]);
      expect(figures[0]).toMatchObject({
        printed: [{ printed: '4,312', publication: { id: 'december-paper' } }],
      });
    }
    expect(await keysFor({ q: '97.50%' })).toEqual([all[0]]);
    expect(await keysFor({ q: '12' })).toEqual([all[1]]);
    expect(await keysFor({ q: '-12' })).toEqual([all[1]]);
    expect(await keysFor({ q: '+12' })).toEqual([]);
    expect(await keysFor({ q: 'burglary 4,312' })).toEqual([all[5]]);
  });

  it('takes what may be a number or a word for both', async () => {
    expect(await keysFor({ q: '999' })).toEqual([all[0]]);
  });

  it('gives each its value by both clocks, and leaves out what was not there', async () => {
    const { figures } = await search({
      area: 'kent',
      period: '2024-05',
      publishedBy: '2024-11',
    });
    expect(figures.find(({ key }) => key === all[3])).toMatchObject({
      measureTitle: 'All recorded crime',
      valueInForce: { value: '412' },
    });
    expect(await keysFor({ publishedBy: '2024-08' })).toEqual([]);
    expect(await keysFor({ recordedBy: '2025-01-05' })).toEqual([]);
    expect(await keysFor({ publication: 'december-paper', publishedBy: '2024-11' })).toEqual(
      [],
    );
  });

  it('comes in pages that neither repeat nor leave out while more is recorded', async () => {
    const keys: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await search({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      keys.push(...page.figures.map(({ key }) => key));
      if (page.next === null) break;
      cursor = page.next;
      await report({ figure: { period: `19${keys.length}0` }, value: '1' });
      await ledger.caughtUp();
    }
    expect(keys.filter((key) => all.includes(key))).toEqual(all);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('refuses a cursor or a limit it never gave', async () => {
    for (const cursor of ['', 'x', 'WzFd', Buffer.from('["a","b"]').toString('base64url')]) {
      await expect(search({ cursor })).rejects.toMatchObject({ code: 'malformed-cursor' });
    }
    for (const limit of [0, -1, 1.5, 501, Number.NaN]) {
      await expect(search({ limit })).rejects.toMatchObject({
        code: 'page-limit-out-of-bounds',
      });
    }
  });

  it('finds nothing under embargo, and all of it from its release', async () => {
    const hidden = 'recorded-crime.all/kent/2024-07';
    expect(await keysFor({ q: '555' })).toEqual([]);
    await ledger.execute(new ReleasePublication(embargoed.id, 'out now', exampleOrigin));
    await ledger.caughtUp();

    expect(await keysFor({ q: '555' })).toEqual([hidden]);
    expect(await keysFor({ publication: embargoed.id })).toEqual([hidden]);
  });
});
