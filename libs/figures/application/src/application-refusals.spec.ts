import { describe, expect, it } from '@jest/globals';
import { MalformedText, refuseMalformedText } from './application-refusals.js';

describe('Text that cannot be stored', () => {
  it('is refused wherever it stands, with its path', () => {
    const command = { facts: { title: 'a', notes: ['fine', 'half \uD83D'] }, origin: {} };

    expect(() => refuseMalformedText(command, '')).toThrow(new MalformedText('facts.notes.1'));
  });

  it.each(['a\u0000b', '\u001b[2J'])('is %j too', (title) => {
    expect(() => refuseMalformedText({ title }, '')).toThrow(new MalformedText('title'));
  });

  it('is told from whole characters, numbers and nothing', () => {
    const command = { title: 'whole \u{1F600}', line: 3, note: undefined, value: null };

    expect(() => refuseMalformedText(command, '')).not.toThrow();
  });
});
