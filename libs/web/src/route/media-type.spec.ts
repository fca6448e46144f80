import { describe, expect, it } from '@jest/globals';
import { NotAcceptable } from '../problem/http-refusals.js';
import { chooseMediaType, CSV_TYPE, JSON_TYPE } from './media-type.js';

const OFFERED = [JSON_TYPE, CSV_TYPE] as const;

describe('Choosing the form of an answer', () => {
  it('gives the first form to a client without a preference', () => {
    expect(chooseMediaType(undefined, OFFERED)).toBe(JSON_TYPE);
    expect(chooseMediaType('*/*', OFFERED)).toBe(JSON_TYPE);
  });

  it('goes by quality, then by the order offered', () => {
    expect(chooseMediaType('text/csv', OFFERED)).toBe(CSV_TYPE);
    expect(chooseMediaType('application/json;q=0.5, text/csv;q=0.8', OFFERED)).toBe(CSV_TYPE);
    expect(chooseMediaType('text/csv, application/json', OFFERED)).toBe(JSON_TYPE);
    expect(chooseMediaType('text/*, */*;q=0.1', OFFERED)).toBe(CSV_TYPE);
  });

  it('lets the most specific range decide', () => {
    expect(chooseMediaType('*/*, application/json;q=0', OFFERED)).toBe(CSV_TYPE);
  });

  it('refuses what it does not write', () => {
    expect(() => chooseMediaType('image/png', OFFERED)).toThrow(NotAcceptable);
    expect(() => chooseMediaType('text/csv;q=0', OFFERED)).toThrow(NotAcceptable);
    expect(() => chooseMediaType('text/csv;q=much', OFFERED)).toThrow(NotAcceptable);
  });
});
