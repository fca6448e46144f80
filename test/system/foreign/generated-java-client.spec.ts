import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type ServerProcess } from '../server-process.js';

const run = promisify(execFile);
const POM = join(import.meta.dirname, 'java-client', 'pom.xml');
const COMPILE_MS_MAX = 300_000;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const PAPER = 'kent-pdb-2024-09';
const OPEN_PAPER = 'client-paper';
const KEY = 'recorded-crime.all/kent/2024-05';

let folder: string;
let server: ServerProcess;
let read: Record<string, any>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-java-client-'));
  server = await startServer(join(folder, 'data'));
  await openPaper();
  const document = join(folder, 'openapi.json');
  writeFileSync(document, await (await fetch(`${server.url}/api/v1/openapi.json`)).text());
  const built = join(folder, 'client');
  const places = [`-Ddocument=${document}`, `-DoutputFolder=${built}`];
  await run('mvn', ['-q', '-B', '-f', POM, 'compile', ...places], {
    timeout: COMPILE_MS_MAX,
    maxBuffer: OUTPUT_BYTES_MAX,
    // Too short for the second compiler's work to pay.
    env: { ...process.env, MAVEN_OPTS: '-XX:TieredStopAtLevel=1' },
  });
  const classes = `${join(built, 'classes')}:${join(built, 'jars', '*')}`;
  const args = ['-cp', classes, 'ledger.ReadLedger', server.url, KEY, OPEN_PAPER, PAPER];
  const { stdout } = await run('java', args, { maxBuffer: OUTPUT_BYTES_MAX });
  read = JSON.parse(stdout);
}, COMPILE_MS_MAX);

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A publication that still accepts reports. */
async function openPaper(): Promise<void> {
  const { publication } = await json(`/publications/${PAPER}`);
  const { publisher } = publication;
  const answer = await fetch(`${server.url}/api/v1/publications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: OPEN_PAPER,
      title: 'A paper that a Java program reads',
      kind: 'report',
      publisher,
      published: '2024-10-01',
      evidence: 'made for this test',
    }),
  });
  expect(answer.status).toBe(201);
}

async function json(path: string): Promise<any> {
  const answer = await fetch(`${server.url}/api/v1${path}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Without null fields, which Java leaves out, and without the time of the request. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, one]) => one !== null && name !== 'clocks' && name !== 'recordedBy')
      .map(([name, one]) => [name, said(one)]),
  );
}

describe('A Java client that OpenAPI Generator makes of the served document', () => {
  it('reports figures, and is answered one by one', () => {
    expect(read['reported']).toEqual([
      expect.objectContaining({ outcome: 'recorded', key: 'recorded-crime.all/kent/2023-01' }),
      expect.objectContaining({ outcome: 'refused', code: 'unknown-publication' }),
    ]);
  });

  it.each([
    ['publishers', '/publishers'],
    ['areas', '/areas'],
    ['measures', '/measures'],
    ['figure', `/figures/${KEY}`],
    ['history', `/figures/${KEY}/history`],
    ['found', '/figures?measure=recorded-crime'],
    ['series', '/series/recorded-crime.all'],
    ['publications', '/publications'],
    ['publication', `/publications/${OPEN_PAPER}`],
    ['printed', `/publications/${OPEN_PAPER}/figures`],
    ['compared', `/publications/${OPEN_PAPER}/compare/${PAPER}`],
    ['followUps', '/follow-ups'],
    ['events', '/events?limit=3'],
    ['ready', '/health/ready'],
  ])('reads %s and loses nothing of it', async (name, path) => {
    const answer = await json(path);
    expect(said(answer)).not.toEqual({});
    expect(said(read[name])).toEqual(said(answer));
  });

  it('reads the seal of a capture that is complete', () => {
    const papers: any[] = read['publications'].publications;
    const sealed = papers.find(({ id }) => id === PAPER);
    expect(sealed.capture).toMatchObject({ state: 'sealed', sealings: 1 });
    expect(sealed.capture.seal.appearances).toBeGreaterThan(100);
  });
});
