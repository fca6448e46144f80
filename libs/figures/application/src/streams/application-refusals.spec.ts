import { describe, expect, it } from '@jest/globals';
import { MalformedText, refuseMalformedText } from './application-refusals.js';

describe('Text that cannot be stored', () => {
  it('is refused wherever it stands, with its path', () => {
    const command = { facts: { title: 'a', notes: ['fine', 'half \uD83D'] }, origin: {} };

    expect(() => refuseMalformedText(command, '')).toThrow(
      new MalformedText('facts.notes.1', 'half of a surrogate pair'),
    );
  });

  it.each([
    ['a\u0000b', 'a control character'],
    ['\u001b[2J', 'a control character'],
    ['in \u202e4202', 'an invisible control of the direction of writing (U+202E)'],
  ])('is %j too', (title, fault) => {
    const refusal = new MalformedText('title', fault);
    expect(() => refuseMalformedText({ title }, '')).toThrow(refusal);
    expect(() => refuseMalformedText({ origin: { actor: title } }, '')).toThrow(fault);
  });

  it('is distinguished from whole characters, numbers and empty text', () => {
    const command = { title: 'whole \u{1F600}', line: 3, note: undefined, value: null };

    expect(() => refuseMalformedText(command, '')).not.toThrow();
  });
});
