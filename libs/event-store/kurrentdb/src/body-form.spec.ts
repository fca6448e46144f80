import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@ledger/kernel';
import { bodyForm, bodyOf } from './body-form.js';

/** As the client does: it writes data with `JSON.stringify` and reads it with `JSON.parse`. */
function throughTheClient(body: string): { isJson: boolean; back: string | undefined } {
  const form = bodyForm(body);
  const isJson = form.contentType === 'application/json';
  const data: unknown = isJson ? JSON.parse(JSON.stringify(form.data)) : form.data;
  return { isJson, back: bodyOf(isJson, data) };
}

describe('A body', () => {
  it.each([
    [
      'with names like numbers',
      canonicalJson({ b: 1, '10': 2, '9': 3, a: { '2': 1, '10': 0 } }),
    ],
    ['with escapes', canonicalJson({ a: '\u0000\n"\\/\u2028é🧾' })],
    ['with numbers of any size', canonicalJson({ a: 1e21, b: 5e-324, c: 0.1, d: -7 })],
    ['with names that objects have of themselves', '{"__proto__":{"a":1},"toJSON":2}'],
    ['with nothing in it', '{}'],
  ])('%s is stored as JSON and comes back byte for byte', (_, body) => {
    expect(throughTheClient(body)).toEqual({ isJson: true, back: body });
  });

  it.each([
    ['that is not canonical', '{"b":1,"a":2}'],
    ['with white space', '{ "a":1}'],
    ['with a number in another form', '{"a":1.0}'],
    ['with a name twice', '{"a":1,"a":1}'],
    ['with half a surrogate pair', '{"a":"\\ud800"}'],
    ['that is a text', '"text"'],
    ['that is a list', '[1]'],
    ['that is null', 'null'],
    ['that is not JSON', 'abc'],
  ])('%s is stored as bytes and comes back byte for byte', (_, body) => {
    expect(throughTheClient(body)).toEqual({ isJson: false, back: body });
  });
});
