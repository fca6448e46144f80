import { describe, expect, it } from '@jest/globals';
import { csvOf, defused, metadataOf, type Tabular } from './tabular.js';
import { wholeTable } from './whole-table.js';

interface Row {
  readonly text: string;
  readonly value: string;
}

const TABLE: Tabular<Row> = {
  name: 'example',
  title: 'An example',
  columns: [
    { name: 'text', title: 'Words', cell: ({ text }) => text },
    { name: 'value', title: 'Value', datatype: 'decimal', cell: ({ value }) => value },
  ],
};

describe('A cell for spreadsheets', () => {
  it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\tx', '\rx', "'quoted"])(
    'that would begin a formula, %j, has one apostrophe more',
    (text) => {
      expect(defused(text)).toBe(`'${text}`);
      expect(defused(text).slice(1)).toBe(text);
    },
  );

  it.each(['-12.5', '+97', '-6.3%', 'x=1', '12-14', ''])(
    'that is harmless, %j, stays',
    (text) => {
      expect(defused(text)).toBe(text);
    },
  );

  it('of a number is a number, whatever its sign', () => {
    expect(csvOf(TABLE, [{ text: '=x', value: '-12.5' }])).toBe("text,value\r\n'=x,-12.5\r\n");
  });
});

describe('A table that is read page by page', () => {
  const pages = [['a', 'b'], ['c']].map((texts, i) => ({
    position: 7,
    body: { next: i === 0 ? 'more' : null, texts },
  }));

  it('is one CSV with one header', async () => {
    const { position, pieces } = await wholeTable(
      {
        table: TABLE,
        page: async (cursor) => pages[cursor === undefined ? 0 : 1]!,
        rows: ({ texts }) => texts.map((text) => ({ text, value: '1' })),
      },
      { bom: true },
    );
    const read: string[] = [];
    for await (const piece of pieces) read.push(piece);
    expect(position).toBe(7);
    expect(read.join('')).toBe('\ufefftext,value\r\na,1\r\nb,1\r\nc,1\r\n');
  });
});

describe('The description of a table', () => {
  it('has the table’s address, and titles equal to the header', () => {
    expect(metadataOf(TABLE, '/t.csv')).toMatchObject({
      url: '/t.csv',
      tableSchema: { columns: [{ name: 'text', titles: 'text' }, { titles: 'value' }] },
    });
  });
});
