import { describe, expect, it } from '@jest/globals';
import { LedgerError, instantOf } from '@ledger/kernel';
import { UNREPORTED } from './figure-state.js';
import { type ReportFigure, decideReport } from './report-figure.js';
import { type Print, openPaper, recordedCrime, reportFigure } from './testing/index.js';

const now = instantOf(Date.UTC(2025, 5, 1));
const context = { publication: openPaper('september'), measure: recordedCrime, now };

/** A report with nothing but its printed text. */
function bare(print: Print): ReportFigure {
  const { value: _, qualifier: __, markers: ___, ...report } = reportFigure(print);
  return report;
}

function decided(report: ReportFigure) {
  const decision = decideReport(report, UNREPORTED, context);
  return decision.outcome === 'printed' ? { ...decision, ...decision.event.data } : decision;
}

describe('A report without a value', () => {
  it('has what its print says, and the decision says what was read', () => {
    const said = { value: '5', qualifier: 'at-most', markers: ['p'] };
    expect(decided(bare({ printed: '<5 [p]' }))).toMatchObject({ ...said, read: said });
    expect(decided(reportFigure())).not.toHaveProperty('read');
  });

  it('is the same event as one that says all itself', () => {
    const said = { value: '5', printed: '<5', qualifier: 'at-most' } as const;
    expect(decided(bare({ printed: '<5' }))).toMatchObject({
      eventId: decided(reportFigure(said)).eventId,
    });
  });

  it.each([
    ['printed-not-readable', { printed: '12 widgets' }],
    ['printed-ambiguous', { printed: '10-12' }],
    ['unit-not-of-measure', { printed: '12', unit: 'percent' }],
  ] as const)('is refused with %s', (code, print) => {
    expect(refusalOf(() => decided(bare(print)))).toBe(code);
  });
});

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof LedgerError) return error.code;
    throw error;
  }
  return 'taken';
}
