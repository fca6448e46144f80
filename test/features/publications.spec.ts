import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Compared } from '@ledger/contract';
import {
  RegisterPublication,
  ReleasePublication,
  ReopenPublication,
  SealPublication,
  SupersedePublication,
} from '@ledger/figures-application';
import { parsePublishedDate } from '@ledger/figures-domain';
import {
  exampleOrigin,
  force,
  papers,
  publicationFacts,
  reportFigure,
  type Print,
} from '@ledger/figures-domain/testing';
import {
  comparePublications,
  getPublication,
  getPublicationFigures,
  listPublications,
  type ComparedFigure,
} from '@ledger/figures-read-models';
import { sha256Hex } from '@ledger/kernel';
import { startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

const september = papers.september.id;
const december = papers.december.id;
const embargoed = publicationFacts({
  id: 'embargoed-paper',
  title: 'Not yet out',
  published: parsePublishedDate('2025-02-01'),
  isEmbargoed: true,
});

let ledger: ViewedLedger;

beforeEach(async () => {
  ledger = await startViewedExamples();
  await ledger.execute(new RegisterPublication(embargoed, exampleOrigin));
  await ledger.caughtUp();
});

afterEach(() => ledger.close());

async function report(...prints: readonly Print[]): Promise<void> {
  const answers = await ledger.report(...prints.map((print) => reportFigure(print)));
  expect(answers.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  await ledger.caughtUp();
}

const month = (at: number) => ({ period: `2024-${String(at).padStart(2, '0')}` });

describe('Listing publications', () => {
  const list = async (question = {}) =>
    (await listPublications(ledger.reader, question)).body.publications.map(({ id }) => id);

  it('gives the newest first, and none that is under embargo', async () => {
    expect(await list()).toEqual([
      'march-paper',
      'december-paper',
      'statistics-bulletin',
      'september-paper',
    ]);
    await ledger.execute(new ReleasePublication(embargoed.id, 'out now', exampleOrigin));
    await ledger.caughtUp();
    expect(await list()).toContain(embargoed.id);
  });

  it('finds by publisher and by words of the title', async () => {
    expect(await list({ publisher: 'ons' })).toEqual(['statistics-bulletin']);
    expect(await list({ q: 'board dec' })).toEqual(['december-paper']);
    expect(await list({ q: 'board dec', publisher: 'ons' })).toEqual([]);
    await expect(list({ publisher: 'nobody' })).rejects.toMatchObject({
      code: 'unknown-publisher',
    });
    expect(await list({ q: 'not yet out' })).toEqual([]);
    await expect(list({ q: '...' })).rejects.toMatchObject({ code: 'search-without-words' });
  });

  it('comes in pages that neither repeat nor leave out', async () => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const asked = { limit: 1, ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await listPublications(ledger.reader, asked);
      ids.push(...body.publications.map(({ id }) => id));
      if (body.next === null) break;
      cursor = body.next;
    }
    expect(ids).toEqual(await list());
  });

  it('knows only those that were recorded by then', async () => {
    expect(await list({ recordedBy: '2025-01-05' })).toEqual([]);
  });
});

describe('A publication', () => {
  const publication = async (question: { id: string; recordedBy?: string }) =>
    (await getPublication(ledger.reader, question)).body;

  it('says what it is, how far its capture is, and what it did', async () => {
    await report(
      { figure: month(4), value: '1' },
      { figure: month(5), value: '2' },
      { figure: month(4), in: 'december', value: '1', at: { line: 1 } },
      { figure: month(4), in: 'december', value: '1', at: { line: 2 } },
      { figure: month(5), in: 'december', value: '3' },
    );

    expect(await publication({ id: december })).toMatchObject({
      publication: {
        title: papers.december.title,
        publisher: force.id,
        capture: { state: 'open', sealings: 0 },
        visibleFrom: '2024-12-05T00:00:00.000Z',
      },
      appearances: 3,
      moves: { confirmed: 2, revised: 1 },
      countedBy: 'chains',
    });
  });

  it('counts what it did along publication time, whatever came in first', async () => {
    await report({ figure: month(5), in: 'december', value: '3' });
    await report({ figure: month(5), value: '2' });

    expect((await publication({ id: december })).moves).toEqual({ revised: 1 });
    expect((await publication({ id: september })).moves).toEqual({ recorded: 1 });
  });

  it('is sealed by what the views hold of it, once they have caught up', async () => {
    const reports = [1, 2, 3].map((line) => reportFigure({ at: { line } }));
    const answers = await ledger.report(...reports);
    await ledger.execute(new SealPublication(september, exampleOrigin));
    await ledger.caughtUp();
    const ids = answers.map((answer) => (answer as { eventId: string }).eventId).sort();

    const { publication: sealed } = await publication({ id: september });
    expect(sealed.capture).toEqual({
      state: 'sealed',
      sealings: 1,
      seal: { appearances: 3, digest: sha256Hex(ids.map((id) => `${id}\n`).join('')) },
    });
  });

  it('has the state that the ledger knew by then', async () => {
    await ledger.execute(new SealPublication(september, exampleOrigin));
    await ledger.caughtUp();
    const { recordedBy } = await publication({ id: september });
    const [sealed] = await ledger.store.readAll((await ledger.store.head()) - 1, 1);
    const sealedAt = (JSON.parse(sealed!.body) as { recordedAt: string }).recordedAt;
    await ledger.execute(new ReopenPublication(september, 'a table missed', exampleOrigin));
    await ledger.execute(
      new SupersedePublication(september, december, 'reissued', exampleOrigin),
    );
    await ledger.caughtUp();

    expect((await publication({ id: september })).publication).toMatchObject({
      capture: { state: 'open', sealings: 1 },
      supersededBy: december,
    });
    const before = (await publication({ id: september, recordedBy: sealedAt })).publication;
    expect(before.capture).toMatchObject({ state: 'sealed' });
    expect(before).not.toHaveProperty('supersededBy');
    expect(recordedBy).toBe(sealedAt);
  });

  it('is refused if there is none, or was none by then, or it is under embargo', async () => {
    await expect(
      publication({ id: september, recordedBy: '2025-01-05' }),
    ).rejects.toMatchObject({ code: 'unknown-publication' });
    await expect(publication({ id: 'nobody-registered' })).rejects.toMatchObject({
      code: 'unknown-publication',
    });
    await expect(publication({ id: embargoed.id })).rejects.toMatchObject({
      code: 'publication-under-embargo',
    });
    const question = { id: embargoed.id };
    await expect(getPublicationFigures(ledger.reader, question)).rejects.toMatchObject({
      code: 'publication-under-embargo',
    });
    const pair = { a: september, b: embargoed.id };
    await expect(comparePublications(ledger.reader, pair)).rejects.toMatchObject({
      code: 'publication-under-embargo',
    });
  });
});

describe("A publication's figures", () => {
  it('come as they were printed, in the order of its pages, with what each did', async () => {
    await report(
      { figure: month(3), value: '3', at: { line: 30 } },
      { figure: month(1), value: '1', at: { line: 10, occurrence: 2 } },
      { figure: month(2), value: '2', at: { line: 10, occurrence: 1 } },
      { figure: month(2), value: '9', at: { line: 40 } },
      { figure: month(4), value: '4', at: { reference: 'cell-7' } },
    );
    const { body } = await getPublicationFigures(ledger.reader, { id: september });

    expect(body.figures.map(({ printed, move }) => [printed, move])).toEqual([
      ['4', 'recorded'],
      ['2', 'recorded'],
      ['1', 'recorded'],
      ['3', 'recorded'],
      ['9', 'contradicted'],
    ]);
    expect(body.figures[0]).toMatchObject({
      measureTitle: 'All recorded crime',
      locator: { reference: 'cell-7' },
    });
    expect(body.figures[0]).not.toHaveProperty('publication');
  });

  it('come in the order of the cells on a line, also where cells repeat', async () => {
    const cells = ['1', '2', '2', '1', '3'];
    const occurrences = [1, 1, 2, 2, 1];
    const reports = cells.map((value, i) => ({
      figure: month(i + 1),
      value,
      at: { line: 10, order: i + 1, occurrence: occurrences[i] ?? 1 },
    }));
    await report(...reports.toReversed());
    const question = { id: september };
    const { body } = await getPublicationFigures(ledger.reader, question);
    const first = await getPublicationFigures(ledger.reader, { ...question, limit: 3 });
    const { next } = first.body;
    const paged = { ...question, ...(next === null ? {} : { cursor: next }) };
    const rest = await getPublicationFigures(ledger.reader, paged);

    expect(body.figures.map(({ printed }) => printed)).toEqual(cells);
    expect([...first.body.figures, ...rest.body.figures].map(({ printed }) => printed)).toEqual(
      cells,
    );
  });

  it('come in pages that neither repeat nor leave out', async () => {
    await report(
      ...Array.from({ length: 7 }, (_, i) => ({
        figure: month(i + 1),
        value: String(i),
        at: { line: 20 - (i % 3) },
      })),
    );
    const question = { id: september };
    const all = (await getPublicationFigures(ledger.reader, question)).body.figures;
    const paged = [];
    for (let cursor: string | undefined; ;) {
      const asked = { ...question, limit: 3, ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await getPublicationFigures(ledger.reader, asked);
      paged.push(...body.figures);
      if (body.next === null) break;
      cursor = body.next;
    }
    expect(paged).toEqual(all);
    expect(all).toHaveLength(7);
  });
});

describe('Comparing two publications', () => {
  const compare = async (question: { only?: Compared; limit?: number; cursor?: string } = {}) =>
    (await comparePublications(ledger.reader, { a: september, b: december, ...question })).body;

  const outcomes = (figures: readonly ComparedFigure[]) =>
    figures.map(({ figure, outcome }) => [figure.period, outcome]);

  beforeEach(() =>
    report(
      {
        figure: month(1),
        value: '15000',
        printed: 'nearly 15,000',
        qualifier: 'approximately',
      },
      { figure: month(1), in: 'december', value: '14773', printed: '14,773' },
      { figure: month(2), value: '412' },
      { figure: month(2), in: 'december', value: '421' },
      { figure: month(3), value: '3' },
      { figure: month(4), in: 'december', value: '4' },
      { figure: month(5), value: null, markers: ['c'] },
      { figure: month(5), in: 'december', value: null, markers: ['c'] },
      { figure: month(6), value: null, markers: ['c'] },
      { figure: month(6), in: 'december', value: '6' },
      { figure: month(7), in: 'march', value: '7' },
    ),
  );

  it('lists figures that both print and whether they agree at the printed precision', async () => {
    const { a, b, counts, figures, next } = await compare();

    expect([a.id, b.id, next]).toEqual([september, december, null]);
    expect(outcomes(figures)).toEqual([
      ['2024-01', 'agreeing'],
      ['2024-02', 'differing'],
      ['2024-03', 'only-in-a'],
      ['2024-04', 'only-in-b'],
      ['2024-05', 'agreeing'],
      ['2024-06', 'differing'],
    ]);
    expect(counts).toEqual({ agreeing: 2, differing: 2, 'only-in-a': 1, 'only-in-b': 1 });
    expect(figures[1]).toMatchObject({
      difference: '9',
      a: { value: '412' },
      b: { value: '421' },
    });
    expect(figures[2]).toMatchObject({ difference: null, a: { value: '3' }, b: null });
    expect(figures[5]).toMatchObject({ difference: null });
  });

  it('gives only what is asked for, page by page', async () => {
    const first = await compare({ only: 'differing', limit: 1 });
    const second = await compare({ only: 'differing', limit: 1, cursor: first.next! });

    expect(outcomes([...first.figures, ...second.figures])).toEqual([
      ['2024-02', 'differing'],
      ['2024-06', 'differing'],
    ]);
    expect(first.counts).not.toBeNull();
    expect(second.counts).toBeNull();
  });
});
