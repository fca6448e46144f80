import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { force, kent, measureFacts, papers } from '@ledger/figures-domain/testing';
import {
  KEY,
  reportOf,
  serveExamples,
  type Served,
  type ServedLedger,
} from './served-ledger.js';

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
  await ledger.post('/reports', reportOf());
  await ledger.caughtUp();
});

afterAll(() => ledger.close());

const RUNS = { numRuns: 150 };

/** Valid bodies of each operation, to be mutated. */
const BODIES: Readonly<Record<string, object>> = {
  '/reports': reportOf(),
  '/publishers': force,
  '/areas': { ...kent, parent: 'kent' },
  '/measures': measureFacts(),
  '/measures/recorded-crime.all/definitions': {
    version: 2,
    validFrom: '2023-04',
    definition: 'as counted since',
    breaks: true,
    notice: { publication: 'september-paper', line: 3 },
  },
  '/ownerships': {
    measures: 'recorded-crime',
    area: 'kent',
    source: 'ons',
    owner: 'ons',
    from: '2025-04',
    reason: 'a slip',
  },
  '/publications': {
    ...papers.september,
    window: '2024-05..2024-07',
    artefact: { file: 'a.txt', sha256: 'a'.repeat(64), bytes: 9, mediaType: 'text/plain' },
    part: { pack: 'pack', title: 'part', lines: [1, 9] },
  },
  '/publications/september-paper/reopen': { reason: 'a page was missed' },
  '/publications/september-paper/supersede': { by: 'december-paper', reason: 'reissued' },
  [`/figures/${KEY}/corrections`]: {
    corrects: '00000000-0000-8000-8000-000000000000',
    reason: 'misread',
    value: '8',
    printed: '8',
    unit: 'offences',
    markers: ['p'],
  },
  [`/figures/${KEY}/retractions`]: {
    retracts: '00000000-0000-8000-8000-000000000000',
    reason: 'no figure is printed there',
  },
  '/follow-ups': {
    id: 'x',
    title: 'Why?',
    owner: 'somebody',
    subject: { publication: 'september-paper', figure: KEY, line: 1 },
    raisedOn: '2024-09-05',
  },
  '/follow-ups/x/updates': { owner: 'somebody else', due: '2024-10-01' },
  '/follow-ups/x/close': { outcome: 'answered' },
};

const READS = [
  '/figures',
  `/figures/${KEY}`,
  `/figures/${KEY}/history`,
  '/series/recorded-crime.all',
  '/publications',
  '/publications/september-paper',
  '/publications/september-paper/figures',
  '/publications/september-paper/compare/december-paper',
  '/publishers',
  '/areas',
  '/measures',
  '/measures/recorded-crime.all',
  '/follow-ups',
  '/events',
  '/problems',
];

const NAMES = [
  'q',
  'limit',
  'cursor',
  'measure',
  'area',
  'period',
  'publication',
  'marker',
  'publishedBy',
  'recordedBy',
  'statistic',
  'breakdown',
  'comparedWith',
  'status',
  'after',
  'types',
  'stream',
  'only',
];

/** Texts that have caused failures elsewhere. */
const TROUBLE = [
  '',
  ' ',
  '\0',
  '\ud800',
  '%',
  "'",
  '"',
  '\\',
  '__proto__',
  'constructor',
  'toString',
  'then',
  '9'.repeat(400),
  '1e999',
  'NaN',
  '-0',
  '0000-00-00',
  '2024-02-30',
  '9999-12-31',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
  'unstated@',
  '../..',
  '../../etc',
  '2024..2023',
  'WzEsMiwzXQ',
  'WyIiLCIiXQ',
  'WyJcdWQ4MDAiXQ',
];

const text = fc.oneof(fc.constantFrom(...TROUBLE), fc.string(), fc.string({ unit: 'binary' }));
const anything = fc.oneof(
  text,
  fc.jsonValue(),
  fc.double(),
  fc.constantFrom(null, true, [], {}, [[]], { __proto__: null }, 1e308, -1, 0.5),
  fc.dictionary(text, fc.jsonValue()),
);

/** Texts with a terminal or bidirectional control, but no tab or line end. */
const unstorable = fc
  .tuple(
    fc.string(),
    fc.constantFrom(
      ...['\0', '\u0001', '\b', '\u000b', '\f', '\u001b', '\u007f'],
      ...['\u061c', '\u200e', '\u202e', '\u2066', '\u2069'],
    ),
    fc.string(),
  )
  .map((parts) => parts.join(''));

function isNoOutage({ status, text: body }: Served): void {
  if (status >= 500) throw new Error(`${status}: ${body}`);
}

