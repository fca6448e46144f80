import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareUtf8 } from './utf8-order.js';

describe('The order of text', () => {
  it('is that of its UTF-8 bytes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('a', 'é', '\u{FFFD}', '\u{E000}', '\u{1F9FE}') }),
    );
    fc.assert(
      fc.property(text, text, (left, right) => {
        const expected = Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(Math.sign(compareUtf8(left, right))).toBe(expected);
      }),
    );
  });
});
