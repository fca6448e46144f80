import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dimensionFacts, publicationFacts } from '@ledger/figures-domain/testing';
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

/** A report of the test's own figure. */
const report = (fields: Readonly<Record<string, unknown>> = {}) =>
  reportOf({ period, locator: { table: period, line: 1 }, ...fields });

/** A report of another figure that is the test's own. */
const reportOfJune = () =>
  reportOf({ period: `${period}-06`, locator: { table: period, line: 6 } });

/** The lines of an NDJSON answer. */
const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('Reporting one figure over HTTP', () => {
  it('answers outcome, key, event and position, and shows it to a client that waits', async () => {
    const reported = await ledger.post('/reports', report());
    expect(reported.status).toBe(201);
    expect(reported.body).toMatchObject({ outcome: 'recorded', key: key });
    expect(reported.headers['ledger-position']).toBe(String(reported.body.position));

    const { body, status } = await ledger.get(
      `/figures/${key}?waitFor=${reported.body.position}`,
    );
    expect(status).toBe(200);
    expect(body.valueInForce).toMatchObject({
      value: '412',
      publication: { id: 'september-paper' },
    });
    expect(body.valueInForce.eventId).toBe(reported.body.eventId);
  });

  it('keeps the announcement of a place as one appearance, whichever came first', async () => {
    const paper = publicationFacts({
      id: 'announcing-paper',
      published: '2025-02-01' as never,
    });
    expect((await ledger.post('/publications', paper)).status).toBe(201);
    const change = { kind: 'withdrawn', reason: 'found unsound' };
    const said = (period: string, more = {}) =>
      report({ publication: paper.id, period, locator: { line: Number(period) }, ...more });
    const sent = [
      ...[said('2011'), said('2011', { change }), said('2011'), said('2011', { change })],
      ...[said('2012', { change }), said('2012')],
    ];
    const outcomes = [];
    for (const one of sent) outcomes.push((await ledger.post('/reports', one)).body.outcome);
    expect(outcomes).toEqual([
      ...['recorded', 'withdrawn', 'unchanged', 'unchanged'],
      ...['withdrawn', 'unchanged'],
    ]);
    await ledger.caughtUp();
    for (const period of ['2011', '2012']) {
      const { body } = await ledger.get(`/figures/recorded-crime.all/kent/${period}`);
      expect(body.chain).toMatchObject([{ move: 'withdrawn', change }]);
    }
    const { body: sealed } = await ledger.post(`/publications/${paper.id}/seal`, {});
    const { body } = await ledger.get(`/publications/${paper.id}?waitFor=${sealed.position}`);
    expect(body.publication.capture.seal.appearances).toBe(2);
  });

  it('takes a code of 200 characters, sixteen dimensions and any statistic there is', async () => {
    const code = `deep${'.branch-of-statistics'.repeat(12)}`.slice(0, 200);
    const measure = {
      ...{ code, title: code, units: ['offences'], valueType: 'count', kind: 'flow' },
      ...{ polarity: 'neither', owner: 'kent-police', definition: 'deeply nested' },
    };
    expect((await ledger.post('/measures', measure)).status).toBe(201);
    const names = Array.from({ length: 16 }, (_, i) => [`dimension-${i}`, `member-${i}`]);
    for (const [id = '', member = ''] of names) {
      expect((await ledger.post('/dimensions', dimensionFacts(id, member))).status).toBe(201);
    }
    const breakdown = Object.fromEntries(names) as Record<string, string>;
    const deep = report({
      measure: code,
      breakdown,
      statistic: 'lower-bound',
      comparedWith: '95',
    });
    const { status, body } = await ledger.post('/reports', deep);
    expect([status, body.outcome]).toEqual([201, 'recorded']);

    const shown = await ledger.get(`/figures/${body.key}?waitFor=${body.position}`);
    expect(shown.body.figure).toMatchObject({ measure: code, breakdown, comparedWith: '95' });
    const more = { ...breakdown, 'dimension-16': 'one-too-many' };
    const refused = await ledger.post('/reports', { ...deep, breakdown: more });
    expect([refused.status, refused.body.code]).toEqual([400, 'malformed-report']);
    expect((await ledger.post('/measures', { ...measure, code: `${code}x` })).status).toBe(400);
  });

  it('changes nothing the second time', async () => {
    const { body: first } = await ledger.post('/reports', report());
    const before = await ledger.head();
    const { status, body } = await ledger.post('/reports', report());
    expect(status).toBe(200);
    expect(body).toEqual({ ...first, outcome: 'unchanged' });
    expect(await ledger.head()).toBe(before);
  });

  it('reads from the print what a report leaves out, and answers what it read', async () => {
    const { value: _, ...bare } = report({ printed: '<5 [p]', period: '2019-03' });
    const read = { value: '5', qualifier: 'at-most', markers: ['p'] };
    const first = await ledger.post('/reports', bare);
    expect([first.status, first.body.outcome, first.body.read]).toEqual([
      201,
      'recorded',
      read,
    ]);
    const [again] = (await ledger.post('/reports', [bare])).body;
    expect(again).toMatchObject({ outcome: 'unchanged', read });
    const lines = await ledger.send(
      '/reports',
      'application/x-ndjson',
      `${JSON.stringify(bare)}\n`,
    );
    expect(linesOf(lines.text)).toMatchObject([{ line: 1, outcome: 'unchanged', read }]);
    const { body } = await ledger.get(
      `/figures/${first.body.key}?waitFor=${first.body.position}`,
    );
    expect(body.valueInForce).toMatchObject(read);
  });

  it('reads decimal commas of the publications that say so', async () => {
    const paper = { ...publicationFacts(), id: 'bericht', title: 'Bericht', decimalMark: ',' };
    expect((await ledger.post('/publications', paper)).status).toBe(201);
    expect((await ledger.post('/publications', { ...paper, decimalMark: ';' })).status).toBe(
      400,
    );
    const bare = {
      ...report({ publication: 'bericht', printed: '1.412,5' }),
      value: undefined,
    };
    const { body } = await ledger.post('/reports', bare);
    expect(body.read).toEqual({ value: '1412.5', qualifier: 'exact', markers: [] });
    const there = await ledger.get(`/publications/bericht?waitFor=${body.position}`);
    expect(there.body.publication.decimalMark).toBe(',');
  });

  it('keeps who acted and the correlation id of the request with the event', async () => {
    await ledger.post('/reports', report(), {
      'ledger-actor': 'Records Unit',
      'correlation-id': 'import-17',
    });
    await ledger.caughtUp();
    const { body } = await ledger.get(`/figures/${key}/history`);
    expect(body.events[0]).toMatchObject({ actor: 'Records Unit', correlationId: 'import-17' });
  });
});

