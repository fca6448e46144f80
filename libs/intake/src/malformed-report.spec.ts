import { describe, expect, it } from '@jest/globals';
import { CODE_FORM, WORD_FORM } from '@ledger/figures-domain';
import { refusal, report, without } from './testing/report.js';

describe('Refusing a report', () => {
  const mandatory = Object.keys(report).filter((name) => name !== 'value');

  it.each(mandatory as (keyof typeof report)[])('names %s if it is missing', (name) => {
    expect(refusal(without(name))).toMatch(new RegExp(`^malformed-report: .*${name}`));
  });

  it.each(Object.keys(report))('names %s if it is of another type', (name) => {
    for (const value of [7, true, [], { a: [] }]) {
      expect(refusal({ ...report, [name]: value })).toMatch(
        new RegExp(`^malformed-report: .*${name}`),
      );
    }
  });

  it.each<[string, object]>([
    ['A report must be a JSON object.', [report]],
    ['The field colour is not known.', { colour: 'red' }],
    ['The field locator.page is not known.', { locator: { page: 3 } }],
    [
      'The field change.why is not known.',
      { change: { kind: 'routine', reason: 'x', why: 1 } },
    ],
    [
      `The field publication is "a/b", which is no name: use ${WORD_FORM}.`,
      { publication: 'a/b' },
    ],
    [`The field area is "Kent", which is no name: use ${CODE_FORM}.`, { area: 'Kent' }],
    ['The field statistic must be one of value, change', { statistic: 'typical' }],
    ['The field statistic must be one of value, change', { statistic: null }],
    ['The field comparedWith is missing: it must be a text.', { statistic: 'change' }],
    ['The field comparedWith must be left out: a mean has none.', meanComparedWith()],
    ['The field breakdown must be a JSON object.', { breakdown: ['a'] }],
    [
      `The field breakdown.Sex is "Sex", which is no name: use ${WORD_FORM}.`,
      { breakdown: { Sex: 'f' } },
    ],
    [
      `The field breakdown.sex is "f m", which is no name: use ${CODE_FORM}.`,
      { breakdown: { sex: 'f m' } },
    ],
    ['The field breakdown.sex must be a text.', { breakdown: { sex: 1 } }],
    ['The field breakdown must have 16 names at most.', { breakdown: seventeenNames() }],
    ['The field value must be a decimal written as a text, or null.', { value: 14773 }],
    ['The field printed must have 1 to 200 characters.', { printed: '' }],
    ['The field printed must have 1 to 200 characters.', { printed: '1'.repeat(201) }],
    ['The field printed has half of a surrogate pair.', { printed: '1\uD83D' }],
    ['The field note has a control character.', { note: 'a\0b' }],
    ['The field locator.row has a control character.', { locator: { row: '\u001b[2J' } }],
    ['The field qualifier must be one of exact,', { qualifier: 'roughly' }],
    ['The field markers must be a JSON array.', { markers: 'p' }],
    ['The field markers.1 must be one of p r e b', { markers: ['p', 'toString'] }],
    ['The field role must be one of primary, comparative.', { role: 'secondary' }],
    ['The field locator must say where', { locator: {} }],
    ['The field locator must say where', { locator: { occurrence: 2 } }],
    ['The field locator must say where', { locator: { occurrence: 2, order: 3 } }],
    ['The field locator.order must be', { locator: { line: 2, order: 0 } }],
    ['The field locator must be a JSON object.', { locator: null }],
    ['The field locator.line must be a whole number from 1.', { locator: { line: 0 } }],
    ['The field locator.line must be a whole number from 1.', { locator: { line: 1.5 } }],
    [
      'The field locator.table must have 1 to 300 characters.',
      { locator: { table: long(301) } },
    ],
    ['The field change must be a JSON object.', { change: 'routine' }],
    ['The field change.kind must be one of routine,', { change: { kind: 'new', reason: 'x' } }],
    ['The field change.reason is missing', { change: { kind: 'routine' } }],
    ['The field change.reason must have 1 to 500', { change: { kind: 'routine', reason: '' } }],
    ['The field change.definitionVersion belongs to a restatement', versionOf('routine', 2)],
    ['The field change.definitionVersion must be a whole', versionOf('restatement', 0)],
    ['The field change.notice belongs to a restatement', noticeOf('routine', 'a-paper')],
    ['The field change.notice.publication is "A paper"', noticeOf('restatement', 'A paper')],
    ['The field note must have 1 to 500 characters.', { note: long(501) }],
  ])('says "%s"', (message, fault) => {
    const json = Array.isArray(fault) ? fault : { ...report, ...fault };

    expect(refusal(json)).toContain(`malformed-report: ${message}`);
  });

  it('calls a malformed value, period and key by their own names', () => {
    expect(refusal({ ...report, value: '1e3' })).toMatch(/^malformed-decimal: /);
    expect(refusal({ ...report, period: '2024-13' })).toMatch(/^malformed-period: /);
    const breakdown = Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].map((n) => [`${long(90)}${n}`, long(90)]),
    );
    expect(refusal({ ...report, breakdown })).toMatch(/^malformed-figure-key: /);
  });

  it('takes nothing that was inherited for a field', () => {
    const smuggled = JSON.parse('{"__proto__": {"area": "kent"}}') as object;

    expect(refusal(Object.assign(Object.create(null), without('area'), smuggled))).toContain(
      'malformed-report',
    );
    expect(refusal(JSON.parse('{"constructor": 1}'))).toContain('The field constructor');
  });
});

function long(characters: number): string {
  return 'x'.repeat(characters);
}

function seventeenNames(): object {
  return Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`name-${i}`, '1']));
}

function meanComparedWith(): object {
  return { statistic: 'mean', comparedWith: '2023-05' };
}

function noticeOf(kind: string, publication: string): object {
  return { change: { kind, reason: 'new rules', notice: { publication } } };
}

function versionOf(kind: string, definitionVersion: number): object {
  return { change: { kind, reason: 'new rules', definitionVersion } };
}
