import { describe, expect, it } from '@jest/globals';
import { isKeepableText } from './text.js';

describe('A text that every store keeps as it is', () => {
  it.each([
    '',
    '412',
    'two\tcells',
    'two\r\nlines',
    '£1.2m – “nearly”',
    '👮🏽',
    '\u00a0',
    '10\u009612',
  ])('is %j', (text) => expect(isKeepableText(text)).toBe(true));

  it.each(['\0', 'a\u0000b', '\u0001', '\u001b[2J', '\u007f', '\ud800', 'a\udc00'])(
    'is not %j',
    (text) => expect(isKeepableText(text)).toBe(false),
  );
});
