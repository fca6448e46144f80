import { describe, expect, it } from '@jest/globals';
import { entityTag, isNoneMatched } from './etag.js';

describe('An entity tag', () => {
  it('is the same for the same bytes and another for others', () => {
    expect(entityTag('{"a":1}')).toBe(entityTag('{"a":1}'));
    expect(entityTag('{"a":1}')).not.toBe(entityTag('{"a":2}'));
  });

  it('is found in a list, weak or strong, and behind a star', () => {
    const tag = entityTag('body');
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      expect(isNoneMatched(header, tag)).toBe(true);
    }
    expect(isNoneMatched('"other"', tag)).toBe(false);
    expect(isNoneMatched(undefined, tag)).toBe(false);
  });
});
