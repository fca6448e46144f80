import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineSplitter, type Line } from './line-splitter.js';

const LINE_BYTES_MAX = 40;

function split(chunks: readonly Uint8Array[], lineBytesMax = LINE_BYTES_MAX): Line[] {
  const splitter = new LineSplitter(lineBytesMax);
  const lines = chunks.flatMap((chunk) => [...splitter.take(chunk)]);
  return [...lines, splitter.rest()].filter((line) => line !== undefined);
}

function shown(lines: readonly Line[]): string[] {
  return lines.map((line) =>
    'text' in line ? `${line.number} ${line.text}` : `${line.number} (${line.refusal.code})`,
  );
}

const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('Splitting bytes into lines', () => {
  it('counts blank lines and leaves them out', () => {
    expect(shown(split([bytes('a\n\n  \r\nb\n')]))).toEqual(['1 a', '4 b']);
  });

  it('takes a last line without its newline', () => {
    expect(shown(split([bytes('a\nb')]))).toEqual(['1 a', '2 b']);
    expect(split([bytes('')])).toEqual([]);
  });

  it('puts a line together from any number of chunks', () => {
    expect(shown(split(['a', 'b', 'c\nd', '\n'].map(bytes)))).toEqual(['1 abc', '2 d']);
  });

  it('leaves out a byte order mark before the first line, and only there', () => {
    expect(shown(split([bytes('\uFEFFa\n\uFEFFb\n')]))).toEqual(['1 a', '2 \uFEFFb']);
  });

  it('refuses a line that is too long by itself, however it comes', () => {
    const text = `${'x'.repeat(LINE_BYTES_MAX)}\n${'y'.repeat(LINE_BYTES_MAX + 1)}\nz\n`;
    const expected = [`1 ${'x'.repeat(LINE_BYTES_MAX)}`, '2 (line-too-long)', '3 z'];

    expect(shown(split([bytes(text)]))).toEqual(expected);
    expect(shown(split(Array.from(text, bytes)))).toEqual(expected);
    expect(shown(split([bytes('y'.repeat(100))]))).toEqual(['1 (line-too-long)']);
  });

  it('refuses a line that is not UTF-8 by itself', () => {
    const broken = Buffer.concat([bytes('a\n'), Buffer.from([0xc3, 0x28, 0x0a]), bytes('b\n')]);

    expect(shown(split([broken]))).toEqual(['1 a', '2 (malformed-encoding)', '3 b']);
  });

  it('does not hold on to the chunk it was given', () => {
    const splitter = new LineSplitter(LINE_BYTES_MAX);
    const chunk = bytes('abc');
    expect([...splitter.take(chunk)]).toEqual([]);
    chunk.fill('!');

    expect([...splitter.take(bytes('d\n'))]).toEqual([{ number: 1, text: 'abcd' }]);
  });

  it('gives the same lines wherever the borders of chunks fall', () => {
    const lines = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(lines, fc.array(fc.nat(400)), (texts, cuts) => {
        const whole = bytes(texts.join('\n'));
        const borders = [...cuts.filter((cut) => cut < whole.length), whole.length].sort(
          (a, b) => a - b,
        );
        const chunks = borders.map((end, i) => whole.subarray(borders[i - 1] ?? 0, end));
        expect(shown(split(chunks))).toEqual(shown(split([whole])));
      }),
      { numRuns: 300 },
    );
  });
});
