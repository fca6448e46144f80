import { describe, expect, it } from '@jest/globals';
import { isLedgerError, instantOf } from '@ledger/kernel';
import { decideCorrection } from './correct-transcription.js';
import { UNREPORTED, evolveFigure } from './figure-state.js';
import type { ReportFigure } from './figure-report.js';
import { decideReport } from './report-figure.js';
import {
  type Print,
  openPaper,
  printedValue,
  recordedCrime,
  reportFigure,
} from '../testing/examples.js';
import { recordOf } from '../testing/scenario.js';

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

  it('is unchanged when sent again, however its print was read', () => {
    const print = { printed: '10-12', value: '12', qualifier: 'at-most' } as const;
    const recorded = decideReport(reportFigure(print), UNREPORTED, context);
    if (recorded.outcome !== 'printed') throw new Error('It is recorded.');
    const state = evolveFigure(UNREPORTED, recordOf(recorded.event, recorded.eventId));
    const again = (report: ReportFigure) => decideReport(report, state, context);
    expect(again(bare({ printed: '10-12' }))).toMatchObject({
      outcome: 'unchanged',
      read: { value: '12', qualifier: 'at-most' },
    });
    const other = () => again({ ...bare({ printed: '10-12' }), qualifier: 'at-least' });
    expect(refusalOf(other)).toBe('appearance-already-captured');
  });

  it.each([
    ['printed-not-readable', { printed: '12 widgets' }],
    ['printed-ambiguous', { printed: '10-12' }],
    ['unit-not-of-measure', { printed: '12', unit: 'percent' }],
  ] as const)('is refused with %s', (code, print) => {
    expect(refusalOf(() => decided(bare(print)))).toBe(code);
  });
});

describe('A report without a value that has a marker for it', () => {
  it('has none, unless a number is printed', () => {
    const withheld = { ...bare({ printed: 'withheld' }), markers: ['c'] as const };
    expect(decided(withheld)).toMatchObject({ read: { value: null, markers: ['c'] } });
    expect(refusalOf(() => decided({ ...withheld, printed: '12' }))).toBe(
      'printed-says-number',
    );
  });
});

describe('A publication that writes decimals with a comma', () => {
  const facts = { ...context.publication.facts, decimalMark: ',' as const };
  const comma = { ...context, publication: { ...context.publication, facts } };
  const decide = (print: Print) => decideReport(reportFigure(print), UNREPORTED, comma);

  it.each([
    ['12,5', '12.5', '1205'],
    ['1.234,5', '1234.5', '1.2345'],
    ['1.234', '1234', '1.234'],
    ['1 234,50 [r]', '1234.50', '123450'],
    ['-0,2 to 0,4', '-0.2', '2'],
    ['1,2 million', '1200000', '12000000'],
  ])('prints "%s" and means %s, not %s', (printed, value, other) => {
    const markers = printed.endsWith('[r]') ? (['r'] as const) : [];
    const decision = decide({ printed, value, markers });
    expect(decision).toMatchObject({ event: { data: { value, decimalMark: ',' } } });
    expect(refusalOf(() => decide({ printed, value: other, markers }))).toBe(
      'printed-does-not-say-value',
    );
  });

  it('is read so where its reports leave out the value, and where they are corrected', () => {
    expect(decideReport(bare({ printed: '12,5' }), UNREPORTED, comma).read?.value).toBe('12.5');
    const recorded = decide({ printed: '12,5', value: '12.5' });
    if (recorded.outcome !== 'printed') throw new Error('It is recorded.');
    const state = evolveFigure(UNREPORTED, recordOf(recorded.event, recorded.eventId));
    const { key } = reportFigure();
    const correction = { key, corrects: recorded.eventId, reason: 'misread' };
    const corrected = { ...printedValue({ printed: '13,5', value: '13.5' }), ...correction };
    expect(decideCorrection(corrected, state, recordedCrime).outcome).toBe('corrected');
  });

  it('says nothing of other publications', () => {
    expect(refusalOf(() => decided(reportFigure({ printed: '12,5', value: '12.5' })))).toBe(
      'printed-does-not-say-value',
    );
  });
});

describe('A value of as many digits as there can be', () => {
  it('is taken as it is printed', () => {
    const value = '9'.repeat(60);
    const grouped = '999,'.repeat(19) + '999';
    for (const printed of [value, grouped]) {
      expect(decided(reportFigure({ value, printed }))).toMatchObject({ value, printed });
    }
    const part = `0.${'1'.repeat(58)}`;
    expect(decided(reportFigure({ value: part, printed: part }))).toMatchObject({
      value: part,
    });
  });
});

describe('A value spelt otherwise at the same place', () => {
  const recorded = decideReport(reportFigure({ value: '412' }), UNREPORTED, context);
  const again = (value: string) => () => {
    if (recorded.outcome !== 'printed') throw new Error('It is recorded.');
    const state = evolveFigure(UNREPORTED, recordOf(recorded.event, recorded.eventId));
    decideReport(reportFigure({ value, printed: '412' }), state, context);
  };

  it('is refused with the captured spelling, and no correction is asked for', () => {
    expect(refusalOf(again('412.0'))).toBe('appearance-already-captured');
    expect(again('412.0')).toThrow('the same number spelt 412');
    expect(again('+412')).toThrow('nothing is to be corrected');
    expect(again('413')).toThrow('correct the transcription');
  });
});

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isLedgerError(error)) return error.code;
    throw error;
  }
  return 'taken';
}
