import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import type { ChainEntry, CompleteReport } from '@ledger/figures-domain';
import {
  paragraph,
  printedFacts,
  printedValue,
  publicationFacts,
  reportFigure,
  table,
  type Print,
} from '@ledger/figures-domain/testing';
import { compareCapture, isNoDifference } from './compare-capture.js';

const facts = publicationFacts();

function standing(print: Print, eventId = 'an-event'): ChainEntry {
  return { eventId, recordedAt: instantOf(0), facts: printedFacts(print) };
}

function compare(reports: readonly CompleteReport[], entries: readonly ChainEntry[]) {
  const captured = reports.map((report, i) => ({
    place: { file: 'paper/01.csv', row: i + 2 },
    report,
  }));
  return compareCapture({ facts, reports: captured }, entries);
}

describe('Comparing a folder with what the ledger holds', () => {
  it('finds nothing where both say the same, however a place is spelt', () => {
    const at = { line: 3, table: 'All  crime ', occurrence: 1 };
    const same = compare(
      [reportFigure({ at })],
      [standing({ at: { line: 3, table: 'All crime' } })],
    );

    expect(isNoDifference(same)).toBe(true);
  });

  it('distinguishes what was added from what was removed: another figure, another location', () => {
    const { added, changed, gone } = compare(
      [reportFigure({ at: paragraph }), reportFigure({ figure: { period: '2024-06' } })],
      [standing({ at: table })],
    );

    expect([added.length, changed.length, gone.length]).toEqual([2, 0, 1]);
  });

  it('compares with what a correction of ours says', () => {
    const corrected = {
      ...standing({ value: '421' }),
      corrected: printedValue({ value: '412' }),
    };

    expect(isNoDifference(compare([reportFigure({ value: '412' })], [corrected]))).toBe(true);
    expect(compare([reportFigure({ value: '421' })], [corrected]).changed).toMatchObject([
      { differs: 'print' },
    ]);
  });

  it.each([
    ['role', { role: 'comparative' }],
    ['note', { note: 'in bold' }],
    ['announcement', { change: { kind: 'routine', reason: 'late records' } }],
  ] as const)('tells another %s from another print', (_, print) => {
    expect(compare([reportFigure(print)], [standing({})]).changed).toMatchObject([
      { differs: 'beside' },
    ]);
  });
});