describe('Refusing a report', () => {
  const REFUSALS = [
    ['unknown-measure', 422, { measure: 'recorded-crime.none' }],
    ['unknown-area', 422, { area: 'atlantis' }],
    ['unknown-publication', 422, { publication: 'no-paper' }],
    ['malformed-period', 400, { period: '2024-13' }],
    ['malformed-decimal', 400, { value: '4,12' }],
    ['malformed-decimal', 400, { value: '4e2' }],
    ['printed-does-not-say-value', 422, { printed: '421' }],
    ['printed-hedges-otherwise', 422, { printed: '<412' }],
    ['printed-marker-missing', 422, { printed: '412 [r]' }],
    ['printed-not-readable', 422, { value: undefined, printed: '412 widgets' }],
    ['printed-ambiguous', 422, { value: undefined, printed: '12 b' }],
    ['printed-says-number', 422, { value: null, markers: ['c'] }],
    ['unit-not-of-measure', 422, { unit: 'calls' }],
    ['value-and-markers-disagree', 422, { value: null, printed: '..' }],
    ['malformed-report', 400, { value: 412 }],
    ['malformed-report', 400, { surprise: true }],
    ['malformed-report', 400, { locator: undefined }],
    ['restatement-without-basis', 422, { change: { kind: 'restatement', reason: 'rules' } }],
    [
      'unknown-definition-version',
      422,
      { change: { kind: 'restatement', reason: 'new rules', definitionVersion: 9 } },
    ],
    [
      'unknown-publication',
      422,
      { change: { kind: 'restatement', reason: 'rules', notice: { publication: 'nowhere' } } },
    ],
  ] as const;

  it.each(REFUSALS)(
    'says %s with status %i and writes nothing',
    async (code, status, fields) => {
      const before = await ledger.head();
      const refused = await ledger.post('/reports', report(fields));
      expect(refused).toMatchObject({ status, body: { code, status } });
      expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(refused.body.type).toBe(`/api/v1/problems/${code}`);
      expect(refused.body.correlationId).toBe(refused.headers['correlation-id']);
      expect(await ledger.head()).toBe(before);
    },
  );

  it('says that an appearance was captured with other content', async () => {
    await ledger.post('/reports', report());
    const before = await ledger.head();
    const refused = await ledger.post('/reports', report({ value: '421', printed: '421' }));
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'appearance-already-captured' },
    });
    expect(await ledger.head()).toBe(before);
  });

  it('says that the publication is sealed', async () => {
    await ledger.post('/publications/march-paper/seal', {});
    const refused = await ledger.post('/reports', report({ publication: 'march-paper' }));
    expect(refused).toMatchObject({ status: 409, body: { code: 'publication-sealed' } });
  });
});

