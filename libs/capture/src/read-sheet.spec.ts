import { describe, expect, it } from '@jest/globals';
import { problemsOf, reading, sheet, type SheetCells } from './testing/seed-fixture.js';

const SHEET = 'paper-2024/01-crime.csv';

function codes(...rows: readonly SheetCells[]): readonly string[] {
  return problemsOf({ [SHEET]: sheet(...rows) }).map((text) => text.replace(`${SHEET}:`, ''));
}

function reports(...rows: readonly SheetCells[]) {
  return reading({ [SHEET]: sheet(...rows) }).plan.publications[0]!.reports;
}

describe('What the statistic of a row is against', () => {
  const bound = { statistic: 'upper-bound', compared_with: '95.0' };

  it('is a level, a period or a measure, as the statistic wants', () => {
    const [row] = reports(bound);
    expect(row?.report.key).toBe('crime.all/county/2024-05/upper-bound~95');
    expect(codes({ ...bound, compared_with: '2023' })).toEqual(['2 compared-with-missing']);
    expect(codes({ ...bound, compared_with: '' })).toEqual(['2 compared-with-missing']);
    const rate = { statistic: 'rate', unit: 'per-1000-population', compared_with: '2023' };
    expect(codes(rate)).toEqual(['2 compared-with-missing']);
    const index = { statistic: 'index', unit: 'index', compared_with: '2015' };
    expect(reports(index)[0]?.report.key).toBe('crime.all/county/2024-05/index~2015');
  });
});

describe('The scale of a table', () => {
  const millions = { value: '412000000', printed: '412', scale: '6' };

  it('stands in a column of the sheet, and an empty cell says there is none', () => {
    const [scaled, plain] = reports(millions, { line: '4' });
    expect(scaled?.report).toMatchObject({ value: '412000000', printed: '412', scale: 6 });
    expect(plain?.report).not.toHaveProperty('scale');
  });

  it('is a power of ten, and has to make the value of the print', () => {
    expect(codes({ ...millions, scale: '3' })).toEqual(['2 printed-does-not-say-value']);
    for (const scale of ['million', '1.5', '19']) {
      expect(codes({ ...millions, scale })).toEqual(['2 malformed-scale']);
    }
  });
});

describe('The precision of a sheet', () => {
  it('is unknown where a column of the sheet says so', () => {
    const [unknown, plain] = reports({ precision: 'unknown' }, { line: '4' });
    expect(unknown?.report).toMatchObject({ precision: 'unknown' });
    expect(plain?.report).not.toHaveProperty('precision');
    expect(codes({ precision: '2' })).toEqual(['2 unknown-precision']);
  });
});

describe('A restatement of a sheet', () => {
  const restated = { change_kind: 'restatement', change_reason: 'sheds count too' };

  it('names the definition version that the number is on, or where that was said', () => {
    const [version, notice] = reports(
      { ...restated, definition_version: '2' },
      { ...restated, notice: 'paper-2024', line: '4' },
    );
    const change = { kind: 'restatement', reason: 'sheds count too' };
    expect(version?.report.change).toEqual({ ...change, definitionVersion: 2 });
    expect(notice?.report.change).toEqual({ ...change, notice: { publication: 'paper-2024' } });
  });

  it('is refused without, and nothing else has either', () => {
    expect(codes(restated)).toEqual(['2 restatement-without-basis']);
    expect(codes({ definition_version: '2' })).toEqual(['2 basis-without-restatement']);
    expect(codes({ ...restated, definition_version: '3' })).toEqual([
      '2 unknown-definition-version',
    ]);
    expect(codes({ ...restated, definition_version: 'new' })).toEqual(['2 malformed-cell']);
    expect(codes({ ...restated, notice: 'nowhere' })).toEqual(['2 unknown-publication']);
  });
});

describe('Reading a figure sheet', () => {
  it('makes each row the report it stands for', () => {
    expect(reports({ row: 'May 2024', column: 'Recorded', table: 'All crime' })).toEqual([
      {
        place: { file: SHEET, row: 2 },
        report: {
          key: 'crime.all/county/2024-05',
          figure: {
            measure: 'crime.all',
            area: 'county',
            period: '2024-05',
            statistic: 'value',
            breakdown: {},
          },
          publication: 'paper-2024',
          role: 'primary',
          locator: {
            section: '3.1',
            table: 'All crime',
            row: 'May 2024',
            column: 'Recorded',
            line: 3,
            occurrence: 1,
          },
          value: '412',
          printed: '412',
          unit: 'offences',
          qualifier: 'exact',
          markers: [],
        },
      },
    ]);
  });

  it('reads statistic, comparison, breakdown, markers, announcement and note', () => {
    const [captured] = reports({
      period: 'FY2018-19',
      statistic: 'percent-change',
      compared_with: '2017-04..2018-03',
      breakdown: 'channel=101;sex=female',
      value: '-6.3',
      printed: '6.3%',
      unit: 'percent',
      qualifier: 'at-least',
      markers: 'r p',
      change_kind: 'routine',
      change_reason: 'late records',
      note: 'falls',
    });
    expect(captured!.report).toMatchObject({
      key:
        'crime.all/county/2018-04..2019-03/percent-change~2017-04..2018-03/' +
        'channel=101/sex=female',
      value: '-6.3',
      qualifier: 'at-least',
      markers: ['p', 'r'],
      change: { kind: 'routine', reason: 'late records' },
      note: 'falls',
    });
  });

  it('gives a figure that is missing no value but the marker that says why', () => {
    const [captured] = reports({ value: '', printed: 'n/a', markers: 'x' });
    expect(captured!.report).toMatchObject({ value: null, printed: 'n/a', markers: ['x'] });
  });

  it('takes an empty occurrence and 1 as the same place', () => {
    const [empty] = reports({ occurrence: '' });
    const [first] = reports({ occurrence: '1' });
    expect(empty!.report.locator).toEqual(first!.report.locator);
  });

  it('takes the caption "para 12" as the number of a paragraph', () => {
    const [captured] = reports({ row: 'para 12' });
    expect(captured!.report.locator).toEqual({
      section: '3.1',
      paragraph: '12',
      line: 3,
      occurrence: 1,
    });
  });
});

