import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MalformedJson } from '../problem/http-refusals.js';
import { JSON_DEPTH_MAX, readJson } from './read-json.js';

const bytes = (text: string) => Buffer.from(text);

describe('Reading a JSON body', () => {
  it('reads what JSON says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(readJson(bytes(JSON.stringify(value)))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it('refuses what is empty, not UTF-8 or not JSON', () => {
    for (const body of [
      bytes(''),
      Buffer.from([0x22, 0xff, 0x22]),
      bytes('{"a":}'),
      bytes('{'),
    ]) {
      expect(() => readJson(body)).toThrow(MalformedJson);
    }
  });

  it('refuses text that a record cannot keep, in values and in names', () => {
    for (const text of ['["\\ud800"]', '{"\\udc00":1}', '{"a":{"b":"\\u0000"}}']) {
      expect(() => readJson(bytes(text))).toThrow(MalformedJson);
    }
    expect(readJson(bytes('["\\ud83d\\ude00", "\\\\u0000"]'))).toEqual(['😀', '\\u0000']);
  });

  it('refuses nesting that would exhaust whoever reads on', () => {
    const nested = (depth: number) => bytes('['.repeat(depth) + ']'.repeat(depth));
    expect(() => readJson(nested(JSON_DEPTH_MAX))).not.toThrow();
    expect(() => readJson(nested(JSON_DEPTH_MAX + 1))).toThrow(MalformedJson);
    expect(() => readJson(nested(100_000))).toThrow(MalformedJson);
  });

  it('refuses a name that stands twice in one object', () => {
    expect(() => readJson(bytes('[{"value":"1","value":"2"}]'))).toThrow(
      /"value" stands twice/,
    );
  });
});
