import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '@ledger/kernel';
import { measureFacts, publicationFacts } from '@ledger/figures-domain/testing';
import {
  KEY,
  reportOf,
  serveExamples,
  type Served,
  type ServedLedger,
} from './served-ledger.js';

let ledger: ServedLedger;

/** The value in force, as a figure's page shows it. */
const VALUE = (printed: string) =>
  new RegExp(`"ledger-value"><bdi>${printed}<.bdi> <span[^>]*><bdi>offences<.bdi><.span>`);

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
    const scaled = '<bdi>7,107</bdi> <span class="ledger-quiet">×10<sup>6</sup></span>';
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
    expect(row).toMatch(
      /^[^<]*<bdi>[^<]*September 2024<.bdi><.a> <code[^>]*><bdi>september-pa/,
    );
    expect(row).toMatch(/^.*\s<td[^>]*><bdi>Kent Police<.bdi><.td>\s<td[^>]*numeric">1<.td>/);
    expect(text).toContain('not complete');
    const figures = (await page('/figures')).text;
    expect(figures).toContain(`href="/figures/${KEY}"><bdi>All recorded crime</bdi></a>`);
    expect(figures).toContain('420');
    expect(figures).toMatch(/<td[^>]*><bdi>Kent<.bdi>, May 2024<.td>/);
  });

  it('leads to what is measured', async () => {
    const { text } = await page('/');
    expect(text).toContain(
      'href="/measures?under=recorded-crime"><bdi>Recorded crime</bdi></a>',
    );
  });

  it('finds figures, publications, measures and areas by words, and counts each', async () => {
    const { text } = await page('/?q=kent');
    expect(text).toMatch(/>\d+ figures<.a>/);
    expect(text).toContain('href="#areas">1 area</a>');
    expect(text).toContain('href="#measures">No measures</a>');
    const crime = (await page('/?q=crime')).text;
    expect(crime).toContain('href="#measures">2 measures</a>');
    expect((await page('/?q=board')).text).toMatch(
      /href="#publications">[1-9]\d* publications?</,
    );
    expect((await page('/?q=99')).text).toContain('Nothing was found.');
    expect((await page('/areas?q=kent')).text).toContain('href="/areas/kent"');
    expect((await page('/areas?q=nowhere')).text).toContain('Nothing was found.');
  });

  it('finds a printed number, and says what replaced one that is not in force', async () => {
    const { text } = await page('/?q=412');
    expect(text).toContain(`/figures/${KEY}`);
    expect(text).toMatch(
      /<bdi>412<.bdi> in <a[^>]*september-paper#line-25"[^]*Not in force any more:<.strong> replaced by <bdi>420<.bdi> in <a[^>]*december-paper/,
    );
    expect((await page('/?q=420')).text).not.toContain('Not in force');
    for (const q of ['7107000000', '7,107,000,000', '£7.107bn', '£7107m', '7 107 000 000']) {
      const found = await page(`/?q=${encodeURIComponent(q)}`);
      expect([q, found.text.includes('/figures/spending.all/kent/2024-05')]).toEqual([q, true]);
    }
  });
});

describe('The page of a publication', () => {
  it('shows what was printed with its line', async () => {
    const { text } = await page('/publications/september-paper');
    expect(text).toContain('September 2024');
    expect(text).toMatch(/<span id="line-25"><a[^>]*><bdi>412<.bdi><.a>/);
    expect(text).toContain('><bdi>All crime</bdi></caption>');
    expect(text).toContain('Complete: 1 number,');
    expect(text).toMatch(/>Publisher<.dt><dd[^>]*><a[^>]*><bdi>Kent Police<.bdi><.a><.dd>/);
    expect(text).not.toContain('>finding</strong>');
  });

  it('rebuilds its tables in rows and columns, and marks what is touched', async () => {
    const place = { publication: 'table-paper', period: '2023-05' };
    await ledger.post('/publications', publicationFacts({ id: 'table-paper' }));
    const cell = (row: string, column: string, line: number) => ({
      locator: { section: '2', table: 'Crime', row, column, line },
    });
    const may = { value: '121', printed: '121' };
    const change = { statistic: 'change', comparedWith: '2022-05', value: '30', printed: '30' };
    await ledger.post('/reports', [
      reportOf({ ...place, ...may, ...cell('May', 'This year', 4) }),
      reportOf({
        ...place,
        period: '2022-05',
        value: '101',
        printed: '101',
        ...cell('May', 'Last year', 4),
      }),
      reportOf({ ...place, ...change, ...cell('May', 'Change', 4) }),
    ]);
    await ledger.caughtUp();
    const { text } = await page('/publications/table-paper');
    expect(text).toContain('Section <bdi>2</bdi>');
    const heads = [...text.matchAll(/<th scope="col"[^>]*><bdi>([^<]*)/g)].map(
      ([, name]) => name,
    );
    expect(heads).toEqual(['This year', 'Last year', 'Change']);
    expect(text.match(/id="line-4"/g)).toHaveLength(1);
    expect(text.match(/<tr[^>]*><th scope="row"/g)).toHaveLength(1);
    expect(text).toMatch(/<bdi>30<.bdi><.a> <a[^>]*findings[^>]*><strong[^>]*>finding</);
  });
});

