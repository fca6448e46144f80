import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { publicationFacts } from '@ledger/figures-domain/testing';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';
import { bare } from './page-markup.js';

let ledger: ServedLedger;

beforeEach(async () => {
  ledger = await serveExamples();
});

afterEach(() => ledger.close());

const publish = (id: string, published: string, corrects?: readonly string[]) =>
  ledger.post('/publications', { ...publicationFacts(), id, published, corrects });

/** The id of the correction sorts before that of the original, and so does its moment. */
const ORIGINAL = 'the-original';
const CORRECTION = 'a-correction';

async function publishBoth(): Promise<void> {
  expect((await publish(ORIGINAL, '2024-02-13')).status).toBe(201);
  const correction = await publish(CORRECTION, '2024-02-13T15:00:00Z', [ORIGINAL]);
  expect(correction.status).toBe(201);
}

const chain = async (clocks = '') => {
  await ledger.caughtUp();
  const { body } = await ledger.get(`/figures/${KEY}${clocks}`);
  const links = body.chain as { move: string; kind?: string; publication: { id: string } }[];
  return {
    inForce: body.valueInForce?.value as string,
    links: links.map(({ publication, move, kind }) => [publication.id, move, kind]),
  };
};

describe('A publication that corrects another of the same day', () => {
  const prints = [
    reportOf({ publication: ORIGINAL }),
    reportOf({ publication: CORRECTION, value: '420', printed: '420' }),
  ];

  it.each([
    ['first', prints],
    ['last', [...prints].reverse()],
  ])('takes force, also where the original is captured %s', async (_when, reports) => {
    await publishBoth();
    for (const report of reports) await ledger.post('/reports', report);

    const corrected = {
      inForce: '420',
      links: [
        [ORIGINAL, 'recorded', undefined],
        [CORRECTION, 'revised', 'correction'],
      ],
    };
    expect(await chain()).toEqual(corrected);
    expect(await chain('?publishedBy=2024-02-13')).toEqual(corrected);
    expect(await chain('?publishedBy=2024-02-13T15:00:00Z')).toEqual(corrected);
    const before = `/figures/${KEY}?publishedBy=2024-02-13T14:59:59Z`;
    expect((await ledger.get(before)).body).toMatchObject({
      state: 'unreported',
      clocks: { datedWithin: [{ publication: ORIGINAL }] },
    });
    const { columns } = (await ledger.get('/series/recorded-crime.all')).body.lines[0].vintages;
    expect(columns.map(({ id }: { id: string }) => id)).toEqual([ORIGINAL, CORRECTION]);
  });

  it('comes after what that one corrects too, as far as the ledger knew by then', async () => {
    await publishBoth();
    await publish('3rd-edition', '2024-02-13', [CORRECTION]);
    const third = { publication: '3rd-edition', value: '430', printed: '430' };
    await ledger.post('/reports', reportOf(third));
    const { body } = await ledger.post('/reports', prints[0]);
    expect(body.outcome).toBe('recorded');
    const { links, inForce } = await chain();
    expect([links.map(([id]) => id), inForce]).toEqual([[ORIGINAL, '3rd-edition'], '430']);
  });

  it('says so on its page, in its facts and in the events of its figures', async () => {
    await publishBoth();
    await ledger.post('/reports', prints[1]);
    await ledger.caughtUp();
    const { body } = await ledger.get(`/publications/${CORRECTION}`);
    expect(body.publication).toMatchObject({ corrects: [ORIGINAL] });
    const { text } = await ledger.ask({ method: 'GET', url: `/publications/${CORRECTION}` });
    expect(bare(text)).toMatch(/<dt>Corrects<\/dt><dd><a href="\/publications\/the-original">/);
    const feed = (await ledger.get('/events?limit=500')).body.events as { data: object }[];
    expect(feed.at(-1)?.data).toMatchObject({ correctsPublications: [ORIGINAL] });
  });

  it('is named by the original on its page and in its answers once it is known', async () => {
    await publish(ORIGINAL, '2024-02-13');
    await ledger.caughtUp();
    const known = (await ledger.get(`/publications/${ORIGINAL}`)).body;
    expect(known).toMatchObject({ publication: { correctedBy: [], supersedes: [] } });
    await publish(CORRECTION, '2024-02-13T15:00:00Z', [ORIGINAL]);
    await publish('3rd-edition', '2024-03', [ORIGINAL]);
    await ledger.caughtUp();

    const correctedBy = async (clocks: string) => {
      const { body } = await ledger.get(`/publications/${ORIGINAL}${clocks}`);
      return body.publication.correctedBy as readonly string[];
    };
    expect(await correctedBy('')).toEqual(['3rd-edition', CORRECTION]);
    expect(await correctedBy(`?recordedBy=${known.recordedBy}`)).toEqual([]);
    expect(await correctedBy('?publishedBy=2024-02-13T15:00:00Z')).toEqual([CORRECTION]);
    expect(await correctedBy('?publishedBy=2024-02-13T14:59:59Z')).toEqual([]);
    const { text } = await ledger.ask({ method: 'GET', url: `/publications/${ORIGINAL}` });
    expect(bare(text)).toMatch(
      /<dt>Corrected by<\/dt><dd><a href="\/publications\/3rd-edition">/,
    );
    const { publications } = (await ledger.get('/publications')).body;
    expect(publications).toContainEqual(
      expect.objectContaining({ id: ORIGINAL, correctedBy: ['3rd-edition', CORRECTION] }),
    );
  });

  it('is not named by the original while it is under embargo', async () => {
    await publish(ORIGINAL, '2024-02-13');
    const secret = { ...publicationFacts(), id: CORRECTION, published: '2024-02-14' };
    await ledger.post('/publications', { ...secret, corrects: [ORIGINAL], isEmbargoed: true });
    await ledger.post(`/publications/${ORIGINAL}/supersede`, { by: CORRECTION, reason: 'new' });
    await ledger.caughtUp();
    const original = async () =>
      (await ledger.get(`/publications/${ORIGINAL}`)).body.publication as object;
    expect(await original()).toMatchObject({ correctedBy: [] });
    expect(await original()).not.toHaveProperty('supersededBy');

    await ledger.post(`/publications/${CORRECTION}/release`, { reason: 'it is out' });
    await ledger.caughtUp();
    expect(await original()).toMatchObject({
      correctedBy: [CORRECTION],
      supersededBy: CORRECTION,
    });
  });

  it('is registered once, with what it corrects in any order', async () => {
    await publishBoth();
    const both = ['september-paper', ORIGINAL];
    await publish('errata', '2025', both);
    const again = await publish('errata', '2025', [...both].reverse());
    expect(again).toMatchObject({ status: 200, body: { changed: false } });
    const other = await publish('errata', '2025', [ORIGINAL]);
    expect(other).toMatchObject({ status: 409, body: { facts: { fields: ['corrects'] } } });
  });

  it.each([
    ['what is not registered', ['nowhere'], 'unknown-publication', 422],
    ['itself', ['errata'], 'unknown-publication', 422],
    ['what came out later', ['september-paper'], 'corrects-later-publication', 422],
    ['nothing', [], 'malformed-body', 400],
  ])('is refused if it corrects %s', async (_what, corrects, code, status) => {
    const refused = await publish('errata', '2024-08-31', corrects);
    expect(refused).toMatchObject({ status, body: { code } });
  });
});

