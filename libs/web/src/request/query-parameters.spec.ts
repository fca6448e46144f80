import { describe, expect, it } from '@jest/globals';
import { MalformedParameter, UnknownParameter } from '../problem/http-refusals.js';
import {
  readClocks,
  readNumber,
  readText,
  readWord,
  refuseUnknown,
} from './query-parameters.js';

describe('Reading query parameters', () => {
  it('refuses a name the operation does not have, and says which it has', () => {
    expect(() => refuseUnknown({ publishedby: '2024' }, ['publishedBy'])).toThrow(
      UnknownParameter,
    );
    expect(() =>
      refuseUnknown({ publishedBy: '2024', waitFor: '3' }, ['publishedBy']),
    ).not.toThrow();
  });

  it('refuses a parameter that stands twice, is blank, or holds a control character', () => {
    expect(() => readText({ q: ['a', 'b'] }, 'q')).toThrow(MalformedParameter);
    expect(() => readText({ q: ' ' }, 'q')).toThrow(MalformedParameter);
    expect(() => readText({ q: 'a\0b' }, 'q')).toThrow(MalformedParameter);
    expect(readText({}, 'q')).toBeUndefined();
  });

  it('takes whole numbers within their bounds alone', () => {
    const bounds = { least: 1, most: 100 };
    expect(readNumber({ limit: '100' }, 'limit', bounds)).toBe(100);
    for (const limit of ['0', '101', '1.5', '1e1', '-1', '0x1', '99999999999999999999']) {
      expect(() => readNumber({ limit }, 'limit', bounds)).toThrow(MalformedParameter);
    }
  });

  it('takes one of the words that are known', () => {
    expect(readWord({ status: 'open' }, 'status', ['open', 'closed'])).toBe('open');
    expect(() => readWord({ status: 'ajar' }, 'status', ['open', 'closed'])).toThrow(
      MalformedParameter,
    );
  });
});

describe('Reading the two clocks', () => {
  it('takes dates as publications bear them, and moments', () => {
    for (const recordedBy of ['2024', '2024-09', '2024-09-05', '2024-09-05T13:00:00.000Z']) {
      expect(readClocks({ recordedBy })).toEqual({ recordedBy });
    }
  });

  it('turns moments into UTC, also where the plus of their offset came as a space', () => {
    const moment = { publishedBy: '2024-09-05T12:00:00.000Z' };
    for (const publishedBy of ['2024-09-05T13:00:00+01:00', '2024-09-05T13:00:00 01:00']) {
      expect(readClocks({ publishedBy })).toEqual(moment);
    }
  });

  it('refuses what no calendar has, and years that would sort elsewhere', () => {
    for (const recordedBy of ['2023-02-29', 'yesterday', '24', '9999-12-31T23:59:59-05:00']) {
      expect(() => readClocks({ recordedBy })).toThrow(MalformedParameter);
    }
  });
});
