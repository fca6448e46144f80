import {
  dimensionFacts,
  force,
  measureFacts,
  publicationFacts,
} from '@ledger/figures-domain/testing';
import { KEY, reportOf, type Method, type Served, type ServedLedger } from './served-ledger.js';

/** A call of an operation: its parameters and its body. */
export interface Call {
  readonly named?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly lines?: readonly unknown[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly expects: number;
}

const read: readonly Call[] = [{ expects: 200 }, { query: '?surprise=1', expects: 400 }];
const CSV = { accept: 'text/csv' };
const paper = publicationFacts({ id: 'openapi-paper', isEmbargoed: true });
const report = reportOf({ publication: 'openapi-paper' });
const followUp = {
  id: 'openapi.ask',
  title: 'Why?',
  owner: 'Somebody',
  subject: { figure: KEY },
};
const ofPaper = { id: 'openapi-paper' };
const ofFollowUp = { id: 'openapi.ask' };
const reason = { reason: 'a page was missed' };

/** Calls of every operation, in an order in which they can succeed. */
export const CALLS: Readonly<Record<string, readonly Call[]>> = {
  'POST /api/v1/publishers': [
    { body: { ...force, id: 'openapi' }, expects: 201 },
    { body: force, expects: 200 },
    { body: {}, expects: 400 },
    { body: force, headers: { origin: 'https://page.example' }, expects: 403 },
    { body: { ...force, title: 'Another' }, expects: 409 },
  ],
  'POST /api/v1/publishers/{id}/corrections': [
    { named: { id: 'openapi' }, body: { title: 'B', kind: 'c', ...reason }, expects: 200 },
    { named: { id: 'none' }, body: { title: 'B', kind: 'c', ...reason }, expects: 404 },
  ],
  'GET /api/v1/publishers': [...read, { headers: { host: 'ledger.example' }, expects: 421 }],
  'POST /api/v1/areas': [
    { body: { id: 'openapi', title: 'An area', kind: 'ward', parent: 'kent' }, expects: 201 },
    { body: { id: 'lost', title: 'An area', kind: 'ward', parent: 'none' }, expects: 422 },
  ],
  'POST /api/v1/areas/{id}/corrections': [
    { named: { id: 'openapi' }, body: { title: 'B', kind: 'ward', ...reason }, expects: 200 },
    {
      named: { id: 'openapi' },
      body: { title: 'B', kind: 'ward', parent: 'none', ...reason },
      expects: 422,
    },
    { named: { id: 'none' }, body: { title: 'B', kind: 'ward', ...reason }, expects: 404 },
  ],
  'GET /api/v1/areas': read,
  'POST /api/v1/dimensions': [
    { body: dimensionFacts('openapi', 'one', 'two'), expects: 201 },
    { body: dimensionFacts('openapi', 'two'), expects: 200 },
    { body: { ...dimensionFacts('openapi', 'two'), title: 'Another' }, expects: 409 },
    { body: dimensionFacts('openapi'), expects: 400 },
  ],
  'GET /api/v1/dimensions': read,
  'POST /api/v1/ownerships': [
    { body: { measures: 'recorded-crime', area: 'kent', owner: 'kent-police' }, expects: 201 },
    { body: { measures: 'recorded-crime', area: 'kent', owner: 'kent-police' }, expects: 200 },
    { body: { measures: 'recorded-crime', area: 'kent', owner: 'ons' }, expects: 409 },
    { body: { owner: 'nobody' }, expects: 422 },
    { body: { measures: 'Crime', owner: 'kent-police' }, expects: 400 },
  ],
  'GET /api/v1/ownerships': [
    ...read,
    { query: '?measure=recorded-crime.all&area=kent', expects: 200 },
  ],
  'POST /api/v1/measures': [
    { body: measureFacts({ code: 'recorded-crime.all.openapi' }), expects: 201 },
    { body: measureFacts({ code: 'orphan', owner: 'nobody' }), expects: 422 },
  ],
  'POST /api/v1/measures/{code}/definitions': [
    {
      named: { code: 'recorded-crime.all' },
      body: {
        version: 2,
        validFrom: '2023-04',
        definition: 'as counted since',
        breaks: true,
        notice: { publication: 'september-paper', line: 3 },
      },
      expects: 200,
    },
    {
      named: { code: 'none' },
      body: { version: 2, validFrom: '2023', definition: 'x', breaks: false },
      expects: 404,
    },
  ],
  'GET /api/v1/measures': read,
  'GET /api/v1/measures/{code}': [
    { named: { code: 'recorded-crime.all' }, expects: 200 },
    { named: { code: 'none' }, expects: 404 },
  ],
  'POST /api/v1/publications': [
    {
      body: {
        ...paper,
        window: '2024-05..2024-07',
        artefact: {
          file: 'a.pdf',
          sha256: 'a'.repeat(64),
          bytes: 9,
          mediaType: 'application/pdf',
        },
        part: { pack: 'a-pack', title: 'A part', lines: [1, 90] },
      },
      expects: 201,
    },
    { body: { ...paper, id: 'Not A Name' }, expects: 400 },
  ],
  'POST /api/v1/publications/{id}/release': [
    { named: ofPaper, body: reason, expects: 200 },
    { named: { id: 'september-paper' }, body: reason, expects: 409 },
  ],
  'POST /api/v1/reports': [
    { body: report, expects: 201 },
    { body: report, expects: 200 },
    { body: { ...report, value: 'many' }, expects: 400 },
    { body: { ...report, area: 'none' }, expects: 422 },
    { body: { ...report, value: '1', printed: '1' }, expects: 409 },
    {
      body: [
        report,
        { ...report, period: '2024-06', markers: ['p'], note: 'incomplete' },
        { ...report, period: '2024-07', breakdown: { channel: '101' } },
        {
          ...report,
          publication: 'december-paper',
          value: '420',
          printed: '420',
          change: { kind: 'restatement', reason: 'new rules', definitionVersion: 2 },
        },
        { ...report, publication: 'march-paper', value: '400', printed: '400' },
        { ...report, period: '2024-06', area: 'none' },
        {
          ...report,
          period: '2024-08',
          value: null,
          printed: '[x]',
          markers: ['x'],
        },
      ],
      expects: 200,
    },
    { lines: [report, 'no report'], expects: 200 },
    { body: report, headers: { 'content-type': 'text/plain' }, expects: 415 },
  ],
  'GET /api/v1/figures': [
    ...read,
    { query: '?q=crime', expects: 200 },
    { query: '?q=420', expects: 200 },
    { headers: CSV, expects: 200 },
    { headers: { accept: 'image/png' }, expects: 406 },
    { query: '?measure=none', expects: 404 },
  ],
  'GET /api/v1/figures/{key}': [
    { named: { key: KEY }, expects: 200 },
    { named: { key: KEY }, query: '?publishedBy=2024-09-15', expects: 200 },
    { named: { key: 'recorded-crime.all/kent/2024-08' }, expects: 200 },
    { named: { key: 'recorded-crime.all/kent/1999' }, expects: 404 },
    { named: { key: 'nonsense' }, expects: 400 },
  ],
  'GET /api/v1/figures/{key}/evidence': [
    { named: { key: KEY }, expects: 200 },
    { named: { key: KEY }, query: '?publishedBy=2024-09-15', expects: 200 },
    { named: { key: KEY }, query: '?surprise=1', expects: 400 },
    { named: { key: KEY }, headers: { accept: 'application/json' }, expects: 406 },
    { named: { key: 'recorded-crime.all/kent/1999' }, expects: 404 },
    { named: { key: 'nonsense' }, expects: 400 },
  ],
  'GET /api/v1/figures/{key}/findings': [
    { named: { key: KEY }, expects: 200 },
    { named: { key: KEY }, query: '?surprise=1', expects: 400 },
  ],
  'GET /api/v1/figures/{key}/used-in': [{ named: { key: KEY }, expects: 200 }],
  'GET /api/v1/changes': [
    ...read,
    { query: '?kind=revised,contradicted&sort=largest', expects: 200 },
    { query: '?kind=moved', expects: 400 },
    { query: '?sizeMin=-1', expects: 400 },
    { query: '?measure=none', expects: 404 },
    { headers: CSV, expects: 200 },
  ],
  'GET /api/v1/findings': [
    ...read,
    { query: '?verdict=all', expects: 200 },
    { query: '?verdict=none', expects: 400 },
    { query: '?publication=none', expects: 404 },
    { headers: CSV, expects: 200 },
  ],
  'POST /api/v1/findings/reviews': [
    { body: {}, expects: 200 },
    { body: { publication: 'none' }, expects: 422 },
  ],
  'GET /api/v1/findings/{id}': [
    { named: { id: '$FINDING' }, expects: 200 },
    { named: { id: 'none' }, expects: 404 },
  ],
  'POST /api/v1/findings/{id}/decisions': [
    {
      named: { id: '$FINDING' },
      body: { decision: 'accepted', reason: 'the force agrees' },
      expects: 200,
    },
    { named: { id: 'none' }, body: { decision: 'accepted', ...reason }, expects: 404 },
    { named: { id: 'none' }, body: { decision: 'reconciled', ...reason }, expects: 400 },
  ],
  'GET /api/v1/figures/{key}/history': [
    { named: { key: KEY }, expects: 200 },
    { named: { key: 'recorded-crime.all/kent/1999' }, expects: 404 },
  ],
  'POST /api/v1/figures/{key}/corrections': [
    {
      named: { key: KEY },
      body: {
        corrects: '$EVENT',
        reason: 'misread',
        value: '411',
        printed: '411',
        unit: 'offences',
        qualifier: 'exact',
        markers: ['p'],
      },
      expects: 200,
    },
    { named: { key: KEY }, body: {}, expects: 400 },
  ],
  'POST /api/v1/figures/{key}/retractions': [
    {
      named: { key: KEY },
      body: { retracts: '$EVENT', reason: 'no such figure' },
      expects: 200,
    },
    { named: { key: KEY }, body: { retracts: 'it', reason: 'no such figure' }, expects: 400 },
    { named: { key: 'nonsense' }, body: { retracts: '$EVENT', reason: 'x' }, expects: 400 },
  ],
  'GET /api/v1/series/{measure}': [
    { named: { measure: 'recorded-crime.all' }, expects: 200 },
    { named: { measure: 'recorded-crime.all' }, headers: CSV, expects: 200 },
    {
      named: { measure: 'recorded-crime.all' },
      headers: { accept: 'application/vnd.sdmx.data+csv' },
      expects: 200,
    },
    { named: { measure: 'none' }, expects: 404 },
  ],
  'POST /api/v1/publications/{id}/seal': [
    { named: ofPaper, body: {}, expects: 200 },
    { named: { id: 'none' }, body: {}, expects: 404 },
    { named: ofPaper, expects: 415 },
    { named: ofPaper, body: reason, expects: 400 },
  ],
  'POST /api/v1/publications/{id}/reopen': [
    { named: { id: 'december-paper' }, body: reason, expects: 409 },
    { named: ofPaper, body: reason, expects: 200 },
  ],
  'POST /api/v1/publications/{id}/supersede': [
    { named: ofPaper, body: { ...reason, by: 'december-paper' }, expects: 200 },
    { named: ofPaper, body: { ...reason, by: 'none' }, expects: 422 },
  ],
  'POST /api/v1/publications/{id}/sightings': [
    {
      named: ofPaper,
      body: { seenAt: '2024-10-02T09:00:00Z', sha256: 'a'.repeat(64), address: 'a.example' },
      expects: 200,
    },
    { named: ofPaper, body: { seenAt: '2024-11-02T09:00:00Z', sha256: null }, expects: 200 },
    { named: ofPaper, body: { seenAt: 'never', sha256: null }, expects: 400 },
    { named: ofPaper, body: { seenAt: '2024-10-02T09:00:00Z' }, expects: 400 },
    {
      named: ofPaper,
      body: { seenAt: '2024-10-02T09:00:00Z', sha256: 'b'.repeat(64) },
      expects: 409,
    },
    { named: ofPaper, body: { seenAt: '2023-10-02T09:00:00Z', sha256: null }, expects: 422 },
    {
      named: { id: 'december-paper' },
      body: { seenAt: '2025-01-02T09:00:00Z', sha256: null },
      expects: 409,
    },
  ],
  'GET /api/v1/publications': [...read, { query: '?q=board', expects: 200 }],
  'GET /api/v1/publications/{id}': [
    { named: ofPaper, query: '?publishedBy=2025', expects: 200 },
    { named: { id: 'none' }, expects: 404 },
  ],
  'GET /api/v1/publications/{id}/figures': [
    { named: ofPaper, expects: 200 },
    { named: ofPaper, headers: CSV, expects: 200 },
  ],
  'GET /api/v1/publications/{id}/compare/{other}': [
    { named: { ...ofPaper, other: 'december-paper' }, expects: 200 },
    { named: { ...ofPaper, other: 'none' }, expects: 404 },
  ],
  'POST /api/v1/follow-ups': [
    { body: followUp, expects: 201 },
    { body: { ...followUp, subject: { publication: 'none' } }, expects: 422 },
  ],
  'POST /api/v1/follow-ups/{id}/updates': [
    { named: ofFollowUp, body: { owner: 'Another', due: '2025-01-15' }, expects: 200 },
    { named: { id: 'none' }, body: {}, expects: 404 },
    { named: ofFollowUp, body: {}, expects: 422 },
  ],
  'POST /api/v1/follow-ups/{id}/close': [
    { named: ofFollowUp, body: { outcome: 'answered', closedOn: '2025-01-10' }, expects: 200 },
  ],
  'GET /api/v1/follow-ups': [
    ...read,
    { query: '?status=closed', expects: 200 },
    { query: '?publication=none', expects: 404 },
  ],
  'GET /api/v1/events': [
    ...read,
    { query: '?limit=500', expects: 200 },
    { headers: { accept: 'text/event-stream' }, expects: 406 },
  ],
  'GET /api/v1/events/stream': [
    { expects: 200 },
    { headers: { 'last-event-id': 'none' }, expects: 400 },
    { headers: { accept: 'application/json' }, expects: 406 },
  ],
  'GET /api/v1/findings/stream': [
    { expects: 200 },
    { headers: { 'last-event-id': 'none' }, expects: 400 },
    { headers: { accept: 'application/json' }, expects: 406 },
  ],
  'GET /api/v1/tables/{name}': [
    { named: { name: 'series' }, expects: 200 },
    { named: { name: 'none' }, expects: 404 },
  ],
  'GET /api/v1/health/live': [{ expects: 200 }],
  'GET /api/v1/health/ready': [{ expects: 200 }],
  'GET /health/live': [{ expects: 200 }],
  'GET /health/ready': [{ expects: 200 }],
  'GET /api/v1/metrics': [{ expects: 200 }],
  'GET /metrics': [{ expects: 200 }],
  'GET /api/v1/problems': [{ expects: 200 }],
  'GET /api/v1/problems/{code}': [
    { named: { code: 'unknown-area' }, expects: 200 },
    { named: { code: 'none' }, expects: 404 },
  ],
  'GET /api/v1/openapi.json': [{ expects: 200 }],
  'GET /api/v1/asyncapi.json': [{ expects: 200 }],
};

/** Calls an operation, and waits until the views reflect what it changed. */
export async function callOperation(
  ledger: ServedLedger,
  operation: string,
  call: Call,
): Promise<Served> {
  const [method = '', path = ''] = operation.split(' ');
  const named = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => call.named?.[name] ?? '');
  const url = `${await withFinding(ledger, named)}${call.query ?? ''}`;
  if (url.endsWith('/stream') && call.expects === 200) return firstOfStream(ledger, url);
  const type = call.lines === undefined ? 'application/json' : 'application/x-ndjson';
  const payload =
    call.lines?.map((line) => JSON.stringify(line)).join('\n') ??
    (await bodyOf(ledger, call.body));
  if (operation.endsWith('/evidence')) await ledger.signed();
  const headers = {
    ...(payload === undefined ? {} : { 'content-type': type }),
    ...call.headers,
  };
  const answer = await ledger.ask({
    method: method as Method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  await ledger.caughtUp();
  return answer;
}

/** The body to send: `$EVENT` stands for an event that can be corrected. */
export async function bodyOf(ledger: ServedLedger, body: unknown): Promise<string | undefined> {
  const text = JSON.stringify(body);
  if (!text?.includes('$EVENT')) return text;
  const { body: history } = await ledger.get(`/figures/${KEY}/history`);
  return text.replace('$EVENT', history.events[0].eventId);
}

/** The address to call: `$FINDING` stands for a finding that can be decided. */
async function withFinding(ledger: ServedLedger, path: string): Promise<string> {
  if (!path.includes('$FINDING')) return path;
  const { body } = await ledger.get('/findings?verdict=impossible&limit=1');
  return path.replace('$FINDING', body.findings[0]?.id ?? 'none');
}

async function firstOfStream(ledger: ServedLedger, url: string): Promise<Served> {
  const response = await fetch(`${await ledger.address()}${url}`);
  await response.body?.cancel();
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, headers, bytes: Buffer.of(), text: '', body: undefined };
}
