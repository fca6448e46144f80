import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
  const { post, caughtUp } = ledger;
  const year = { period: '2024', value: '5000', printed: '5,000' };
  const december = 'december-paper';
  await post('/reports', [
    reportOf(),
    reportOf({ publication: december, value: '420', printed: '420' }),
    reportOf({ period: '2024-06', value: '100', printed: '100' }),
    reportOf({ publication: december, period: '2024-06', value: '90', printed: '90' }),
    reportOf({ publication: december, period: '2024-07', value: '80', printed: '80' }),
    reportOf(year),
  ]);
  await caughtUp();
});

afterAll(() => ledger.close());

const page = (url: string) => ledger.ask({ method: 'GET', url });
const URL = '/series/recorded-crime.all';
const periodsOf = (text: string) =>
  [...text.matchAll(/ledger-date"><a[^>]*href="\/figures\/[^"]*">([^<]*)</g)].map(
    ([, one]) => one,
  );

describe('The page of a measure over time', () => {
  it('shows one length of period at a time, and leads to the others', async () => {
    const { text } = await page(URL);
    expect(periodsOf(text)).toEqual(['May 2024', 'June 2024', 'July 2024']);
    expect(text).toContain('<strong>1 month (3)</strong>');
    const [, address] = /href="([^"]*)">12 months \(1\)</.exec(text)!;
    const yearly = await page(address!.replaceAll('&amp;', '&'));
    expect(periodsOf(yearly.text)).toEqual(['2024']);
    expect((await page(`${URL}?length=3+days`)).text).toContain('There are no figures of this');
  });

  it('shows what each publication printed, shaded by how far it moved', async () => {
    const { text } = await page(URL);
    const triangle = text.slice(text.indexOf('How its numbers were revised'));
    const [, may, june, july] = triangle.split('<tr class="govuk-table__row">').slice(1);
    expect(may).toMatch(
      /<bdi>412<.bdi><.td>[^]*ledger-up-2"><bdi>420<.bdi> <span[^>]*>\+1\.9%</,
    );
    expect(june).toMatch(/<bdi>100<.bdi><.td>[^]*ledger-down-3"><bdi>90<.bdi> <span[^>]*>-10/);
    expect(july).toMatch(/not printed<[^]*numeric"><bdi>80<.bdi><.td>/);
    expect(text).toContain('Of 2 figures of any length of period');
    expect(text).toContain('2 have another value now than at first');
  });

  it('goes by both clocks', async () => {
    const before = (await page(`${URL}?publishedBy=2024-10-31`)).text;
    expect(before).toMatch(/<td[^>]*numeric"><bdi>412<.bdi><.td>/);
    expect(before).not.toMatch(/<bdi>420<|How its numbers were revised/);
    expect((await page(`${URL}?recordedBy=2020-01-01`)).status).toBe(404);
  });

  it('marks what contradicts the value in force', async () => {
    const { text: none } = await page(URL);
    expect(none).not.toContain('contradicted:');
    const contradiction = { publication: 'statistics-bulletin', value: '500', printed: '500' };
    await ledger.post('/reports', reportOf(contradiction));
    await ledger.caughtUp();
    expect((await page(URL)).text).toMatch(
      /2024-05"[^]*govuk-tag--red">contradicted: <bdi>500<.bdi><.strong>/,
    );
    expect((await page(`/figures/${KEY}`)).text).toContain('Contradicts it');
  });

  it('names the same choice for programs', async () => {
    const { text } = await page(`${URL}?area=kent&publishedBy=2024-10-31`);
    const [, csv] = /href="(\/series\/[^"]*\.csv[^"]*)"/.exec(text)!;
    const { status, text: table } = await page(csv!.replaceAll('&amp;', '&'));
    expect(status).toBe(200);
    expect(table).toContain('412');
    expect(table).not.toContain('420');
  });
});
