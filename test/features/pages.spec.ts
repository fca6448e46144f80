import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicationFacts } from '@ledger/figures-domain/testing';
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
  await post('/publications', publicationFacts({ id: 'hostile-paper', title: HOSTILE }));
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
  await post('/publications/september-paper/seal', {});
  await caughtUp();
});

afterAll(() => ledger.close());

const page = (url: string): Promise<Served> => ledger.ask({ method: 'GET', url });

describe('The first page', () => {
  it('lists publications with how many numbers they print, and values in force', async () => {
    const { status, headers, text } = await page('/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const row = text.slice(text.indexOf('/publications/september-paper'));
    expect(row).toMatch(/^[^<]*September 2024<\/a><\/th>\s*<td>kent-police<\/td>/);
    expect(row).toMatch(/^.*\s.*\s<td class="number">1<\/td>/);
    expect(text).toContain('not complete');
    expect(text).toContain(`<a href="/figures/${KEY}">All recorded crime</a>`);
    expect(text).toContain('420');
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
    expect(text).toMatch(/<td class="number">25<\/td>\s*<td>table “All crime”<\/td>/);
    expect(text).toContain('Complete: 1 numbers');
  });
});

describe('The page of a figure', () => {
  it('shows the value in force and what each publication did', async () => {
    const { text } = await page(`/figures/${KEY}`);
    expect(text).toContain('<p class="value">420</p>');
    expect(text).toContain('First value');
    expect(text).toContain('Revises it (unannounced)');
    expect(text).toContain('FigureRevised');
    expect(text).toContain('kent, May 2024');
  });

  it('goes by both clocks, also where a form leaves one empty', async () => {
    const { text } = await page(`/figures/${KEY}?publishedBy=2024-10-31&recordedBy=`);
    expect(text).toContain('<p class="value">412</p>');
    expect(text).toContain('value="2024-10-31"');
  });
});

describe('Every page', () => {
  it.each([
    '/',
    '/publications/hostile-paper',
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