describe('No input', () => {
  it.each(Object.entries(BODIES))('breaks POST %s by a bent body', async (path, body) => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(body), 'surprise', '__proto__', 'constructor'),
        anything,
        async (name, value) => {
          const bent = JSON.stringify({ ...body, [name]: value });
          isNoOutage(await ledger.send(path, 'application/json', bent));
        },
      ),
      RUNS,
    );
  });

  it('breaks POST /reports by a bent locator or announcement', async () => {
    const names = fc.constantFrom('locator', 'change', 'breakdown', 'markers');
    await fc.assert(
      fc.asyncProperty(names, fc.dictionary(text, anything), async (name, value) => {
        isNoOutage(await ledger.post('/reports', [reportOf({ [name]: value })]));
      }),
      RUNS,
    );
  });

  it('is taken as a report with a character that not every store keeps', async () => {
    const texts = fc.constantFrom(
      (printed: string) => ({ printed }),
      (note: string) => ({ note }),
      (unit: string) => ({ unit }),
      (row: string) => ({ locator: { row } }),
      (reason: string) => ({ change: { kind: 'routine', reason } }),
    );
    const before = await ledger.head();
    await fc.assert(
      fc.asyncProperty(texts, unstorable, async (fields, text) => {
        const lines = [reportOf(fields(text)), reportOf()].map((one) => JSON.stringify(one));
        const type = 'application/x-ndjson';
        const { status, text: answers } = await ledger.send('/reports', type, lines.join('\n'));
        expect(status).toBe(200);
        expect(
          answers
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line)),
        ).toMatchObject([
          { line: 1, outcome: 'refused', code: 'malformed-report' },
          { line: 2, outcome: 'unchanged' },
        ]);
      }),
      RUNS,
    );
    expect(await ledger.head()).toBe(before);
  });

  it('is taken as a command with such a character', async () => {
    const before = await ledger.head();
    await fc.assert(
      fc.asyncProperty(unstorable, async (title) => {
        const { status, body } = await ledger.post('/areas', {
          ...kent,
          id: 'a',
          title: `a${title}`,
        });
        expect(status).toBe(400);
        expect(['malformed-json', 'malformed-text']).toContain(body.code);
      }),
      RUNS,
    );
    expect(await ledger.head()).toBe(before);
  });

  it('breaks any operation by nesting without end', async () => {
    const depth = 50_000;
    for (const [path, body] of Object.entries(BODIES)) {
      for (const [open, close] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const) {
        const nested = `${open.repeat(depth)}0${close.repeat(depth)}`;
        for (const name of Object.keys(body)) {
          const bent = JSON.stringify({ ...body, [name]: '$' }).replace('"$"', nested);
          isNoOutage(await ledger.send(path, 'application/json', bent));
        }
        isNoOutage(
          await ledger.send('/reports', 'application/x-ndjson', `${nested}\n${nested}`),
        );
      }
    }
  });

  it('breaks any operation by bytes that are no JSON', async () => {
    const paths = fc.constantFrom(...Object.keys(BODIES));
    const types = fc.constantFrom('application/json', 'application/x-ndjson', 'text/plain');
    await fc.assert(
      fc.asyncProperty(paths, types, fc.uint8Array(), async (path, type, bytes) => {
        isNoOutage(await ledger.send(path, type, Buffer.from(bytes)));
      }),
      RUNS,
    );
  });

  it.each(READS)('breaks GET %s by its parameters', async (path) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), text, async (name, value) => {
        const query = new URLSearchParams({ [name]: value });
        isNoOutage(await ledger.get(`${path}?${query.toString()}`));
      }),
      RUNS,
    );
  });

  it('breaks any read by what stands in its address', async () => {
    const starts = fc.constantFrom('figures', 'series', 'publications', 'measures', 'tables');
    await fc.assert(
      fc.asyncProperty(starts, fc.array(text, { maxLength: 5 }), async (start, parts) => {
        const path = parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/');
        isNoOutage(await ledger.get(`/${start}/${path}`));
        isNoOutage(await ledger.ask({ method: 'GET', url: `/figures/${path}` }));
        isNoOutage(await ledger.ask({ method: 'GET', url: `/publications/${path}` }));
      }),
      RUNS,
    );
  });

  it('breaks any read by its headers', async () => {
    const names = [
      'accept',
      'if-none-match',
      'ledger-wait-for',
      'last-event-id',
      'correlation-id',
    ];
    const value = fc.string({ unit: 'grapheme-ascii' });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), value, async (name, header) => {
        fc.pre(!/^\d+$/.test(header));
        isNoOutage(await ledger.get('/areas', { [name]: header }));
        isNoOutage(await ledger.get('/figures', { [name]: header }));
      }),
      RUNS,
    );
  });

  it('that was taken stops a projection', async () => {
    await ledger.caughtUp();
    expect(await ledger.get('/health/ready')).toMatchObject({ status: 200 });
  });

  it('breaks any operation by its method', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'] as const) {
      for (const path of [...READS, ...Object.keys(BODIES)]) {
        isNoOutage(await ledger.ask({ method, url: `/api/v1${path}` }));
      }
    }
  });
});
