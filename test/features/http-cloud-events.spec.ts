import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;
/** The test's own figure, without earlier reports. */
let period: string;
let key: string;
let years = 1900;

beforeAll(async () => {
  ledger = await serveExamples();
});

beforeEach(() => {
  period = String(years++);
  key = `recorded-crime.all/kent/${period}`;
});

afterAll(() => ledger.close());

const report = () => reportOf({ period, locator: { table: period, line: 1 } });
const june = () => reportOf({ period: `${period}-06`, locator: { table: period, line: 6 } });

/** The event that an answer names. */
async function eventOf({ position }: { readonly position: string }): Promise<object> {
  const { body } = await ledger.get(`/events?after=${Number(position) - 1}&limit=1`);
  return body.events[0];
}

describe('Reporting by a CloudEvent', () => {
  const ATTRIBUTES = {
    ...{ specversion: '1.0', type: 'FigureReported', id: 'u-1', source: '/upstream/records' },
    correlationid: 'import-18',
  };
  const HEADERS = Object.fromEntries(
    Object.entries(ATTRIBUTES).map(([name, text]) => [`ce-${name}`, text]),
  );
  const structured = (event: unknown) =>
    ledger.send(
      '/reports',
      'application/cloudevents+json; charset=utf-8',
      JSON.stringify(event),
    );

  const batched = (events: unknown) =>
    ledger.send('/reports', 'application/cloudevents-batch+json', JSON.stringify(events));

  it('in binary mode takes the report, whose actor and correlation the event says', async () => {
    const reported = await ledger.post('/reports', report(), HEADERS);
    expect(reported).toMatchObject({ status: 201, body: { outcome: 'recorded', key } });
    expect(reported.headers['correlation-id']).toBe('import-18');
    await ledger.caughtUp();
    const { body } = await ledger.get(`/figures/${key}/history`);
    expect(body.events[0]).toMatchObject({
      actor: '/upstream/records',
      correlationId: 'import-18',
    });
  });

  it('in structured mode takes the same report, which is then unchanged', async () => {
    await ledger.post('/reports', report(), HEADERS);
    const again = await structured({ ...ATTRIBUTES, data: report() });
    expect(again).toMatchObject({ status: 200, body: { outcome: 'unchanged', key } });
    const next = await structured({ ...ATTRIBUTES, correlationid: 'import-19', data: june() });
    expect(await eventOf(next.body)).toMatchObject({
      ...{ actor: '/upstream/records', correlationid: 'import-19' },
    });
  });

  it('in batched mode answers each in order, with its own source and correlation', async () => {
    const batch = await batched([
      { ...ATTRIBUTES, data: report() },
      { ...ATTRIBUTES, id: 'u-2', source: '/upstream/other', correlationid: '7', data: june() },
      { ...ATTRIBUTES, specversion: '0.3', data: report() },
      { ...ATTRIBUTES, data: { ...report(), surplus: 1 } },
      { ...ATTRIBUTES, source: '/upstream/other', data: report() },
    ]);
    expect(batch).toMatchObject({
      status: 200,
      body: [
        { outcome: 'recorded', key },
        { outcome: 'recorded', key: `${key}-06` },
        { outcome: 'refused', code: 'malformed-envelope' },
        { outcome: 'refused', code: 'malformed-report' },
        { outcome: 'unchanged', key },
      ],
    });
    expect(await eventOf(batch.body[0])).toMatchObject({
      ...{ actor: '/upstream/records', correlationid: 'import-18' },
    });
    expect(await eventOf(batch.body[1])).toMatchObject({
      ...{ actor: '/upstream/other', correlationid: '7' },
    });
  });

  it('in batched mode may be none, and no more than an array of reports', async () => {
    expect(await batched([])).toMatchObject({ status: 200, body: [] });
    const single = await batched({ ...ATTRIBUTES, data: report() });
    expect(single).toMatchObject({ status: 400, body: { code: 'malformed-envelope' } });
    const many = await batched(Array.from({ length: 10_001 }, () => 0));
    expect(many).toMatchObject({ status: 413, body: { code: 'too-many-reports' } });
  });

  it.each([
    ['specversion', { 'ce-specversion': '0.3' }],
    ['type', { 'ce-type': 'FigureRecorded' }],
    ['source', { 'ce-source': '' }],
    ['source', { 'ce-source': 'two%20words' }],
    ['id', { 'ce-id': '%E0%A4%A' }],
  ])('refuses one whose %s is none', async (attribute, headers) => {
    const refused = await ledger.post('/reports', report(), { ...HEADERS, ...headers });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'malformed-envelope', facts: { attribute } },
    });
  });

  it('holds one report, and is nothing for other commands', async () => {
    const several = await ledger.post('/reports', [report()], HEADERS);
    expect(several).toMatchObject({ status: 400, body: { code: 'malformed-report' } });
    const nothing = await structured([ATTRIBUTES]);
    expect(nothing).toMatchObject({ status: 400, body: { code: 'malformed-envelope' } });
    const other = await ledger.send('/publishers', 'application/cloudevents+json', '{}');
    expect(other).toMatchObject({ status: 415 });
  });
});
