import { describe, expect, it } from '@jest/globals';
import { Problems } from './capture-problem.js';
import { readTable } from './csv-table.js';

const COLUMNS = ['name', 'note'] as const;

function read(text: string | null) {
  const problems = new Problems();
  const rows = readTable({ path: 'table.csv', text }, COLUMNS, problems);
  return {
    rows: rows.map(({ place, cells }) => [place.row, cells.name, cells.note]),
    problems: problems.found.map(({ row, code }) => [row, code]),
  };
}

describe('Reading a table', () => {
  it('counts rows as a spreadsheet does, the header being row 1', () => {
    expect(read('name,note\na,1\nb,"2,3"\n').rows).toEqual([
      [2, 'a', '1'],
      [3, 'b', '2,3'],
    ]);
  });

  it('takes what spreadsheets write: a byte order mark and carriage returns', () => {
    expect(read('\uFEFFname,note\r\na,1\r\n')).toEqual({ rows: [[2, 'a', '1']], problems: [] });
  });

  it('refuses a header with other columns or another order', () => {
    expect(read('note,name\na,1\n')).toEqual({ rows: [], problems: [[1, 'wrong-header']] });
    expect(read('name,note,more\n').problems).toEqual([[1, 'wrong-header']]);
    expect(read('').problems).toEqual([[1, 'wrong-header']]);
  });

  it('takes an optional column at any place, and its absence for empty cells', () => {
    const cellsOf = (text: string) => {
      const problems = new Problems();
      const file = { path: 'table.csv', text };
      const rows = readTable(file, COLUMNS, problems, ['scale', 'basis']);
      return rows.length === 0 ? problems.found.map(({ code }) => code) : rows[0]?.cells;
    };
    const cells = { name: 'a', note: '1', scale: '6', basis: '' };
    expect(cellsOf('name,note,scale\na,1,6\n')).toEqual(cells);
    expect(cellsOf('name,scale,note\na,6,1\n')).toEqual(cells);
    expect(cellsOf('name,note\na,1\n')).toEqual({ ...cells, scale: '' });
    expect(cellsOf('basis,name,note,scale\n2,a,1,6\n')).toEqual({ ...cells, basis: '2' });
    expect(cellsOf('note,name,scale\n1,a,6\n')).toEqual(['wrong-header']);
    expect(cellsOf('name,note,scale,scale\na,1,6,6\n')).toEqual(['wrong-header']);
  });

  it('leaves out a row with too few or too many cells and reads on', () => {
    expect(read('name,note\na\n\nb,2\nc,3,4\n')).toEqual({
      rows: [[4, 'b', '2']],
      problems: [
        [2, 'wrong-cell-count'],
        [3, 'wrong-cell-count'],
        [5, 'wrong-cell-count'],
      ],
    });
  });

  it('leaves out a row with a control character, which no record keeps', () => {
    expect(read('name,note\na,1\0\nb,2\t3\nc,\u202e5\n')).toEqual({
      rows: [[3, 'b', '2\t3']],
      problems: [
        [2, 'control-character'],
        [4, 'control-character'],
      ],
    });
  });

  it('answers nothing of a file whose quotes do not match, and names the row', () => {
    expect(read('name,note\na,1\nb,"2\nc,3\n')).toEqual({
      rows: [],
      problems: [[3, 'malformed-csv']],
    });
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(read(null)).toEqual({ rows: [], problems: [[undefined, 'not-utf8']] });
  });
});
