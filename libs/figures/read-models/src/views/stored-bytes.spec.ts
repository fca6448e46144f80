import { describe, expect, it } from '@jest/globals';
import { storedBytes } from './stored-bytes.js';

describe('The stored bytes of an event', () => {
  it('are those of the row', () => {
    expect(storedBytes({ position: 7, body: '{}' })).toBe('{}');
  });

  it('that the log has lost are missed, with the position', () => {
    expect(() => storedBytes({ position: 7, body: null })).toThrow(
      'the log has no event at position 7, which they reflect: its end was deleted',
    );
  });
});
