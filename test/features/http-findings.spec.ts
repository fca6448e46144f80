import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicationFacts } from '@ledger/figures-domain/testing';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

const LEVEL = 'recorded-crime.all/kent/2024-05';
const CHANGE = 'recorded-crime.all/kent/2024-05/change~2023-05';

let ledger: ServedLedger;
let beforeTheChange: string;

const report = (publication: string, line: number, fields: object) =>
  reportOf({ publication, locator: { line }, ...fields });

/** 121 and 101, and a change between them that should be 20. */
const levels = (publication: string, month = '05') => [
  report(publication, 1, { period: `2024-${month}`, value: '121', printed: '121' }),
  report(publication, 2, { period: `2023-${month}`, value: '101', printed: '101' }),
];
const change = (publication: string, value: string, month = '05') =>
  report(publication, 3, {
    ...{ period: `2024-${month}`, statistic: 'change', comparedWith: `2023-${month}` },
    ...{ value, printed: value },
  });

beforeAll(async () => {
  ledger = await serveExamples();
  const { post, get, caughtUp } = ledger;
  const hidden = publicationFacts({ id: 'hidden-paper', isEmbargoed: true });
  await post('/publications', hidden);
  await post('/reports', [...levels('hidden-paper'), change('hidden-paper', '33')]);
  await post('/reports', [
    ...levels('december-paper', '06'),
    change('december-paper', '20', '06'),
  ]);
  await post('/reports', levels('september-paper'));
  await caughtUp();
  beforeTheChange = (await get('/findings')).body.clocks.recordedBy;
  await post('/reports', [change('september-paper', '30')]);
  await caughtUp();
});

afterAll(() => ledger.close());

const review = async () => {
  const { body } = await ledger.post('/findings/reviews', {}, { 'ledger-actor': 'auditor' });
  await ledger.caughtUp();
  return body.changed;
};
const findings = async (query = '') => (await ledger.get(`/findings${query}`)).body.findings;

describe('Findings over HTTP', () => {
  it('say what is impossible, with the numbers, the arithmetic and a diagnosis', async () => {
    const [finding, ...others] = await findings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      ...{ rule: 'change-from-levels', verdict: 'impossible', severity: 'size' },
      ...{ status: 'open', publication: 'september-paper', raisedAt: null },
      inputs: [
        { figure: CHANGE, printed: '30', locator: { line: 3 } },
        { figure: LEVEL, printed: '121', locator: { line: 1 } },
        { printed: '101', locator: { line: 2 } },
      ],
      suspects: [{ printed: '30', needed: '20' }, {}, {}],
    });
    expect(finding.steps).toHaveLength(5);
    expect(finding.explanation).toContain('cannot all be right');
  });

  it('keep what agrees for those who ask what was checked', async () => {
    const all = await findings('?verdict=consistent');
    const agreeing = all.filter(({ rule }: { rule: string }) => rule === 'change-from-levels');
    expect(agreeing).toMatchObject([{ publication: 'december-paper', status: 'none' }]);
  });

  it('are filtered by everything they are about, combined with AND', async () => {
    const about = [
      '?measure=recorded-crime',
      '?area=kent',
      `?figure=${CHANGE}`,
      '?rule=change-from-levels&verdict=impossible',
      '?severity=size&status=open&publication=september-paper',
    ];
    for (const query of about) expect(await findings(query)).toHaveLength(1);
    const others = ['?status=accepted', '?severity=last-digit', '?rule=printed-twice'];
    for (const query of others) expect(await findings(query)).toEqual([]);
    expect((await ledger.get('/findings?area=surrey')).status).toBe(404);
  });

  it('are as the two clocks say', async () => {
    expect(await findings(`?recordedBy=${beforeTheChange}`)).toEqual([]);
    expect(await findings('?publishedBy=2024-08-31')).toEqual([]);
    expect(await findings('?publishedBy=2024-09-30')).toHaveLength(1);
  });

  it('come in pages that hold each of them once', async () => {
    const whole = await findings('?verdict=all');
    const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
    const paged: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const at: string = next === '' ? '' : `&cursor=${next}`;
      const { body } = await ledger.get(`/findings?verdict=all&limit=2${at}`);
      paged.push(...ids(body.findings));
      next = body.next;
    }
    expect(paged).toEqual(ids(whole));
    expect(new Set(paged).size).toBe(paged.length);
  });

  it('are a table too', async () => {
    const { text } = await ledger.get('/findings', { accept: 'text/csv' });
    const [header, row] = text.split('\r\n');
    expect(header).toContain('id,rule,version,verdict,severity,status,publication,line');
    expect(row).toContain(`impossible,size,open,september-paper,3,${CHANGE},30,20`);
  });

  it('say nothing of a publication under embargo', async () => {
    const { text } = await ledger.get('/findings?verdict=all');
    expect(text).not.toContain('hidden-paper');
    expect((await ledger.get('/findings?publication=hidden-paper')).status).toBe(403);
  });
});

describe('A figure', () => {
  it('has the checks it takes part in, and those that are made from it', async () => {
    const of = async (path: string) =>
      (await ledger.get(`/figures/${path}`)).body.findings.map(
        ({ rule, publication }: { rule: string; publication: string }) =>
          `${rule} ${publication}`,
      );
    expect(await of(`${CHANGE}/findings`)).toContain('change-from-levels september-paper');
    const used = await of(`${LEVEL}/used-in`);
    expect(used).toContain('change-from-levels september-paper');
    expect(await of(`${CHANGE}/used-in`)).not.toContain('change-from-levels september-paper');
  });
});

describe('A finding that was raised', () => {
  it('is decided with a reason, once, and keeps its history', async () => {
    expect(await review()).toBe(true);
    expect(await review()).toBe(false);
    const [{ id, raisedAt }] = await findings();
    expect(raisedAt).not.toBeNull();
    const decision = { decision: 'accepted', reason: 'the force agrees' };
    const decided = await ledger.post(`/findings/${id}/decisions`, decision);
    expect(decided.status).toBe(200);
    await ledger.caughtUp();
    const again = { decision: 'dismissed', reason: 'no' };
    expect((await ledger.post(`/findings/${id}/decisions`, again)).status).toBe(409);

    const { body } = await ledger.get(`/findings/${id}`);
    expect(body.finding).toMatchObject({ id, status: 'accepted', verdict: 'impossible' });
    expect(body.history).toMatchObject([
      { type: 'FindingRaised', actor: 'auditor' },
      { type: 'FindingAccepted', reason: 'the force agrees' },
    ]);
    expect(await findings('?status=accepted')).toHaveLength(1);
  });

  it('stays when the number is mended, closed by itself', async () => {
    const [{ id, inputs }] = await findings();
    const correction = {
      ...{ corrects: inputs[0].event, reason: 'misread' },
      ...{ value: '20', printed: '20', unit: 'offences', qualifier: 'exact', markers: [] },
    };
    const mended = await ledger.post(`/figures/${CHANGE}/corrections`, correction);
    expect(mended.text).toContain('"changed":true');
    await ledger.caughtUp();
    await review();
    expect(await findings('?status=open')).toEqual([]);
    const { body } = await ledger.get(`/findings/${id}`);
    expect(body.finding).toMatchObject({
      ...{ status: 'reconciled', verdict: 'consistent', publication: 'september-paper' },
      inputs: [{ printed: '20' }, { printed: '121' }, { printed: '101' }],
    });
    expect(body.history.at(-1).type).toBe('FindingReconciled');
  });
});
