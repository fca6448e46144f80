import { describe, expect, it } from '@jest/globals';
import { CODE_FORM, WORD_FORM, figureKey, parseFigureKey } from '@ledger/figures-domain';
import { canonicalJson, isLedgerError, type Json } from '@ledger/kernel';
import fc from 'fast-check';
import { readReport } from './read-report.js';

const report = {
  publication: 'kent-pdb-2024-09',
  measure: 'recorded-crime.all',
  area: 'kent',
  period: '2024-05',
  value: '14773',
  printed: '14,773',
  unit: 'offences',
  locator: { line: 25 },
};

function refusal(json: unknown): string {
  try {
    readReport(json);
  } catch (error) {
    if (isLedgerError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'taken';
}

function without(name: keyof typeof report): object {
  const { [name]: _left, ...rest } = report;
  return rest;
}

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
  it('is unknown, or what the digits tell, which is no field', () => {
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

describe('Refusing a report', () => {
  const mandatory = Object.keys(report).filter((name) => name !== 'value');

  it.each(mandatory as (keyof typeof report)[])('names %s if it is missing', (name) => {
    expect(refusal(without(name))).toMatch(new RegExp(`^malformed-report: .*${name}`));
  });

  it.each(Object.keys(report))('names %s if it is of another type', (name) => {
    for (const value of [7, true, [], { a: [] }]) {
      expect(refusal({ ...report, [name]: value })).toMatch(
        new RegExp(`^malformed-report: .*${name}`),
      );
    }
  });

  it.each<[string, object]>([
    ['A report must be a JSON object.', [report]],
    ['The field colour is not known.', { colour: 'red' }],
    ['The field locator.page is not known.', { locator: { page: 3 } }],
    [
      'The field change.why is not known.',
      { change: { kind: 'routine', reason: 'x', why: 1 } },
    ],
    [
      `The field publication is "a/b", which is no name: use ${WORD_FORM}.`,
      { publication: 'a/b' },
    ],
    [`The field area is "Kent", which is no name: use ${CODE_FORM}.`, { area: 'Kent' }],
    ['The field statistic must be one of value, change', { statistic: 'typical' }],
    ['The field statistic must be one of value, change', { statistic: null }],
    ['The field comparedWith is missing: it must be a text.', { statistic: 'change' }],
    ['The field comparedWith must be left out: a mean has none.', meanComparedWith()],
    ['The field breakdown must be a JSON object.', { breakdown: ['a'] }],
    [
      `The field breakdown.Sex is "Sex", which is no name: use ${WORD_FORM}.`,
      { breakdown: { Sex: 'f' } },
    ],
    [
      `The field breakdown.sex is "f m", which is no name: use ${CODE_FORM}.`,
      { breakdown: { sex: 'f m' } },
    ],
    ['The field breakdown.sex must be a text.', { breakdown: { sex: 1 } }],
    ['The field breakdown must have 16 names at most.', { breakdown: seventeenNames() }],
    ['The field value must be a decimal written as a text, or null.', { value: 14773 }],
    ['The field printed must have 1 to 200 characters.', { printed: '' }],
    ['The field printed must have 1 to 200 characters.', { printed: '1'.repeat(201) }],
    ['The field printed has half of a surrogate pair.', { printed: '1\uD83D' }],
    ['The field note has a control character.', { note: 'a\0b' }],
    ['The field locator.row has a control character.', { locator: { row: '\u001b[2J' } }],
    ['The field qualifier must be one of exact,', { qualifier: 'roughly' }],
    ['The field markers must be a JSON array.', { markers: 'p' }],
    ['The field markers.1 must be one of p r e b', { markers: ['p', 'toString'] }],
    ['The field role must be one of primary, comparative.', { role: 'secondary' }],
    ['The field locator must say where', { locator: {} }],
    ['The field locator must say where', { locator: { occurrence: 2 } }],
    ['The field locator must say where', { locator: { occurrence: 2, order: 3 } }],
    ['The field locator.order must be', { locator: { line: 2, order: 0 } }],
    ['The field locator must be a JSON object.', { locator: null }],
    ['The field locator.line must be a whole number from 1.', { locator: { line: 0 } }],
    ['The field locator.line must be a whole number from 1.', { locator: { line: 1.5 } }],
    [
      'The field locator.table must have 1 to 300 characters.',
      { locator: { table: long(301) } },
    ],
    ['The field change must be a JSON object.', { change: 'routine' }],
    ['The field change.kind must be one of routine,', { change: { kind: 'new', reason: 'x' } }],
    ['The field change.reason is missing', { change: { kind: 'routine' } }],
    ['The field change.reason must have 1 to 500', { change: { kind: 'routine', reason: '' } }],
    ['The field change.definitionVersion belongs to a restatement', versionOf('routine', 2)],
    ['The field change.definitionVersion must be a whole', versionOf('restatement', 0)],
    ['The field change.notice belongs to a restatement', noticeOf('routine', 'a-paper')],
    ['The field change.notice.publication is "A paper"', noticeOf('restatement', 'A paper')],
    ['The field note must have 1 to 500 characters.', { note: long(501) }],
  ])('says "%s"', (message, fault) => {
    const json = Array.isArray(fault) ? fault : { ...report, ...fault };

    expect(refusal(json)).toContain(`malformed-report: ${message}`);
  });

  it('calls a malformed value, period and key by their own names', () => {
    expect(refusal({ ...report, value: '1e3' })).toMatch(/^malformed-decimal: /);
    expect(refusal({ ...report, period: '2024-13' })).toMatch(/^malformed-period: /);
    const breakdown = Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].map((n) => [`${long(90)}${n}`, long(90)]),
    );
    expect(refusal({ ...report, breakdown })).toMatch(/^malformed-figure-key: /);
  });

  it('takes nothing that was inherited for a field', () => {
    const smuggled = JSON.parse('{"__proto__": {"area": "kent"}}') as object;

    expect(refusal(Object.assign(Object.create(null), without('area'), smuggled))).toContain(
      'malformed-report',
    );
    expect(refusal(JSON.parse('{"constructor": 1}'))).toContain('The field constructor');
  });
});

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

function long(characters: number): string {
  return 'x'.repeat(characters);
}

function seventeenNames(): object {
  return Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`name-${i}`, '1']));
}

function meanComparedWith(): object {
  return { statistic: 'mean', comparedWith: '2023-05' };
}

function noticeOf(kind: string, publication: string): object {
  return { change: { kind, reason: 'new rules', notice: { publication } } };
}

function versionOf(kind: string, definitionVersion: number): object {
  return { change: { kind, reason: 'new rules', definitionVersion } };
}