describe('Judging a figure sheet', () => {
  it.each<[string, SheetCells]>([
    ['unknown-measure', { measure: 'crime.none' }],
    ['unknown-area', { area: 'nowhere' }],
    ['malformed-period', { period: '2024-13' }],
    ['malformed-period', { period: '2018-19' }],
    ['unstated-elsewhere', { period: 'unstated@paper-2019' }],
    ['unknown-statistic', { statistic: 'typical' }],
    ['compared-with-missing', { statistic: 'change' }],
    ['compared-with-superfluous', { compared_with: '2023-05' }],
    ['malformed-period', { statistic: 'change', compared_with: '2023-5' }],
    ['unknown-measure', { statistic: 'share', compared_with: 'crime.none', unit: 'percent' }],
    ['unknown-member', { breakdown: 'channel=by-hand' }],
    ['malformed-breakdown', { breakdown: 'sex=female;channel=101' }],
    ['malformed-breakdown', { breakdown: 'sex=female;sex=male' }],
    ['malformed-breakdown', { breakdown: 'Sex=female' }],
    ['malformed-breakdown', { breakdown: 'female' }],
    ['malformed-decimal', { value: '4,12' }],
    ['value-and-markers-disagree', { value: '' }],
    ['value-and-markers-disagree', { markers: 'c' }],
    ['printed-does-not-say-value', { printed: '421' }],
    ['printed-missing', { printed: '' }],
    ['unit-not-of-measure', { unit: 'people' }],
    ['unit-not-of-measure', { statistic: 'percent-change', compared_with: '2023-05' }],
    ['unknown-qualifier', { qualifier: 'nearly' }],
    ['unknown-marker', { markers: 'p q' }],
    ['unknown-role', { role: 'secondary' }],
    ['malformed-cell', { line: '0' }],
    ['malformed-cell', { occurrence: 'two' }],
    ['unknown-change-kind', { change_kind: 'guess', change_reason: 'why' }],
    ['change-incomplete', { change_kind: 'routine' }],
    ['change-incomplete', { change_reason: 'late records' }],
  ])('finds %s in %j, and leaves the row out', (code, cells) => {
    expect(codes({}, { line: '4', ...cells })).toEqual([`3 ${code}`]);
    expect(reports({}, { line: '4', ...cells })).toHaveLength(1);
  });

  it('reports every problem of every row, not only the first', () => {
    const wrong = { measure: 'crime.none', role: 'x', value: 'y', line: 'z' };
    expect(codes(wrong, {}, { area: 'nowhere' })).toEqual([
      '2 malformed-cell',
      '2 unknown-measure',
      '2 malformed-decimal',
      '2 unknown-role',
      '4 unknown-area',
    ]);
  });

  it('refuses the same figure at the same place twice, also from another sheet', () => {
    const twice = { [SHEET]: sheet({}), 'paper-2024/02-text.csv': sheet({ occurrence: '1' }) };
    expect(problemsOf(twice)).toEqual(['paper-2024/02-text.csv:2 duplicate-appearance']);
    expect(reading(twice).problems[0]!.message).toContain(`${SHEET}:2`);
  });

  it('takes the same figure twice on a line where the rows distinguish the locations', () => {
    expect(codes({}, { occurrence: '2' }, { column: 'Total' })).toEqual([]);
  });

  it('refuses one cell of a table for two figures, but not one word of prose', () => {
    const june = { period: '2024-06', row: 'June' };
    expect(codes({ table: 'All crime' }, { ...june, table: 'All crime' })).toEqual([
      '3 cell-of-two-figures',
    ]);
    expect(codes({ table: 'All crime' }, { ...june, table: 'All crime', line: '4' })).toEqual(
      [],
    );
    expect(codes({}, june)).toEqual([]);
  });

  it('takes both ends of a range from one cell', () => {
    const cell = { table: 'All crime', printed: '5-6' };
    const low = { ...cell, value: '5', qualifier: 'at-least', column: 'lower end' };
    const high = { ...cell, value: '6', qualifier: 'at-most', column: 'upper end' };
    expect(codes(low, high)).toEqual([]);
  });

  it('keeps the place of a row that is wrong otherwise: its token is captured', () => {
    const { plan } = reading({ [SHEET]: sheet({ measure: 'crime.none', occurrence: '2' }) });
    expect(plan.publications[0]).toMatchObject({
      reports: [],
      appearances: [{ place: { row: 2 }, printed: '412', line: 3, occurrence: 2 }],
    });
  });
});
