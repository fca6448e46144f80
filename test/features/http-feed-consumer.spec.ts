import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { papers } from '@ledger/figures-domain/testing';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

const run = promisify(execFile);
const EXAMPLE = join(import.meta.dirname, '../../libs/http/examples/figure-vintages.mjs');

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
});

afterAll(() => ledger.close());

async function vintages(): Promise<readonly unknown[]> {
  const { stdout } = await run(process.execPath, [EXAMPLE, await ledger.address(), KEY]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Reports what a paper prints of the figure; returns the event that holds it. */
async function report(fields: Readonly<Record<string, unknown>>): Promise<string> {
  const { status, text, body } = await ledger.post('/reports', reportOf(fields));
  expect({ status, text }).toMatchObject({ status: 201 });
  return body.eventId;
}

describe('The example of a view built from the ordered events', () => {
  it('orders what was printed along publication time, whatever arrived first', async () => {
    const december = papers.december.id;
    await report({ publication: december, value: '420', printed: '420' });
    await report({ publication: papers.september.id, value: '412', printed: '412' });
    expect(await vintages()).toMatchObject([
      { publication: papers.september.id, value: '412', arrivedAs: 'FigureRecorded' },
      { publication: december, value: '420', arrivedAs: 'FigureRecorded' },
    ]);
    const { body } = await ledger.get(`/figures/${KEY}`);
    expect(body.chain.map((link: any) => [link.publication.id, link.move])).toEqual([
      [papers.september.id, 'recorded'],
      [december, 'revised'],
    ]);
  });

  it('puts a publication after those of its day that it corrects or replaces', async () => {
    const paper = { ...papers.march, published: '2025-04-02' };
    const [original, replaced] = ['the-original', 'replaced'];
    const corrections = [
      { ...paper, id: original },
      { ...paper, id: replaced },
      { ...paper, id: 'a-correction', corrects: [original], published: '2025-04-02T15:00:00Z' },
      { ...paper, id: 'b-edition' },
    ];
    for (const facts of corrections) {
      expect((await ledger.post('/publications', facts)).status).toBe(201);
      await report({ publication: facts.id });
    }
    const by = { by: 'b-edition', reason: 'reprinted' };
    expect((await ledger.post(`/publications/${replaced}/supersede`, by)).status).toBe(200);
    const ids = corrections.map(({ id }) => id);
    const order = (list: readonly any[]) =>
      list
        .map(({ publication }) => publication.id ?? publication)
        .filter((id) => ids.includes(id));
    const shown = [original, 'a-correction', replaced, 'b-edition'];
    expect(order(await vintages())).toEqual(shown);
    await ledger.caughtUp();
    expect(order((await ledger.get(`/figures/${KEY}`)).body.chain)).toEqual(shown);
  });

  it('takes a correction of our own capture for what the page says', async () => {
    const march = papers.march.id;
    const wrong = await report({ publication: march, value: '400', printed: '400' });
    const answer = await ledger.post(`/figures/${KEY}/corrections`, {
      corrects: wrong,
      reason: 'misread',
      value: '480',
      printed: '480',
      unit: 'offences',
    });
    expect(answer.status).toBe(200);
    expect(await vintages()).toContainEqual(
      expect.objectContaining({ publication: march, value: '480' }),
    );
  });

  it('leaves out what we captured by mistake', async () => {
    const bulletin = papers.bulletin.id;
    const wrong = await report({ publication: bulletin, value: '99', printed: '99' });
    const isThere = expect.objectContaining({ publication: bulletin });
    expect(await vintages()).toContainEqual(isThere);
    const retraction = { retracts: wrong, reason: 'another force' };
    expect((await ledger.post(`/figures/${KEY}/retractions`, retraction)).status).toBe(200);
    expect(await vintages()).not.toContainEqual(isThere);
  });

  it('leaves out what is still under embargo', async () => {
    const secret = { ...papers.march, id: 'secret-paper', isEmbargoed: true };
    expect((await ledger.post('/publications', secret)).status).toBe(201);
    await report({ publication: secret.id, value: '481', printed: '481' });
    const isSecret = expect.objectContaining({ publication: secret.id });
    expect(await vintages()).not.toContainEqual(isSecret);
    await ledger.post('/publications/secret-paper/release', { reason: 'the board met' });
    expect(await vintages()).toContainEqual(isSecret);
  });
});
