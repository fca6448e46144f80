import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkPack, type PackCheck } from '@ledger/figures-evidence';
import { publicationFacts } from '@ledger/figures-domain/testing';
import { unzipSync } from 'fflate';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

const PATH = `/figures/${KEY}/evidence`;
const HIDDEN = 'recorded-crime.all/kent/2024-06';

let ledger: ServedLedger;
let recordedFirst: string;

/** The September paper says 412, the December paper 420; another is under embargo. */
beforeAll(async () => {
  ledger = await serveExamples();
  const { post, get, caughtUp } = ledger;
  await post('/reports', reportOf());
  await caughtUp();
  recordedFirst = (await get(`/figures/${KEY}`)).body.chain[0].recordedAt;
  const change = { kind: 'routine', reason: 'late records added' };
  const december = { publication: 'december-paper', value: '420', printed: '420', change };
  await post('/reports', reportOf(december));
  const embargoed = publicationFacts({ id: 'embargoed-paper', isEmbargoed: true });
  await post('/publications', embargoed);
  const hidden = { publication: embargoed.id, value: '433', printed: '433' };
  await post('/reports', [reportOf(hidden), reportOf({ ...hidden, period: '2024-06' })]);
  await ledger.caughtUp();
  await ledger.signed();
});

afterAll(() => ledger.close());

/** The pack at an address, checked with the keys that it names. */
async function checked(query = ''): Promise<PackCheck> {
  const { status, bytes } = await ledger.get(`${PATH}${query}`);
  expect(status).toBe(200);
  const check = await checkPack(bytes);
  expect(check.faults).toEqual([]);
  return check;
}

describe('Evidence over HTTP', () => {
  it('is a file that proves what the figure is', async () => {
    const { status, headers, bytes } = await ledger.get(PATH);
    expect({ status, ...headers }).toMatchObject({
      status: 200,
      'content-type': 'application/zip',
      'content-disposition':
        'attachment; filename="evidence-recorded-crime.all-kent-2024-05.zip"',
      'cache-control': 'no-cache',
      'ledger-position': String(await ledger.head()),
    });
    const names = Object.keys(unzipSync(bytes));
    expect(names.filter((name) => !name.includes('/')).sort()).toEqual([
      ...['README.txt', 'answer.json', 'checkpoint'],
      ...['findings.json', 'keys.txt', 'question.json', 'readings.json', 'streams.json'],
    ]);
    const { answer } = await checkPack(bytes);
    const { body } = await ledger.get(`/figures/${KEY}`);
    expect({ ...(answer as object), clocks: null }).toEqual({ ...body, clocks: null });
  });

  it('is as of both clocks', async () => {
    const october = await checked('?publishedBy=2024-10-31');
    expect(october.answer).toMatchObject({ valueInForce: { value: '412' }, appearances: 1 });
    const then = await checked(`?recordedBy=${recordedFirst}`);
    expect(then.question.recordedBy).toBe(recordedFirst);
    expect(then.answer).toMatchObject({ valueInForce: { value: '412' }, appearances: 1 });
    const june = await checked('?publishedBy=2024-06-01');
    expect(june.answer).toMatchObject({ state: 'unreported' });
  });

  it('is the same file again, which need not be sent', async () => {
    const path = `${PATH}?publishedBy=2024-12-31&recordedBy=${recordedFirst}`;
    const first = await ledger.get(path);
    const etag = first.headers['etag']!;
    expect((await ledger.get(path)).bytes.equals(first.bytes)).toBe(true);
    const { status, text, headers } = await ledger.get(path, { 'if-none-match': etag });
    expect([status, text, headers['etag']]).toEqual([304, '', etag]);
  });

  it('has nothing of what is under embargo, and has it from the release on', async () => {
    const before = await ledger.get(PATH);
    expect(Object.values(unzipSync(before.bytes)).map(String).join('')).not.toContain(
      'embargoed-paper',
    );
    const refused = await ledger.get(`/figures/${HIDDEN}/evidence`);
    expect([refused.status, refused.body.code]).toEqual([404, 'unknown-figure']);
    await ledger.post('/publications/embargoed-paper/release', { reason: 'the board met' });
    await ledger.signed();
    const { status, bytes } = await ledger.get(`/figures/${HIDDEN}/evidence`);
    expect(status).toBe(200);
    const { faults, answer } = await checkPack(bytes);
    expect([faults, answer]).toEqual([
      [],
      expect.objectContaining({ valueInForce: expect.objectContaining({ value: '433' }) }),
    ]);
    expect((await checked()).answer).toMatchObject({ appearances: 3 });
  });

  it('is refused where there is none, in the words of a problem', async () => {
    for (const [path, code, headers] of [
      ['/figures/recorded-crime.all/kent/1999/evidence', 'unknown-figure', {}],
      ['/figures/nonsense/evidence', 'malformed-figure-key', {}],
      [`${PATH}?publishedBy=never`, 'malformed-parameter', {}],
      [`${PATH}?limit=3`, 'unknown-parameter', {}],
      [PATH, 'not-acceptable', { accept: 'application/json' }],
    ] as const) {
      const answer = await ledger.get(path, headers);
      expect([path, answer.headers['content-type'], answer.body.code]).toEqual([
        path,
        expect.stringContaining('application/problem+json'),
        code,
      ]);
    }
    const { status } = await ledger.post(PATH, {});
    expect(status).toBe(405);
  });
});
