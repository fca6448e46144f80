import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shapeOfJson } from './json-shape.js';

describe('The shape of JSON', () => {
  it('is sound, to its very end, of whatever is written out of objects', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(shapeOfJson(text)).toEqual({ end: text.length });
      }),
    );
  });

  it.each([
    '{"a":1,"a":2}',
    '{"a":1, "b":{"c":[{"d":1},{"d":2,"d" : 3}]}}',
    '{"a":1,"\\u0061":2}',
    '{"a\\\\":1,"a\\\\":2}',
    `{${Array.from({ length: 40 }, (_, i) => `"n${i}":0`).join()},"n7":1}`,
  ])('names what stands twice in one object: %s', (text) => {
    expect(shapeOfJson(text)).toEqual({
      fault: expect.stringMatching(/^the name ".*" stands twice/),
    });
  });

  it('ends where the value does, whatever comes behind it', () => {
    expect(shapeOfJson('{"a":[1]},{"b":2}')).toEqual({ end: 9 });
    expect(shapeOfJson('12, 13')).toEqual({ end: 2 });
  });

  it('takes one name in objects beside and within each other, and as text', () => {
    expect(shapeOfJson('{"a":{"a":"a"},"b":[{"a":"b"},{"a":"\\"a\\":"}]}')).toHaveProperty(
      'end',
    );
  });

  it('refuses what is too deep, too long or of too many parts, without reading on', () => {
    expect(shapeOfJson('['.repeat(16_000_000))).toHaveProperty('fault');
    const many = Array.from({ length: 1_001 }, (_, i) => `"n${i}":0`);
    expect(shapeOfJson(`{${many.join()}}`)).toEqual({
      fault: 'an object has more than 1000 names',
    });
    const apart = Array.from({ length: 20 }, () => `{${many.slice(1).join()}}`);
    expect(shapeOfJson(`[${apart.join()}]`)).toHaveProperty('end');
    expect(shapeOfJson(`[${apart.join()},{"a":0}]`)).toEqual({
      fault: 'it has more than 20000 values',
    });
    expect(shapeOfJson(`[${'0,'.repeat(16_000_000)}`)).toEqual({
      fault: 'it has more than 20000 values',
    });
    expect(shapeOfJson(`[${'0,'.repeat(19_999)}0]`)).toHaveProperty('end');
    expect(shapeOfJson(' '.repeat(16_000_000))).toEqual({
      fault: 'it has more than 1048576 characters',
    });
    expect(shapeOfJson(`"${' '.repeat(1_048_574)}"`)).toEqual({ end: 1_048_576 });
    expect(shapeOfJson(`"${' '.repeat(1_048_575)}"`)).toHaveProperty('fault');
  });
});
