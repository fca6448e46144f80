import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MalformedJson, TooManyReports } from '../problem/http-refusals.js';
import { JSON_DEPTH_MAX, readJson, readJsonItems } from './read-json.js';

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

  it('refuses nesting deep enough to exhaust the stack of a later reader', () => {
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

describe('Reading a long array', () => {
  const MANY = 1_000;

  it('reads what JSON says, array or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), fc.nat(3), async (value, space) => {
        const text = JSON.stringify(value, null, space);
        const read = await readJsonItems(bytes(` \n${text}\t\r `), MANY);
        expect(read).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses, and nothing else', async () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('[]{},:"a1 \\')) });
    await fc.assert(
      fc.asyncProperty(text, async (inside) => {
        const json = `[${inside}]`;
        const read = await readJsonItems(bytes(json), MANY).catch(() => 'refused');
        expect(read).toEqual(readOr('refused', json));
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads characters whose bytes stand in two pieces', async () => {
    const text = JSON.stringify(['é'.repeat(500_000), `a${'é'.repeat(500_000)}`]);
    expect(await readJsonItems(bytes(text), MANY)).toEqual(JSON.parse(text));
    const broken = Buffer.concat([bytes(text), Buffer.from([0xc3])]);
    await expect(readJsonItems(broken, MANY)).rejects.toThrow(MalformedJson);
  });

  it('bounds each item as a body by itself, and how many there are', async () => {
    const names = Array.from({ length: MANY }, (_, i) => `"n${i}":0`).join();
    const items = (count: number) => bytes(`[${Array(count).fill(`{${names}}`).join()}]`);
    expect(await readJsonItems(items(3), 3)).toHaveLength(3);
    await expect(readJsonItems(items(4), 3)).rejects.toThrow(TooManyReports);
    const wider = bytes(`[{${names},"more":0}]`);
    await expect(readJsonItems(wider, 3)).rejects.toThrow(/more than 1000 names/);
  });
});

function readOr(otherwise: string, text: string): unknown {
  try {
    return readJson(bytes(text));
  } catch {
    return otherwise;
  }
}
