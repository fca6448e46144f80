import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parsePublishedDate } from '@ledger/figures-domain';
import { publicationFacts } from '@ledger/figures-domain/testing';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

const HOSTILE = '"><script>alert(1)</script>{{ 7 * 7 }}';

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
  const { post, caughtUp } = ledger;
  const later = { published: parsePublishedDate('2025-01-10') };
  await post(
    '/publications',
    publicationFacts({ id: 'hostile-paper', title: HOSTILE, ...later }),
  );
  await post(
    '/publications',
    publicationFacts({ id: 'secret-paper', title: 'Secret', isEmbargoed: true, ...later }),
  );
  const june = { period: '2024-06', value: '100', printed: '100' };
  await post('/reports', [
    reportOf(),
    reportOf({ publication: 'december-paper', value: '420', printed: '420' }),
    reportOf(june),
    reportOf({
      ...june,
      ...{ publication: 'hostile-paper', value: '60', printed: '60' },
      change: { kind: 'correction', reason: HOSTILE },
    }),
    reportOf({ ...june, publication: 'secret-paper', value: '777', printed: '777' }),
  ]);
  await caughtUp();
});

afterAll(() => ledger.close());

const page = (url: string) => ledger.ask({ method: 'GET', url });
const changesOn = (text: string) =>
  [...text.matchAll(/<tr[^>]* id="change-([^"]*)"/g)].map(([, id]) => id);
const idsOf = (body: { changes: readonly { eventId: string }[] }) =>
  body.changes.map(({ eventId }) => eventId);

describe('The page of changes', () => {
  it('shows what a later paper made of a number, with both prints and their lines', async () => {
    const { status, text } = await page(`/changes?kind=revised&publication=december-paper`);
    expect(status).toBe(200);
    const row = /<tr[^>]* id="change-[^]*?<\/tr>/.exec(text)![0];
    expect(row).toContain(`href="/figures/${KEY}"><bdi>All recorded crime</bdi>`);
    expect(row).toContain('Revises it (unannounced)');
    expect(row).toMatch(/<bdi>412<.bdi> <a[^>]*href="\/publications\/september-paper#line-25"/);
    expect(row).toMatch(/<bdi>420<.bdi> <a[^>]*href="\/publications\/december-paper#line-25"/);
    expect(row).toMatch(/>8 <bdi>offences<.bdi> <span[^>]*>\+1\.9%<.span>/);
  });

  it('shows every change once, page after page, and sorts by size', async () => {
    const { body } = await ledger.get('/changes?sort=largest');
    expect(body.changes).toHaveLength(2);
    const found: unknown[] = [];
    for (let url: string | undefined = '/changes?sort=largest&limit=1'; url !== undefined;) {
      const { text } = await page(url);
      found.push(...changesOn(text));
      url = /rel="next" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(found).toEqual(idsOf(body));
    expect((await page('/changes?sort=largest')).text).toMatch(/<option value="largest" sel/);
  });

  it.each([
    'kind=revised',
    'announced=false',
    'announced=true',
    'sizeMin=10',
    'relativeMin=30&direction=better',
    'publishedBy=2024-12-31',
    'recordedBy=2020-01-01',
    'measure=recorded-crime&area=kent&publisher=kent-police&since=2025',
  ])('is what programs get with %s, under the addresses that it names', async (query) => {
    const { text } = await page(`/changes?${query}`);
    const { body } = await ledger.get(`/changes?${query}`);
    expect(changesOn(text)).toEqual(idsOf(body));
    const [, json] = /href="(\/changes\.json[^"]*)"/.exec(text)!;
    const [, csv] = /href="(\/changes\.csv[^"]*)"/.exec(text)!;
    expect(idsOf((await page(json!.replaceAll('&amp;', '&'))).body)).toEqual(idsOf(body));
    const table = await page(csv!.replaceAll('&amp;', '&'));
    expect(table.headers['content-type']).toMatch(/^text\/csv/);
    expect(table.text.trim().split('\r\n')).toHaveLength(1 + idsOf(body).length);
  });

  it('says nothing of a publication under embargo', async () => {
    expect((await page('/changes')).text).not.toMatch(/secret|777/i);
    expect((await page('/changes?publication=secret-paper')).status).toBe(403);
  });

  it('shows hostile text as text, and says what it cannot read', async () => {
    const { text, headers } = await page('/changes');
    expect(text).not.toMatch(/<script(?! type="module" src="[/]assets[/])/);
    expect(text).toContain('<bdi>&quot;&gt;&lt;script&gt;');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    const refused = await page(`/changes?sizeMin=${encodeURIComponent(HOSTILE)}`);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('&lt;script&gt;');
  });
});