describe('The page of a figure', () => {
  it('shows the value in force and what each publication did', async () => {
    const { text } = await page(`/figures/${KEY}`);
    expect(text).toMatch(VALUE('420'));
    expect(text).toContain('First value');
    expect(text).toContain('Revises it (unannounced)');
    expect(text).toContain('FigureRevised');
    expect(text).toContain('<bdi>Kent</bdi>, May 2024</p>');
    expect(text).toContain('<code><bdi>recorded-crime.all/kent/2024-05</bdi></code>');
    expect(text).toMatch(
      /In force since<.dt><dd[^>]*><a[^>]*><bdi>Report to the board, December 2024</,
    );
    expect(text).toContain('href="/series/recorded-crime.all?area=kent">');
  });

  it('says since when the value stands, and since when it is printed like this', async () => {
    const july = { period: '2024-07', value: '15000', printed: '15k' };
    await ledger.post('/reports', [
      reportOf({ ...july, publication: 'hostile-paper' }),
      reportOf({ ...july, publication: 'december-paper', value: '15432', printed: '15,432' }),
    ]);
    await ledger.caughtUp();
    const { text } = await page('/figures/recorded-crime.all/kent/2024-07');
    expect(text).toMatch(VALUE('15,432'));
    expect(text).toMatch(/In force since<.*hostile-paper".*, first printed as <bdi>15k</);
    expect(text).toMatch(/Printed like this since<.*>Report to the board, December 2024</);
    expect((await page(`/figures/${KEY}`)).text).not.toContain('Printed like this since');
  });

  it('goes by both clocks, also where a form leaves one empty', async () => {
    const { text } = await page(`/figures/${KEY}?publishedBy=2024-10-31&recordedBy=`);
    expect(text).toMatch(VALUE('412'));
    expect(text).toContain('value="2024-10-31"');
  });
});

describe('The pages of measures', () => {
  it('list what is measured below a topic, with what it counts', async () => {
    const { text } = await page('/measures?under=recorded-crime');
    expect(text).toContain('<bdi>Recorded crime</bdi></h1>');
    expect(text).toContain(
      'href="/series/recorded-crime.all"><bdi>All recorded crime</bdi></a>',
    );
    expect(text).toMatch(/<td[^>]*><bdi>Kent Police<.bdi><.td>/);
    expect((await page('/measures?under=none')).status).toBe(404);
  });

  it('show a measure over time', async () => {
    const { text } = await page('/series/recorded-crime.all?area=kent');
    expect(text).toContain('<bdi>Kent</bdi></h2>');
    expect(text).toContain(`href="/figures/${KEY}">May 2024</a>`);
    expect(text).toMatch(/<td[^>]*numeric"><bdi>420<.bdi><.td>/);
    expect(text).toMatch(/<td[^>]*>2 publications, revised<.td>/);
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
    const [before, after] = text.split('<tr class="govuk-table__row ledger-break">');
    expect(before).toContain('May 2024</a>');
    expect(after).toMatch(
      /^\s*<td[^>]* colspan="5">Break in the series: from here on counted on another/,
    );
    expect(after).toMatch(
      /said in <a[^>]*><bdi>Report to the board, December 2024<[^]*June 2024<\/a>/,
    );
    const figure = await page('/figures/spending.all/kent/2024-06');
    expect(figure.text).toMatch(
      /grants left out<.bdi> <span class="ledger-quiet">\(said in <a/,
    );
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
    expect(text).toMatch(/<td[^>]*numeric"><bdi>7<.bdi><.td>/);
  });
});

describe('The pages of areas', () => {
  it('list areas and the figures about each', async () => {
    expect((await page('/areas')).text).toContain('href="/areas/kent"><bdi>Kent</bdi></a>');
    const { status, text } = await page('/areas/kent');
    expect(status).toBe(200);
    expect(text).toContain('<bdi>Kent</bdi></h1>');
    expect(text).toContain(`href="/figures/${KEY}"><bdi>All recorded crime</bdi></a>`);
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
    expect(text).not.toMatch(
      /<script(?! type="module" src="[/]assets[/])|<style|style=|onclick/,
    );
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

  it('loads files from here alone, whose names change with their bytes', async () => {
    const { text } = await page('/');
    const files = [...text.matchAll(/<(?:link|script)[^>]*(?:href|src)="([^"]*)"/g)].map(
      ([, file]) => file!,
    );
    expect(files.length).toBeGreaterThanOrEqual(5);
    for (const file of files) {
      const { status, headers, text: bytes } = await page(file);
      expect({ file, status }).toEqual({ file, status: 200 });
      expect(file).toContain(sha256Hex(bytes).slice(0, 12));
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(/GDS Transport|Calvert|crest.svg|sourceMappingURL/.exec(bytes)?.[0]).toBe(
        undefined,
      );
      for (const [, named] of bytes.matchAll(/(?:url\(|from ")([^)"]*)/g)) {
        expect(named).toMatch(/^[/]assets[/]/);
        expect((await page(named!)).status).toBe(200);
      }
    }
    expect((await page('/assets/ledger-000000000000.css')).status).toBe(404);
    expect((await page('/favicon.ico')).headers['content-type']).toBe('image/svg+xml');
    expect((await page('/robots.txt')).text).toContain('Disallow: /');
  });

  it('is the same data for programs under the same address with an ending', async () => {
    for (const url of ['/figures', `/figures/${KEY}`, '/publications/december-paper']) {
      const { status, headers } = await page(`${url}.json`);
      expect({ url, status }).toEqual({ url, status: 200 });
      expect(headers['content-type']).toMatch(/^application\/json/);
    }
    for (const url of ['/figures', '/publications/december-paper', '/series/spending.all']) {
      const { status, headers, text } = await page(`${url}.csv`);
      expect({ url, status }).toEqual({ url, status: 200 });
      expect(headers['content-type']).toMatch(/^text\/csv/);
      expect(text).toContain('7,107');
    }
  });
});