describe('A publication that took the place of another of the same day', () => {
  it('comes after it from when the ledger knew', async () => {
    await publish(ORIGINAL, '2024-02-13');
    await publish('a-new-edition', '2024-02-13');
    await ledger.post('/reports', [
      reportOf({ publication: ORIGINAL }),
      reportOf({ publication: 'a-new-edition', value: '420', printed: '420' }),
    ]);
    expect((await chain()).inForce).toBe('412');
    const { body } = await ledger.get(`/figures/${KEY}`);
    const before = body.clocks.recordedBy as string;
    const by = { by: 'a-new-edition', reason: 'reprinted' };
    await ledger.post(`/publications/${ORIGINAL}/supersede`, by);

    expect(await chain()).toEqual({
      inForce: '420',
      links: [
        [ORIGINAL, 'recorded', undefined],
        ['a-new-edition', 'revised', 'routine'],
      ],
    });
    expect((await chain(`?recordedBy=${before}`)).inForce).toBe('412');
  });

  it('names it, and is named by it, from when the ledger knew', async () => {
    await publish(ORIGINAL, '2024-02-13');
    await publish('a-new-edition', '2024-02-14');
    await ledger.caughtUp();
    const edition = async (clocks = '') =>
      (await ledger.get(`/publications/a-new-edition${clocks}`)).body;
    const { recordedBy } = await edition();
    const by = { by: 'a-new-edition', reason: 'reprinted' };
    await ledger.post(`/publications/${ORIGINAL}/supersede`, by);
    await ledger.caughtUp();

    expect((await edition()).publication).toMatchObject({ supersedes: [ORIGINAL] });
    expect((await edition(`?recordedBy=${recordedBy}`)).publication).toMatchObject({
      supersedes: [],
    });
    const superseded = async (clocks: string) =>
      (await ledger.get(`/publications/${ORIGINAL}${clocks}`)).body.publication as object;
    expect(await superseded('')).toHaveProperty('supersededBy', 'a-new-edition');
    expect(await superseded('?publishedBy=2024-02-13')).not.toHaveProperty('supersededBy');
    const page = { method: 'GET', url: '/publications/a-new-edition' } as const;
    expect(bare((await ledger.ask(page)).text)).toMatch(
      /<dt>Supersedes<\/dt><dd><a href="\/publications\/the-original">/,
    );
  });
});
