import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { measureFacts, publicationFacts } from '@ledger/figures-domain/testing';
import {
  KEY,
  reportOf,
  serveExamples,
  type Served,
  type ServedLedger,
} from './served-ledger.js';

let ledger: ServedLedger;

const HOSTILE = '"><script>alert(1)</script>{{ 7 * 7 }}&amp;';

beforeAll(async () => {
  ledger = await serveExamples();
  const { post, caughtUp } = ledger;
  const women = { id: 'female', title: 'Women and girls' };
  await post('/dimensions', { id: 'sex', title: 'Sex', members: [women] });
  await post('/publications', publicationFacts({ id: 'hostile-paper', title: HOSTILE }));
  await post('/measures', measureFacts({ code: 'recorded-crime.knife', title: 'Knife crime' }));
  await post('/reports', [
    reportOf(),
    reportOf({ publication: 'december-paper', value: '420', printed: '420' }),
    reportOf({
      publication: 'hostile-paper',
      period: '2024-06',
      note: HOSTILE,
      locator: { section: HOSTILE, line: 1 },
      change: { kind: 'routine', reason: HOSTILE },
    }),
  ]);
  await post(
    '/reports',
    reportOf({
      publication: 'december-paper',
      measure: 'recorded-crime.knife',
      breakdown: { sex: 'female' },
      value: '7',
      printed: '7',
    }),
  );
  await post(
    '/measures',
    measureFacts({ code: 'spending.all', title: 'Spending', units: ['GBP'] }),
  );
  const millions = { value: '7107000000', printed: '7,107', unit: 'GBP', scale: 6 };
  const where = {
    publication: 'december-paper',
    measure: 'spending.all',
    locator: { line: 9 },
  };
  await post('/reports', reportOf({ ...millions, ...where }));
  await post('/publications/september-paper/seal', {});
  await caughtUp();
});

afterAll(() => ledger.close());

const page = (url: string): Promise<Served> => ledger.ask({ method: 'GET', url });

describe('A number under the heading "in millions"', () => {
  it('is shown with its scale wherever its print is', async () => {
    const scaled = '7,107 <span class="quiet">×10<sup>6</sup></span>';
    const key = 'spending.all/kent/2024-05';
    for (const url of [
      `/figures/${key}`,
      '/publications/december-paper',
      '/series/spending.all',
    ]) {
      expect((await page(url)).text).toContain(scaled);
    }
    const csv = await ledger.ask({
      method: 'GET',
      url: '/api/v1/publications/december-paper/figures',
      headers: { accept: 'text/csv' },
    });
    const [header, ...rows] = csv.text.split('\r\n');
    const at = header?.split(',').indexOf('scale') ?? -1;
    const row = rows.find((line) => line.includes(key)) ?? '';
    expect([at > 0, row.includes('"7,107",GBP,6,exact')]).toEqual([true, true]);
    const history = await ledger.get(`/figures/${key}/history`);
    expect(history.text).toContain('"scale":6');
  });
});

