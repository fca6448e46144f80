import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

const HOSTILE = '"><script>alert(1)</script>\u0645\u0631\u062D';

let ledger: ServedLedger;

/** 121 and 101, and a change of 30 between them that should be 20. */
beforeAll(async () => {
  ledger = await serveExamples();
  const at = (line: number, fields: object) => reportOf({ ...fields, locator: { line } });
  const change = { period: '2024-05', statistic: 'change', comparedWith: '2023-05' };
  await ledger.post('/reports', [
    at(1, { period: '2024-05', value: '121', printed: '121' }),
    at(2, { period: '2023-05', value: '101', printed: '101' }),
    at(3, { ...change, value: '30', printed: '30' }),
  ]);
  const followUp = { title: HOSTILE, owner: 'kent-police' };
  const subject = { publication: 'september-paper', line: 3 };
  const raised = [
    await ledger.post('/follow-ups', { id: 'late', due: '2019-12-31', subject, ...followUp }),
    await ledger.post('/follow-ups', { id: 'later', due: '2999-12-31', subject, ...followUp }),
  ];
  expect(raised.map(({ status }) => status)).toEqual([201, 201]);
  await ledger.caughtUp();
});

afterAll(() => ledger.close());

const page = (url: string) => ledger.ask({ method: 'GET', url });

const OURS = { host: 'localhost:3000', origin: 'http://localhost:3000' };

const decide = (id: string, fields: Record<string, string>, headers: object = OURS) =>
  ledger.ask({
    method: 'POST',
    url: `/findings/${id}/decisions`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });

describe('The pages of findings', () => {
  let address = '';
  let id = '';

  it('list what is impossible, and lead to it', async () => {
    const { text } = await page('/findings?verdict=impossible');
    [, address = '', id = ''] = /href="(\/findings\/([^?"]*)[^"]*)"/.exec(text) ?? [];
    expect(text).toContain('wrong size');
    expect(text).toContain('<option value="impossible" selected>');
    expect(text).toContain('/publications/september-paper#line-3');
    expect((await page('/findings?severity=conclusion')).text).toContain('Nothing was found.');
    expect((await page('/findings.csv')).text).toContain(id);
    expect((await page('/')).text).toMatch(/A size is wrong<.a><.th>\s<td[^>]*>1<.td>/);
  });

  it('show the arithmetic step by step, with a form to decide', async () => {
    expect(address).toBe(`/findings/${id}?publication=september-paper`);
    const { text } = await page(address);
    expect(text).toContain('later - earlier = ');
    expect(text).toContain('<input type="hidden" name="publication" value="september-paper">');
    expect(text).toContain('What may be wrong');
  });

  it('say what is missing in a form, with what was written in it', async () => {
    const publication = 'september-paper';
    const head = await ledger.head();
    for (const fields of [{ decision: 'dismissed', reason: ' ' }, { reason: HOSTILE }]) {
      const { status, text } = await decide(id, { publication, ...fields });
      expect(status).toBe(400);
      expect(text).toContain('There is a problem');
      expect(text).not.toContain('<script>');
    }
    expect(await ledger.head()).toBe(head);
  });

  it('take no form of a page of somebody else, nor of nobody', async () => {
    const fields = {
      decision: 'dismissed',
      reason: 'a forgery',
      publication: 'september-paper',
    };
    const head = await ledger.head();
    for (const headers of [
      { host: 'localhost:3000' },
      { host: 'localhost:3000', origin: 'null' },
      { host: 'localhost:3000', origin: 'https://page.example' },
    ]) {
      expect((await decide(id, fields, headers)).status).toBe(403);
    }
    const json = { ...OURS, 'content-type': 'application/json' };
    expect((await decide(id, fields, json)).status).toBe(415);
    expect(await ledger.head()).toBe(head);
  });

  it('take no form where a command is taken as JSON', async () => {
    const url = `/api/v1/findings/${id}/decisions`;
    const headers = { ...OURS, 'content-type': 'application/x-www-form-urlencoded' };
    const payload = 'decision=dismissed&reason=x';
    expect((await ledger.ask({ method: 'POST', url, headers, payload })).status).toBe(415);
  });

  it('record a decision with its reason, and lead back to the finding', async () => {
    const fields = { decision: 'accepted', reason: HOSTILE, publication: 'september-paper' };
    const { status, headers } = await decide(id, fields);
    expect([status, headers['location']]).toEqual([303, `/findings/${id}`]);
    await ledger.caughtUp();
    const { text } = await page(`/findings/${id}`);
    expect(text).toMatch(/Accepted<.h3>[^]*<bdi>&quot;&gt;&lt;script&gt;[^<]*<.bdi>/);
    expect(text).not.toContain('name="publication"');
    expect((await page('/findings?status=accepted')).text).toContain(id);
  });
});

describe('The page of follow-ups', () => {
  it('has what is overdue first, with its owner and its line', async () => {
    const { text } = await page('/follow-ups');
    expect(text.indexOf('id="late"')).toBeLessThan(text.indexOf('id="later"'));
    expect(text.match(/overdue<.strong>/g)).toHaveLength(1);
    expect(text).toContain('<option value="kent-police">kent-police (2)</option>');
    expect(text).toContain('/publications/september-paper#line-3');
    expect(text).not.toContain('<script>');
    expect((await page('/follow-ups?owner=nobody')).text).toContain('There is none.');
    expect((await page('/')).text).toContain('>1 overdue follow-up</a>');
  });
});
