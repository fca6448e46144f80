import { describe, expect, it } from '@jest/globals';
import { defineTable } from '@ledger/projections-port';
import fc from 'fast-check';
import { copyForm } from './copy-form.js';

type Row = { readonly word: string; readonly count: number; readonly note: string | null };

const TABLE = defineTable<Row>(
  'words',
  { word: 'text', count: 'integer', note: 'text?' },
  { primaryKey: ['word'] },
);

const HEADER_BYTES = 19;

/** Parses the form as PostgreSQL's documentation describes it. */
function read(form: Buffer): Row[] {
  expect(form.subarray(0, 11)).toEqual(Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'));
  expect(form.subarray(11, HEADER_BYTES)).toEqual(Buffer.alloc(8));
  const rows: Row[] = [];
  let at = HEADER_BYTES;
  const field = (): Buffer | null => {
    const bytes = form.readInt32BE(at);
    at += 4;
    if (bytes === -1) return null;
    at += bytes;
    return form.subarray(at - bytes, at);
  };
  for (;;) {
    const columns = form.readInt16BE(at);
    at += 2;
    if (columns === -1) break;
    expect(columns).toBe(3);
    const [word, count, note] = [field(), field(), field()];
    rows.push({
      word: String(word),
      count: Number(count?.readBigInt64BE()),
      note: note === null ? null : String(note),
    });
  }
  expect(at).toBe(form.length);
  return rows;
}

const anyRow = fc.record<Row>({
  word: fc.string({ unit: 'binary' }),
  count: fc.maxSafeInteger(),
  note: fc.option(fc.string({ unit: 'binary' })),
});

function formOf(rows: readonly Row[]): Buffer[] {
  return [...copyForm(TABLE, rows)];
}

describe('The form of rows for COPY', () => {
  it('says every row exactly', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        expect(read(Buffer.concat(formOf(rows)))).toEqual(rows);
      }),
    );
  });

  it('comes in chunks, and takes a row that is larger than one', () => {
    const long = '\u{FFFD}'.repeat(200_000);
    const rows = Array.from({ length: 5_000 }, (_, count) => {
      return { word: count === 2_500 ? long : `word-${count}`, count, note: 'x'.repeat(100) };
    });
    const chunks = formOf(rows);

    expect(chunks.length).toBeGreaterThan(2);
    expect(read(Buffer.concat(chunks))).toEqual(rows);
  });

  it('of no rows is a header and an end', () => {
    expect(read(Buffer.concat(formOf([])))).toEqual([]);
  });
});
