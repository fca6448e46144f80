import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { bodyOf, callOperation, CALLS } from './operation-calls.js';
import { reportOf, serveExamples, type Served, type ServedLedger } from './served-ledger.js';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, DescribedResponse>>;
}

interface DescribedResponse {
  readonly description: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

const DOCUMENT = 'document';
let ledger: ServedLedger;
let ajv: Ajv2020;
let operations: ReadonlyMap<string, Operation>;

beforeAll(async () => {
  ledger = await serveExamples();
  const change = { statistic: 'change', comparedWith: '2018-05', value: '30', printed: '30' };
  await ledger.post('/reports', [
    reportOf({ period: '2019-05', value: '121', printed: '121', locator: { line: 1 } }),
    reportOf({ period: '2018-05', value: '101', printed: '101', locator: { line: 2 } }),
    reportOf({ period: '2019-05', ...change, locator: { line: 3 } }),
  ]);
  await ledger.caughtUp();
  const { body: document } = await ledger.get('/openapi.json');
  ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, DOCUMENT);
  operations = new Map(
    Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(
        ([method, one]) => [`${method.toUpperCase()} ${path}`, one] as const,
      ),
    ),
  );
});

afterAll(() => ledger.close());

/** A JSON Pointer into the document. */
function pointer(...parts: readonly string[]): string {
  const escaped = parts.map((part) =>
    encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  return `${DOCUMENT}#/${escaped.join('/')}`;
}

/** The errors that the document's schema at a path reports. */
function faults(value: unknown, ...place: readonly string[]): string | null {
  const isSound = ajv.validate({ $ref: pointer(...place) }, value);
  return isSound ? null : `${ajv.errorsText()}\n${JSON.stringify(value).slice(0, 2_000)}`;
}

function placeOf(operation: string): [string, string, string] {
  const [method = '', path = ''] = operation.split(' ');
  return ['paths', path, method.toLowerCase()];
}

function checkAnswer(operation: string, answer: Served): void {
  const { responses } = operations.get(operation)!;
  const status = documentedStatus(operation, answer);
  const response = responses[status];
  expect(Object.keys(responses)).toContain(status);
  expect(answer.headers['ledger-position']).toMatch(/^\d+$/);
  const type = (answer.headers['content-type'] ?? '').split(';')[0]!;
  expect(Object.keys(response?.content ?? {})).toContain(type);
  const place = [...placeOf(operation), 'responses', status, 'content', type];
  if (/json$/.test(type) && type !== 'application/x-ndjson') {
    const body = answer.status < 300 ? described(operation, answer.body) : answer.body;
    expect(faults(body, ...place, 'schema')).toBeNull();
  }
  if (type !== 'application/x-ndjson') return;
  for (const line of answer.text.trim().split('\n')) {
    expect(faults(JSON.parse(line), 'components', 'schemas', 'ReportAnswer')).toBeNull();
  }
}

/** A single added report is answered with 201, as the text of the document says. */
function documentedStatus(operation: string, { status }: Served): string {
  return operation === 'POST /api/v1/reports' && status === 201 ? '200' : String(status);
}

/**
 * The document describes reports in an array; a single one may go without it, in both
 * directions.
 */
function described(operation: string, body: unknown): unknown {
  return operation === 'POST /api/v1/reports' && !Array.isArray(body) ? [body] : body;
}

describe('The OpenAPI document', () => {
  it('describes exactly the operations that are called here', () => {
    expect([...operations.keys()].sort()).toEqual(Object.keys(CALLS).sort());
  });

  it.each(Object.keys(CALLS))('describes %s truly', async (operation) => {
    const { requestBody } = operations.get(operation)!;
    const forms = new Set<string>();
    for (const call of CALLS[operation]!) {
      if (call.expects < 300 && call.body !== undefined) {
        expect(requestBody).toBeDefined();
        const place = [...placeOf(operation), 'requestBody', 'content', 'application/json'];
        const body = JSON.parse((await bodyOf(ledger, call.body)) ?? 'null');
        expect(faults(described(operation, body), ...place, 'schema')).toBeNull();
      }
      const answer = await callOperation(ledger, operation, call);
      expect({ call, status: answer.status, text: answer.text }).toMatchObject({
        status: call.expects,
      });
      checkAnswer(operation, answer);
      if (answer.status < 300) forms.add((answer.headers['content-type'] ?? '').split(';')[0]!);
    }
    const { responses } = operations.get(operation)!;
    const promised = ['200', '201'].flatMap((status) =>
      Object.keys(responses[status]?.content ?? {}),
    );
    expect([...forms].sort()).toEqual([...new Set(promised)].sort());
  });

  const change = { statistic: 'change', value: '7', printed: '7', unit: 'offences' };
  const missing = { value: null, printed: '..' };
  it.each<[boolean, string, object]>([
    [true, 'a value without a comparison', {}],
    [false, 'a comparison without a statistic', { comparedWith: '2023-05' }],
    [true, 'a change with what it is against', { ...change, comparedWith: '2023-05' }],
    [false, 'a change against nothing', change],
    [false, 'a mean against something', { ...change, statistic: 'mean', comparedWith: '2023' }],
    [true, 'no number and the reason', { ...missing, markers: ['x'] }],
    [false, 'no number and no reason', missing],
    [false, 'no number and a marker that gives none', { ...missing, markers: ['p'] }],
    [false, 'a number and a reason for none', { markers: ['c'] }],
    [true, 'a number too low to show', { value: '0', printed: '0 [low]', markers: ['low'] }],
    [true, 'none for the same reason', { value: null, printed: '[low]', markers: ['low'] }],
  ])('says of a report, as the server does, %s: %s', async (isTaken, what, fields) => {
    const line = { table: what, line: 30 };
    const said = reportOf({ period: '2001-03', locator: line, ...fields });
    expect(faults(said, 'components', 'schemas', 'Report') === null).toBe(isTaken);
    const { status, body } = await ledger.post('/reports', said);
    expect([status < 300, body]).toEqual([isTaken, expect.anything()]);
  });

  it('has a description of every problem that its operations can answer with', async () => {
    const codes = [...operations.values()].flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, { description }]) =>
        Number(status) < 400
          ? []
          : [...description.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!),
      ),
    );
    expect(codes.length).toBeGreaterThan(100);
    for (const code of new Set(codes)) {
      expect(await ledger.get(`/problems/${code}`)).toMatchObject({
        status: 200,
        body: { code },
      });
    }
  });
});
