import { describe, expect, it } from '@jest/globals';
import { figureKey, parseFigureKey } from '@ledger/figures-domain';
import { canonicalJson, type Json } from '@ledger/kernel';
import fc from 'fast-check';
import { readReport } from './read-report.js';
import { refusal, report } from './testing/report.js';

describe('Any JSON at all', () => {
  it('is a report or a refusal, and nothing else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(refusal(json)).toMatch(/^(taken|malformed-[a-z-]+: )/);
      }),
      { numRuns: 300 },
    );
  });

  it('is a report or a refusal in any field of a report too', () => {
    const names = [
      ...Object.keys(report),
      ...['statistic', 'comparedWith', 'breakdown', 'qualifier', 'markers', 'role'],
      ...['locator', 'change', 'note', 'colour', '__proto__'],
    ];
    const field = fc.tuple(
      fc.constantFrom(...names),
      fc.oneof(
        fc.jsonValue(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom('change', '2024'),
      ),
    );
    fc.assert(
      fc.property(fc.array(field, { maxLength: 4 }), (fields) => {
        const json = { ...report, ...Object.fromEntries(fields) };
        expect(refusal(json)).toMatch(/^(taken|malformed-[a-z-]+: )/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('that is taken can be stored, and has the key of its figure', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 12 });
    const json = fc.record({
      printed: texts,
      note: texts,
      locator: fc.record({ table: texts, row: texts }),
      value: fc.constantFrom('1', '-0.50', '00012'),
      period: fc.constantFrom(
        'May 2024',
        '2024-05',
        'FY2018-19',
        '12 months to September 2019',
      ),
      breakdown: fc.dictionary(
        fc.constantFrom('sex', 'age', 'constructor'),
        fc.constant('a-b'),
      ),
    });
    fc.assert(
      fc.property(json, (fields) => {
        const whole = { ...report, ...fields };
        if (refusal(whole) !== 'taken') return;
        const read = readReport(whole);
        expect(() => canonicalJson(read as unknown as Json)).not.toThrow();
        expect(figureKey(parseFigureKey(read.key))).toBe(read.key);
        expect(parseFigureKey(read.key)).toEqual(read.figure);
      }),
      { numRuns: 500 },
    );
  });
});