describe('The first page', () => {
  it('lists publications with how many numbers they print, and values in force', async () => {
    const { status, headers, text } = await page('/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const row = text.slice(text.indexOf('/publications/september-paper'));
    expect(row).toMatch(/^[^<]*September 2024<\/a> <code[^>]*>september-paper<\/code><\/th>/);
    expect(row).toMatch(/^.*\s<td[^>]*>Kent Police<\/td>\s<td class="number"[^>]*>1<\/td>/);
    expect(text).toContain('not complete');
    expect(text).toContain(`<a href="/figures/${KEY}">All recorded crime</a>`);
    expect(text).toContain('420');
    expect(text).toContain('<td data-label="Where and when">Kent, May 2024</td>');
  });

  it('leads to what is measured', async () => {
    const { text } = await page('/');
    expect(text).toContain('<a href="/measures?under=recorded-crime">Recorded crime</a>');
  });

  it('finds figures by words and by a printed number', async () => {
    const { text } = await page('/?q=412');
    expect(text).toContain(`/figures/${KEY}`);
    expect((await page('/?q=99')).text).toContain('Nothing was found.');
  });
});

describe('The page of a publication', () => {
  it('shows what was printed with its line', async () => {
    const { text } = await page('/publications/september-paper');
    expect(text).toContain('September 2024');
    expect(text).toMatch(/<td class="number" data-label="Line">25<\/td>/);
    expect(text).toContain('<td data-label="Place">table “All crime”</td>');
    expect(text).toContain('Complete: 1 numbers');
    expect(text).toContain('<dt>Publisher</dt><dd>Kent Police</dd>');
    expect(text).toContain('<td data-label="Where and when">Kent, May 2024</td>');
  });
});

describe('The page of a figure', () => {
  it('shows the value in force and what each publication did', async () => {
    const { text } = await page(`/figures/${KEY}`);
    expect(text).toContain('<p class="value">420 <span class="unit">offences</span></p>');
    expect(text).toContain('First value');
    expect(text).toContain('Revises it (unannounced)');
    expect(text).toContain('FigureRevised');
    expect(text).toContain('<p class="lead">Kent, May 2024</p>');
    expect(text).toContain('<code>recorded-crime.all/kent/2024-05</code>');
    expect(text).toMatch(/In force since<\/dt><dd><a[^>]*>Report to the board, December 2024</);
    expect(text).toContain('<a href="/series/recorded-crime.all?area=kent">');
  });

  it('says since when the value stands, and since when it is printed like this', async () => {
    const july = { period: '2024-07', value: '15000', printed: '15k' };
    await ledger.post('/reports', [
      reportOf({ ...july, publication: 'hostile-paper' }),
      reportOf({ ...july, publication: 'december-paper', value: '15432', printed: '15,432' }),
    ]);
    await ledger.caughtUp();
    const { text } = await page('/figures/recorded-crime.all/kent/2024-07');
    expect(text).toContain('<p class="value">15,432 <span');
    expect(text).toMatch(/In force since<.*hostile-paper".*, first printed as 15k<\/dd>/);
    expect(text).toMatch(/Printed like this since<.*Report to the board, December 2024</);
    expect((await page(`/figures/${KEY}`)).text).not.toContain('Printed like this since');
  });

  it('goes by both clocks, also where a form leaves one empty', async () => {
    const { text } = await page(`/figures/${KEY}?publishedBy=2024-10-31&recordedBy=`);
    expect(text).toContain('<p class="value">412 <span class="unit">offences</span></p>');
    expect(text).toContain('value="2024-10-31"');
  });
});

describe('The pages of measures', () => {
  it('list what is measured below a topic, with what it counts', async () => {
    const { text } = await page('/measures?under=recorded-crime');
    expect(text).toContain('<h1>Recorded crime</h1>');
    expect(text).toContain('<a href="/series/recorded-crime.all">All recorded crime</a>');
    expect(text).toContain('<td data-label="Owned by">Kent Police</td>');
    expect((await page('/measures?under=none')).status).toBe(404);
  });

  it('show a measure over time', async () => {
    const { text } = await page('/series/recorded-crime.all?area=kent');
    expect(text).toContain('<h2>Kent</h2>');
    expect(text).toContain(`<a href="/figures/${KEY}">May 2024</a>`);
    expect(text).toContain('<td class="number" data-label="Value">420</td>');
    expect(text).toContain('<td data-label="Printed by">2 publications, revised</td>');
    expect(text).toContain('<option value="kent" selected>Kent</option>');
  });

  it('show where a series breaks, as its tables for programs do too', async () => {
    const notice = { publication: 'december-paper' };
    const { status } = await ledger.post(
      '/reports',
      reportOf({
        ...{ publication: 'december-paper', measure: 'spending.all', period: '2024-06' },
        ...{ value: '5', printed: '5', unit: 'GBP', locator: { line: 10 } },
        change: { kind: 'restatement', reason: 'grants left out', notice },
      }),
    );
    expect(status).toBe(201);
    await ledger.caughtUp();
    const { text } = await page('/series/spending.all');
    const [before, after] = text.split('<tr class="break">');
    expect(before).toContain('May 2024</a>');
    expect(after).toMatch(
      /^<td colspan="5">Break in the series: from here on counted on another/,
    );
    expect(after).toMatch(
      /said in <a[^>]*>Report to the board, December 2024<[^]*June 2024<\/a>/,
    );
    const figure = await page('/figures/spending.all/kent/2024-06');
    expect(figure.text).toMatch(/grants left out <span class="quiet">\(said in <a/);
    const table = async (accept: string) => {
      const url = '/api/v1/series/spending.all';
      return (await ledger.ask({ method: 'GET', url, headers: { accept } })).text;
    };
    const [header, may, june] = (await table('text/csv')).split('\r\n');
    const at = header!.split(',').indexOf('series_break');
    expect(
      [may, june].map((row) => row!.split(',').at(at - header!.split(',').length)),
    ).toEqual(['', 'yes']);
    expect(await table('application/vnd.sdmx.data+csv')).toMatch(/2024-06,5,B,GBP/);
  });

  it('show what there is where nothing is without a breakdown', async () => {
    const { text } = await page('/series/recorded-crime.knife');
    expect(text).toContain('<option value="sex=female" selected>Sex: Women and girls</option>');
    expect(text).toContain('<td class="number" data-label="Value">7</td>');
  });
});

describe('The pages of areas', () => {
  it('list areas and the figures about each', async () => {
    expect((await page('/areas')).text).toContain('<a href="/areas/kent">Kent</a>');
    const { status, text } = await page('/areas/kent');
    expect(status).toBe(200);
    expect(text).toContain('<h1>Kent</h1>');
    expect(text).toContain(`<a href="/figures/${KEY}">All recorded crime</a>`);
    expect((await page('/areas/none')).status).toBe(404);
  });
});

describe('An address that nothing has', () => {
  const unknown = (accept?: string) =>
    ledger.ask({ method: 'GET', url: '/nowhere', headers: accept ? { accept } : {} });

  it.each(['text/html', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'])(
    'is answered to a browser (%s) as a page',
    async (accept) => {
      const { status, headers, text } = await unknown(accept);
      expect(status).toBe(404);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(text).toContain('There is no such page');
    },
  );

  it.each([undefined, '*/*', 'application/json', 'application/problem+json', 'image/png'])(
    'is answered to programs (%s) as a problem document',
    async (accept) => {
      const { status, headers, body } = await unknown(accept);
      expect(status).toBe(404);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(body.code).toBe('unknown-route');
    },
  );
});

describe('Every page', () => {
  it.each([
    '/',
    '/publications/hostile-paper',
    '/series/recorded-crime.all',
    `/measures?q=${encodeURIComponent(HOSTILE)}`,
    `/series/${encodeURIComponent(HOSTILE)}`,
    `/measures?under=${encodeURIComponent(HOSTILE)}`,
    '/figures/recorded-crime.all/kent/2024-06',
    `/?q=${encodeURIComponent(HOSTILE)}`,
    `/publications/${encodeURIComponent(HOSTILE)}`,
    `/figures/${encodeURIComponent(HOSTILE)}`,
  ])('%s shows hostile text as text', async (url) => {
    const { text, headers } = await page(url);
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
  });

  it('says in words what cannot be shown', async () => {
    const unknown = await page('/publications/none');
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain(
      'There is no publication “none”'.replaceAll(/[“”]/g, '&quot;'),
    );
    const malformed = await page(`/figures/${KEY}?publishedBy=soon`);
    expect(malformed.status).toBe(400);
    expect(malformed.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('has its style from here', async () => {
    const { status, headers } = await page('/assets/ledger.css');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
  });
});
