import { describe, expect, it } from '@jest/globals';
import { MalformedCells, readPartialCells } from './partial-cells.js';
import { columnsNeeded, SHEET_COLUMNS } from './sheet-row.js';
import { TableLineUnclear, tableRows, type SheetCells } from './table-rows.js';

const CALLS = { measure: 'calls', area: 'kent', unit: 'calls', column: 'Calls' };
const TIME = { measure: 'waiting', area: 'kent', unit: 'seconds', column: 'Waiting' };

function rowsOf(
  lines: readonly string[],
  columns: readonly SheetCells[],
  rows?: readonly SheetCells[],
) {
  const range = { lines: [1, lines.length] as const, columns };
  return tableRows(lines, rows === undefined ? range : { ...range, rows });
}

describe('Taking a table apart', () => {
  it('reads period, token and value of every cell', () => {
    expect(rowsOf(['May 2024\t1,412\t98.07%', 'June 2024\t1,398\t97%'], [CALLS, {}])).toEqual([
      {
        ...CALLS,
        ...{ statistic: 'value', qualifier: 'exact', role: 'primary', row: 'May 2024' },
        ...{ period: '2024-05', printed: '1,412', value: '1412', line: '1', occurrence: '' },
      },
      expect.objectContaining({ period: '2024-06', value: '1398', line: '2' }),
    ]);
  });

  it('takes the last numbers of a line that has no tabs', () => {
    const [first, second] = rowsOf(['January 18  23,976  41,358'], [CALLS, CALLS]);
    expect(first).toMatchObject({ row: 'January 18', printed: '23,976' });
    expect(second).toMatchObject({ printed: '41,358' });
  });

  it('says which of equal tokens on a line each is', () => {
    const cells = rowsOf(['Team\t1\t2\t2\t1'], [CALLS, CALLS, CALLS, CALLS]);
    expect(cells.map(({ printed, occurrence }) => [printed, occurrence])).toEqual([
      ['1', '1'],
      ['2', '1'],
      ['2', '2'],
      ['1', '2'],
    ]);
  });

  it('reads the hedge and the markers that stand in a cell, and what stands for no number', () => {
    const cells = rowsOf(['May 2024\t<5\t7 [r]\t[c]'], [CALLS, CALLS, CALLS]);
    expect(cells).toMatchObject([
      { printed: '<5', value: '5', qualifier: 'at-most' },
      { printed: '7 [r]', value: '7', qualifier: 'exact', markers: 'r' },
      { printed: '[c]', value: '', markers: 'c' },
    ]);
  });

  it('takes what stands in place of a number for a cell, so that none slips into the next', () => {
    for (const line of ['Q3 2024   13   -   68%', 'Q3 2024 13 - 68%']) {
      expect(rowsOf([line], [CALLS, CALLS, CALLS])).toMatchObject([
        { row: 'Q3 2024', printed: '13' },
        { printed: '-', value: '' },
        { printed: '68%' },
      ]);
    }
    expect(rowsOf(['May 2024 7 [r] [c] *'], [CALLS, CALLS, CALLS])).toMatchObject([
      { row: 'May 2024', printed: '7 [r]', value: '7', markers: 'r' },
      { printed: '[c]', value: '', markers: 'c' },
      { printed: '*', value: '' },
    ]);
  });

  it('takes what wide gaps divide with its words: sign, scale and mark', () => {
    const spent = { ...CALLS, unit: 'GBP' };
    expect(rowsOf(['Q2 2024/25    £1.2 million    3.3 [p]'], [spent, CALLS])).toMatchObject([
      { row: 'Q2 2024/25', period: '2024-07..2024-09', value: '1200000' },
      { printed: '3.3 [p]', value: '3.3', markers: 'p' },
    ]);
  });

  it('puts the scale of its heading behind the values of a column', () => {
    const [cell] = rowsOf(['2024\t7,107'], [{ ...CALLS, scale: '6' }]);
    expect(cell).toMatchObject({ printed: '7,107', value: '7107000000', scale: '6' });
    expect(columnsNeeded([cell ?? {}])).toEqual([...SHEET_COLUMNS, 'scale']);
    expect(columnsNeeded([CALLS])).toEqual(SHEET_COLUMNS);
  });

  it('leaves a value open that can be read in two ways', () => {
    expect(rowsOf(['May 2024\t06:34'], [TIME])).toMatchObject([
      { printed: '06:34', value: '' },
    ]);
  });

  it('skips empty cells without moving those behind them', () => {
    const cells = rowsOf(['May 2024\t\t7'], [CALLS, { ...CALLS, column: 'Second' }]);
    expect(cells).toMatchObject([{ column: 'Second', printed: '7' }]);
  });

  it('takes what rows are about from a list, one for each line that is not blank', () => {
    const rows = [{ area: 'kent.north' }, { area: 'kent.east' }];
    const { area: _area, ...calls } = CALLS;
    const cells = rowsOf(['North\t1', '', 'East\t2'], [calls], rows);
    expect(cells).toMatchObject([
      { area: 'kent.north', line: '1' },
      { area: 'kent.east', line: '3' },
    ]);
    expect(() => rowsOf(['North\t1'], [calls], rows)).toThrow(TableLineUnclear);
  });

  it('refuses a line with fewer cells than there are columns', () => {
    expect(() => rowsOf(['North 1'], [CALLS, CALLS])).toThrow(/Line 1 has 1 cells/);
  });
});

describe('What columns and rows are about', () => {
  it('is read from any of the columns of a sheet, in any order', () => {
    expect(readPartialCells('unit,measure,scale\ncalls,all,6\n,\n', 'c.csv')).toEqual([
      { unit: 'calls', measure: 'all', scale: '6' },
      {},
    ]);
  });

  it('refuses a column that no sheet has', () => {
    expect(() => readPartialCells('units\ncalls\n', 'c.csv')).toThrow(MalformedCells);
    expect(() => readPartialCells('unit\n"calls\n', 'c.csv')).toThrow(MalformedCells);
  });
});
