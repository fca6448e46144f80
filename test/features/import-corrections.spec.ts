import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { getFigure, getPublication } from '@ledger/figures-read-models';
import { inLedger, runLedger } from './command-line.js';

const COLUMNS = ['measure', 'area', 'period', 'statistic', 'compared_with', 'breakdown'];
COLUMNS.push('value', 'printed', 'unit', 'qualifier', 'markers', 'role', 'section', 'table');
COLUMNS.push('row', 'column', 'line', 'occurrence', 'change_kind', 'change_reason', 'note');

interface Row {
  readonly period: string;
  readonly value: string;
  readonly line: string;
  readonly note?: string;
}

const MAY = { period: '2024-05', value: '421', line: '3' };
const JUNE = { period: '2024-06', value: '7', line: '4' };
const JULY = { period: '2024-07', value: '9', line: '5' };
const REASON = 'the sheet was captured from the wrong columns';

let root: string;
let seeds: string;
const ledger = (...args: readonly string[]) => runLedger(join(root, 'data'), ...args);
const publication = () => join(seeds, 'paper-2024');

function write(file: string, ...lines: readonly string[]): void {
  const path = join(seeds, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join('\n')}\n`);
}

function writeSheet(...rows: readonly Row[]): void {
  const lines = rows.map((row) => {
    const same = { measure: 'crime.all', area: 'county', unit: 'offences', role: 'primary' };
    const cells: Readonly<Record<string, string>> = { ...same, printed: row.value, ...row };
    return COLUMNS.map((column) => cells[column] ?? '').join(',');
  });
  write('paper-2024/01-crime.csv', COLUMNS.join(','), ...lines);
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'ledger-import-'));
  seeds = join(root, 'seeds');
  write('publishers.csv', 'id,title,kind', 'force,The Force,police-force');
  write('areas.csv', 'id,title,kind,parent', 'county,The County,force-area,');
  write(
    'measures.csv',
    'code,title,units,value_type,kind,polarity,owner,sum_of,made_from,version,valid_from,' +
      'definition,breaks,publication,line',
    'crime.all,All crime,offences,count,flow,down-is-good,force,,,1,,Offences recorded,,,',
  );
  const published = { date: '2024-09', precision: 'month', evidence: 'line 1' };
  const paper = { id: 'paper-2024', title: 'The paper', kind: 'report', publisher: 'force' };
  write(
    'paper-2024/publication.json',
    JSON.stringify({ ...paper, published, status: 'public' }),
  );
  writeSheet(MAY, JUNE);
  expect(await ledger('import', seeds)).toMatchObject({ status: 0 });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

async function shown() {
  return inLedger(join(root, 'data'), async ({ reader }) => {
    const { body } = await getPublication(reader, { id: 'paper-2024' });
    const may = await getFigure(reader, { key: 'crime.all/county/2024-05' });
    const june = await getFigure(reader, { key: 'crime.all/county/2024-06' });
    return { ...body, may: may.body, june: june.body };
  });
}

describe('Importing a folder that its sealed publication contradicts', () => {
  it('names the rows that are added, changed and gone, and takes nothing', async () => {
    writeSheet({ ...MAY, value: '412' }, JULY);
    const { status, out } = await ledger('import', seeds);

    expect(status).toBe(1);
    expect(out).toContain(
      'paper-2024: its folder differs from what the ledger holds: 1 added, 1',
    );
    expect(out).toContain('  added    paper-2024/01-crime.csv:3: crime.all/county/2024-07 9');
    expect(out).toContain(':2: crime.all/county/2024-05 421 is now 412');
    expect(out).toMatch(
      / {2}gone {5}crime\.all\/county\/2024-06 7, line 4 \(event [0-9a-f-]{36}\)/,
    );
    expect(await shown()).toMatchObject({
      appearances: 2,
      publication: { capture: { state: 'sealed', sealings: 1 } },
    });
  });

  it.each([
    ['of the whole folder', () => seeds],
    ['of the publication alone', publication],
  ])('with --correct mends it and seals it again: %s', async (_, target) => {
    writeSheet({ ...MAY, value: '412' }, JULY);
    const corrected = await ledger('import', target(), '--correct', '--reason', REASON);

    expect(corrected).toMatchObject({ status: 0 });
    expect(corrected.out).toContain('  added    paper-2024/01-crime.csv:3: crime.all/county/');
    expect(corrected.out).toContain('crime.all/county/2024-05 421 is now 412');
    expect(corrected.out).toContain('  gone     crime.all/county/2024-06 7, line 4 (event ');
    expect(corrected.out).toContain('the ledger was mended in all of these, with the reason');
    const { may, june, ...paper } = await shown();
    expect(paper).toMatchObject({
      appearances: 2,
      publication: { capture: { state: 'sealed', seal: { appearances: 2 } } },
    });
    expect(may).toMatchObject({
      valueInForce: { printed: '412', firstCapture: { printed: '421' } },
      chain: [{ move: 'recorded' }],
    });
    expect(june).toMatchObject({
      state: 'unreported',
      retracted: [{ retraction: { reason: REASON } }],
    });
    expect(await ledger('import', seeds)).toMatchObject({ status: 0 });
    expect(await ledger('verify')).toMatchObject({ status: 0 });
  });

  it('captures anew what only has another note, under the same figure and place', async () => {
    writeSheet({ ...MAY, note: 'printed in bold' }, JUNE);
    const corrected = await ledger('import', seeds, '--correct', '--reason', REASON);

    expect(corrected).toMatchObject({ status: 0 });
    expect((await shown()).may).toMatchObject({
      valueInForce: { printed: '421', note: 'printed in bold' },
      retracted: [{ printed: '421' }],
    });
    expect(await ledger('verify')).toMatchObject({ status: 0 });
  });

  it('goes on where mending was interrupted, and seals at last', async () => {
    writeSheet({ ...MAY, value: '412' }, JUNE);
    await ledger('reopen', 'paper-2024', '--reason', REASON);
    await ledger('import', publication(), '--correct', '--reason', REASON);

    expect(await shown()).toMatchObject({
      publication: { capture: { state: 'sealed', sealings: 2 } },
      may: { valueInForce: { printed: '412' } },
    });
  });

  it('needs a reason to correct, and a folder that has all sheets', async () => {
    const sheet = join(publication(), '01-crime.csv');

    expect(await ledger('import', seeds, '--correct')).toMatchObject({
      failed: 'commander.error',
    });
    expect(await ledger('import', seeds, '--reason', REASON)).toMatchObject({
      failed: 'commander.error',
    });
    expect(await ledger('import', sheet, '--correct', '--reason', REASON)).toMatchObject({
      failed: 'nothing-to-correct-from',
    });
  });
});
