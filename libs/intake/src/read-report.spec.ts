import { describe, expect, it } from '@jest/globals';
import { readReport } from './read-report.js';
import { refusal, report, without } from './testing/report.js';

describe('What the statistic of a report is against', () => {
  const keyOf = (fields: object) => readReport({ ...report, ...fields }).key;

  it('is a level for percentiles and bounds, in the one way it is written', () => {
    const bound = { statistic: 'lower-bound', comparedWith: '95.0' };
    expect(keyOf(bound)).toBe('recorded-crime.all/kent/2024-05/lower-bound~95');
    expect(refusal({ ...report, ...bound, comparedWith: 95 })).toMatch(/above 0 and below 100/);
    expect(refusal({ ...report, statistic: 'percentile' })).toMatch(/comparedWith is missing/);
  });

  it('is a period for an index and a measure for a rate', () => {
    expect(keyOf({ statistic: 'index', comparedWith: '2015' })).toMatch(/index~2015$/);
    expect(keyOf({ statistic: 'rate', comparedWith: 'population' })).toMatch(
      /rate~population$/,
    );
    expect(refusal({ ...report, statistic: 'index', comparedWith: 'population' })).not.toBe(
      'taken',
    );
    expect(refusal({ ...report, statistic: 'rate', comparedWith: '2015' })).toMatch(/measure/);
    expect(refusal({ ...report, statistic: 'median', comparedWith: '2015' })).toMatch(
      /left out/,
    );
  });
});

describe('The place of a report', () => {
  it('is composed, with white space folded', () => {
    const locator = { table: ' Cafe\u0301s \u00a0and\nbars', line: 25 };
    expect(readReport({ ...report, locator }).locator).toEqual({
      table: 'Caf\u00e9s and bars',
      line: 25,
    });
    expect(refusal({ ...report, locator: { table: ' \u00a0' } })).toMatch(/white space/);
  });

  it('and every other text is refused with a control of direction in it', () => {
    const turned = '2024\u202e';
    for (const fields of [
      { printed: turned },
      { note: turned },
      { locator: { table: turned } },
      { change: { kind: 'routine', reason: turned } },
    ]) {
      expect(refusal({ ...report, ...fields })).toMatch(/direction of writing \(U\+202E\)/);
    }
  });
});

describe('The scale of a report', () => {
  it('is the power of ten of the heading, and none is no field', () => {
    expect(readReport({ ...report, scale: 6 })).toMatchObject({ scale: 6 });
    expect(readReport({ ...report, scale: 0 })).toEqual(readReport(report));
    expect(readReport(report)).not.toHaveProperty('scale');
  });

  it.each([['6'], [1.5], [19], [-13], [null], [1e3]])('is refused as %p', (scale) => {
    expect(refusal({ ...report, scale })).toMatch(/^malformed-report: .*scale/);
  });
});

describe('The restatement of a report', () => {
  it('names its definition version, or where the change of basis was said', () => {
    const change = { kind: 'restatement', reason: 'new rules' };
    for (const basis of [
      { definitionVersion: 2 },
      { notice: { publication: 'a-paper', line: 3 } },
    ]) {
      const restated = { ...change, ...basis };
      expect(readReport({ ...report, change: restated }).change).toEqual(restated);
    }
  });
});

describe('The precision of a report', () => {
  it('is unknown, or what the digits show, which is not a field', () => {
    expect(readReport({ ...report, precision: 'unknown' })).toMatchObject({
      precision: 'unknown',
    });
    expect(readReport(report)).not.toHaveProperty('precision');
    expect(refusal({ ...report, precision: 'exact' })).toMatch(
      /^malformed-report: .*precision/,
    );
  });
});

describe('A report without a value', () => {
  it('leaves value, qualifier and markers to the ledger, but for what it says', () => {
    const bare = without('value');
    const read = readReport(bare);
    expect('value' in read || 'qualifier' in read || 'markers' in read).toBe(false);
    const hedged = readReport({ ...bare, qualifier: 'at-least', markers: ['p'] });
    expect(hedged).toMatchObject({ qualifier: 'at-least', markers: ['p'] });
  });
});

describe('Reading a report', () => {
  it('takes the example of the interfaces page', () => {
    const read = readReport({
      ...report,
      statistic: 'value',
      breakdown: {},
      qualifier: 'exact',
      markers: [],
      role: 'primary',
      locator: {
        section: '3.1',
        table: 'All Crime',
        row: 'May 2024',
        column: 'Recorded Crime',
        line: 25,
        occurrence: 1,
      },
      change: { kind: 'routine', reason: 'late records added' },
    });

    expect(read).toMatchObject({
      key: 'recorded-crime.all/kent/2024-05',
      figure: { measure: 'recorded-crime.all', area: 'kent', period: '2024-05' },
      locator: { section: '3.1', line: 25, occurrence: 1 },
      change: { kind: 'routine', reason: 'late records added' },
    });
  });

  it('fills in what may be left out', () => {
    expect(readReport(report)).toEqual({
      key: 'recorded-crime.all/kent/2024-05',
      figure: {
        measure: 'recorded-crime.all',
        area: 'kent',
        period: '2024-05',
        statistic: 'value',
        breakdown: {},
      },
      publication: 'kent-pdb-2024-09',
      role: 'primary',
      locator: { line: 25 },
      value: '14773',
      printed: '14,773',
      unit: 'offences',
      qualifier: 'exact',
      markers: [],
    });
  });

  it('gives periods their canonical text, also the one compared with', () => {
    const { key } = readReport({
      ...report,
      period: 'May 2024',
      statistic: 'percent-change',
      comparedWith: 'May 2023',
    });

    expect(key).toBe('recorded-crime.all/kent/2024-05/percent-change~2023-05');
  });

  it('gives two years together the meaning the report says they have', () => {
    const years = { ...report, period: '2016/17' };

    expect(refusal(years)).toContain('AY2016-17');
    expect(readReport({ ...years, yearKind: 'academic' }).figure.period).toBe(
      '2016-09..2017-08',
    );
    expect(readReport({ ...years, yearKind: 'financial' }).figure.period).toBe(
      '2016-04..2017-03',
    );
    expect(refusal({ ...years, yearKind: 'lunar' })).toContain('yearKind');
  });

  it('takes the measure that a share is a share of', () => {
    const share = { ...report, statistic: 'share', comparedWith: 'recorded-crime.violent' };

    expect(readReport(share).key).toContain('/share~recorded-crime.violent');
  });

  it('puts markers in order, each once', () => {
    expect(readReport({ ...report, markers: ['r', 'p', 'r'] }).markers).toEqual(['p', 'r']);
  });

  it('takes a number that is missing', () => {
    const missing = { ...report, value: null, printed: '..', markers: ['x'] };

    expect(readReport(missing).value).toBeNull();
  });

  it('keeps the digits of a value as they are', () => {
    expect(readReport({ ...report, value: '1.50' }).value).toBe('1.50');
  });

  it('takes an unstated period of its own publication only', () => {
    expect(readReport({ ...report, period: 'unstated@kent-pdb-2024-09' }).figure.period).toBe(
      'unstated@kent-pdb-2024-09',
    );
    expect(refusal({ ...report, period: 'unstated@another-paper' })).toBe(
      'malformed-report: The field period must be unstated@kent-pdb-2024-09, or stated.',
    );
  });
});
