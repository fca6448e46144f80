import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { papers, publicationFacts } from '@ledger/figures-domain/testing';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';
import { bare } from './page-markup.js';

const KEY = 'recorded-crime.all/lancashire/2024-05';
const LANCASHIRES = { measures: 'recorded-crime', area: 'lancashire', owner: 'lancashire' };
const { september, december, march } = papers;

let ledger: ServedLedger;

/** The example measure belongs to Kent Police; Lancashire has a force and a paper of its own. */
beforeEach(async () => {
  ledger = await serveExamples();
  const { post } = ledger;
  await post('/publishers', { id: 'lancashire', title: 'Lancashire', kind: 'police-force' });
  await post('/publishers', { id: 'north-west', title: 'North West', kind: 'police-force' });
  await post('/areas', { id: 'england', title: 'England', kind: 'country' });
  for (const id of ['lancashire', 'preston']) {
    const parent = id === 'preston' ? 'lancashire' : 'england';
    await post('/areas', { id, title: id, kind: 'force-area', parent });
  }
  const own = (id: string, publisher: string, published: string) =>
    post('/publications', { ...publicationFacts({ id, publisher }), published });
  await own('lancashire-2024-10', 'lancashire', '2024-10-01');
  await own('lancashire-2024-11', 'lancashire', '2024-11-01');
  await own('north-west-2025-05', 'north-west', '2025-05-01');
});

afterEach(() => ledger.close());

async function report(
  publication: string,
  value: string,
  area = 'lancashire',
): Promise<string> {
  const { body } = await ledger.post(
    '/reports',
    reportOf({ publication, area, value, printed: value }),
  );
  return body.outcome;
}

async function figure(query = '', key = KEY) {
  await ledger.caughtUp();
  return (await ledger.get(`/figures/${key}${query}`)).body;
}

const movesOf = (body: any) =>
  body.chain.map((link: any) => `${link.publication.id} ${link.move}`);

const LANCASHIRES_OWN = [
  'lancashire-2024-10 recorded',
  'lancashire-2024-11 revised',
  `${december.id} contradicted`,
];

describe('A figure of an area with an owner of its own', () => {
  it('is revised by that owner, and only contradicted by the owner of the measure', async () => {
    await ledger.post('/ownerships', LANCASHIRES);

    expect(await report('lancashire-2024-10', '500')).toBe('recorded');
    expect(await report('lancashire-2024-11', '510')).toBe('revised');
    expect(await report(december.id, '520')).toBe('contradicted');
    const body = await figure();
    expect(movesOf(body)).toEqual(LANCASHIRES_OWN);
    expect(body).toMatchObject({ valueInForce: { value: '510' }, ownership: LANCASHIRES });
  });

  it('has the same history when its owner is registered after the reports', async () => {
    await report(december.id, '520');
    await report('lancashire-2024-11', '510');
    await report('lancashire-2024-10', '500');
    await ledger.post('/ownerships', LANCASHIRES);

    expect(movesOf(await figure())).toEqual(LANCASHIRES_OWN);
  });

  it('leaves the figures of other areas to the owner of the measure', async () => {
    await ledger.post('/ownerships', LANCASHIRES);
    await report(september.id, '400', 'kent');

    expect(await report(december.id, '410', 'kent')).toBe('revised');
    expect(await figure('', 'recorded-crime.all/kent/2024-05')).toMatchObject({
      ownership: { owner: 'kent-police' },
    });
  });

  it('shares its owner with the areas within it', async () => {
    await ledger.post('/ownerships', LANCASHIRES);
    await report('lancashire-2024-10', '50', 'preston');

    expect(await report('lancashire-2024-11', '51', 'preston')).toBe('revised');
  });

  it('is as it was known before ownership was registered, by the clock of then', async () => {
    await report('lancashire-2024-10', '500');
    await report('lancashire-2024-11', '510');
    const { chain } = await figure();
    await ledger.post('/ownerships', LANCASHIRES);
    const before = await figure(`?recordedBy=${encodeURIComponent(chain[1].recordedAt)}`);

    expect(movesOf(before)).toEqual([
      'lancashire-2024-10 recorded',
      'lancashire-2024-11 contradicted',
    ]);
    expect(before.ownership).toEqual({ owner: 'kent-police' });
  });

  it('goes on under the force that its own merges into', async () => {
    const merged = { ...LANCASHIRES, owner: 'north-west', from: '2025-04' };
    await ledger.post('/ownerships', LANCASHIRES);
    await ledger.post('/ownerships', merged);
    await report('lancashire-2024-10', '500');
    await report('lancashire-2024-11', '510');
    await report(march.id, '1');

    expect(await report('north-west-2025-05', '515')).toBe('revised');
    expect((await figure()).ownership).toEqual(merged);
    expect((await figure('?publishedBy=2025-03-31')).ownership).toEqual(LANCASHIRES);
  });
});

describe('What is registered of ownership', () => {
  it('is listed, by measure and area too, and shown with the measure', async () => {
    const englands = { area: 'england', owner: 'ons' };
    await ledger.post('/ownerships', englands);
    await ledger.post('/ownerships', LANCASHIRES);
    await ledger.caughtUp();
    const listed = async (query: string) =>
      (await ledger.get(`/ownerships${query}`)).body.ownerships;

    expect(await listed('')).toEqual([englands, LANCASHIRES]);
    expect(await listed('?measure=stops')).toEqual([englands]);
    expect(await listed('?area=preston')).toEqual([englands, LANCASHIRES]);
    expect(await listed('?area=kent')).toEqual([]);
    const { body } = await ledger.get('/measures/recorded-crime.all');
    expect(body.ownerships).toEqual([englands, LANCASHIRES]);
  });

  it('is refused for another owner of the same part, and corrected with a reason', async () => {
    await ledger.post('/ownerships', LANCASHIRES);
    const other = { ...LANCASHIRES, owner: 'north-west' };

    expect(await ledger.post('/ownerships', other)).toMatchObject({
      status: 409,
      body: { code: 'owned-by-another' },
    });
    const corrected = await ledger.post('/ownerships', { ...other, reason: 'a slip' });
    expect(corrected).toMatchObject({ status: 201, body: { changed: true } });
    expect((await ledger.post('/ownerships', { owner: 'nobody' })).status).toBe(422);
  });

  it('is said on the pages of the figure and of the measure', async () => {
    await ledger.post('/ownerships', LANCASHIRES);
    await report('lancashire-2024-10', '500');
    await ledger.caughtUp();
    const page = async (url: string) => (await ledger.ask({ method: 'GET', url })).text;

    expect(bare(await page(`/figures/${KEY}`))).toContain('<dt>Owned by</dt><dd>Lancashire');
    expect(await page('/series/recorded-crime.all')).toContain(
      'where nobody else is registered as the owner',
    );
  });
});