describe('Reporting an array', () => {
  it('answers each report by itself, refusals among them', async () => {
    const { status, body, headers } = await ledger.post('/reports', [
      report(),
      report({ area: 'atlantis' }),
      'no report',
      reportOfJune(),
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { outcome: 'recorded' },
      { outcome: 'refused', code: 'unknown-area' },
      { outcome: 'refused', code: 'malformed-report' },
      { outcome: 'recorded' },
    ]);
    expect(headers['ledger-position']).toBe(String(body[3].position));
  });

  it('takes ten thousand and refuses one more whole', async () => {
    const before = await ledger.head();
    const refused = await ledger.post('/reports', new Array(10_001).fill(0));
    expect(refused).toMatchObject({ status: 413, body: { code: 'too-many-reports' } });
    const taken = await ledger.post('/reports', new Array(10_000).fill(report()));
    expect(taken.body).toHaveLength(10_000);
    const { body } = await ledger.get(`/events?after=${before}`);
    expect(body.events).toMatchObject([{ type: 'FigureRecorded' }]);
  });
});

describe('A body that takes long', () => {
  /** Other requests that are answered before it is. */
  async function othersDuring(answering: Promise<unknown>): Promise<number> {
    let isAnswered = false;
    void answering.finally(() => (isAnswered = true));
    for (let others = 0; ; others += 1) {
      await ledger.get('/health/live');
      await new Promise((resolve) => setImmediate(resolve));
      if (isAnswered) return others;
    }
  }

  it('of ten thousand reports lets others be answered meanwhile', async () => {
    const places = Array.from({ length: 10_000 }, (_, i) => ({ locator: { line: i + 1 } }));
    const refused = places.map((place) => report({ ...place, area: 'atlantis' }));
    expect(await othersDuring(ledger.post('/reports', refused))).toBeGreaterThan(10);
  });

  it('of reports of one figure lets others be answered, and takes them in order', async () => {
    const places = Array.from({ length: 300 }, (_, i) =>
      report({ locator: { table: period, line: i + 1 } }),
    );
    const taking = ledger.post('/reports', places);
    expect(await othersDuring(taking)).toBeGreaterThan(2);
    const [first, ...others] = (await taking).body;
    expect(first).toMatchObject({ outcome: 'recorded', key });
    const outcomes = new Set(others.map(({ outcome }: { outcome: string }) => outcome));
    expect([...outcomes]).toEqual(['confirmed']);
  });

  it.each([
    ['many names', () => `{${Array.from({ length: 900_000 }, (_, i) => `"n${i}":0`).join()}}`],
    ['brackets without end', () => '['.repeat(16_000_000)],
    ['many values', () => `[[${'0,'.repeat(8_000_000)}0]]`],
    ['a long text', () => `["${'x'.repeat(16_000_000)}"]`],
  ])('for its %s is refused before it is read whole', async (_, body) => {
    const refused = await ledger.send('/reports', 'application/json', body());
    expect(refused).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
    expect(refused.body.detail).toMatch(/more than \d+|deeper than \d+/);
  });
});

describe('Reporting a stream of lines', () => {
  it('answers line by line and goes on behind one that is no report', async () => {
    const lines = [
      JSON.stringify(report()),
      '{"publication":',
      '',
      JSON.stringify(reportOfJune()),
    ];
    const { status, headers, text } = await ledger.send(
      '/reports',
      'application/x-ndjson',
      lines.join('\n'),
    );
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/x-ndjson/);
    expect(linesOf(text)).toMatchObject([
      { line: 1, outcome: 'recorded' },
      { line: 2, outcome: 'refused', code: 'malformed-json' },
      { line: 4, outcome: 'recorded' },
    ]);
  });

  it('answers while the rest is still to come', async () => {
    const base = await ledger.address();
    const source = new Readable({ read: () => undefined });
    source.push(`${JSON.stringify(report())}\n`);
    const response = await fetch(`${base}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: Readable.toWeb(source),
      duplex: 'half',
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader.read();
    expect(linesOf(first.value ?? '')).toMatchObject([{ line: 1, outcome: 'recorded' }]);
    source.push(`${JSON.stringify(report())}\n`);
    source.push(null);
    const second = await reader.read();
    expect(linesOf(second.value ?? '')).toMatchObject([{ line: 2, outcome: 'unchanged' }]);
    expect((await reader.read()).done).toBe(true);
  });
});

describe('A body that cannot be taken', () => {
  it('is refused if it is no JSON', async () => {
    const refused = await ledger.send('/reports', 'application/json', '{"publication":');
    expect(refused).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
  });

  it('is refused if it is larger than the operation takes', async () => {
    const everyday = JSON.stringify({ ...report(), note: 'x'.repeat(300_000) });
    const tooLarge = await ledger.send('/publishers', 'application/json', everyday);
    expect(tooLarge).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    const large = await ledger.send('/reports', 'application/json', everyday);
    expect(large).toMatchObject({ status: 400, body: { code: 'malformed-report' } });
    const huge = Buffer.alloc(16 * 1024 * 1024 + 1, ' ');
    const refused = await ledger.send('/reports', 'application/json', huge);
    expect(refused).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  });

  it('is refused in a form the operation does not read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense']) {
      const refused = await ledger.send('/reports', type, 'a=1');
      expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
    }
    const lines = await ledger.send('/publishers', 'application/x-ndjson', '{}');
    expect(lines).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });
});
