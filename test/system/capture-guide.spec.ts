import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLI, SEEDS } from './built.js';
import { environmentWithoutEngines } from './environment.js';

const GUIDE = readFileSync(join(SEEDS, 'capture-your-own-paper.md'), 'utf8');
const BLOCK = /^```(?<info>\S+(?: [^\n]+)?)\n(?<body>[\s\S]*?)^```$/gm;

interface Step {
  readonly info: string;
  readonly body: string;
}

interface Ran {
  readonly command: string;
  readonly status: number;
  readonly out: string;
  readonly isToFail: boolean;
}

const steps: readonly Step[] = Array.from(GUIDE.matchAll(BLOCK), ({ groups }) => ({
  info: groups?.['info'] ?? '',
  body: groups?.['body'] ?? '',
}));

let folder: string;
const ran: Ran[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-guide-'));
  for (const { info, body } of steps) {
    const file = / file=(\S+)$/.exec(info)?.[1];
    if (file !== undefined) write(file, body);
    else
      for (const line of body.trim().split('\n'))
        ran.push(await run(line, info === 'sh fails'));
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function run(command: string, isToFail: boolean): Promise<Ran> {
  const args = Array.from(
    command.matchAll(/"([^"]*)"|(\S+)/g),
    ([, quoted, word]) => quoted ?? word!,
  );
  expect(args[0]).toBe('ledger');
  const env = { ...environmentWithoutEngines(), LEDGER_DATA: join(folder, 'ledger') };
  return new Promise((resolve) => {
    const options = { cwd: folder, env };
    execFile(process.execPath, [CLI, ...args.slice(1)], options, (error, out, err) => {
      const status = error === null ? 0 : Number(error.code);
      resolve({ command, status, out: `${out}${err}`, isToFail });
    });
  });
}

describe('The guide to capturing a paper of one’s own', () => {
  it('leads to the end by its own files and commands', () => {
    expect(ran).toHaveLength(7);
    const wrong = ran.filter(({ status, isToFail }) => (status === 1) !== isToFail);
    expect(wrong).toEqual([]);
  });

  it('leaves the numbers unaccounted that it says', () => {
    const { out = '' } = ran.find(({ isToFail }) => isToFail) ?? {};
    const left = out.match(/, line \d+, column \d+: \S+/g);
    expect(left).toEqual([
      expect.stringMatching(/, line 1, .*: quarter$/),
      expect.stringMatching(/, line 1, .*: 2025$/),
    ]);
  });

  it('records every figure of the paper, each at its line', () => {
    const { out = '' } = ran.at(-1) ?? {};
    const rows = out.trim().split(/\r?\n/).slice(1);
    expect(rows).toHaveLength(11);
    expect(out).toContain('harbour.arrest-rate/dover-harbour/2025-03');
    expect(ran.find(({ command }) => command.includes('verify'))?.out).toContain(
      '11 compared with the documents, 0 do not agree',
    );
  });
});
