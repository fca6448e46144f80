import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, sha256Hex } from './digest.js';

describe('A digest', () => {
  it('is SHA-256 of the UTF-8 bytes', () => {
    expect(sha256Hex('')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(sha256Hex('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(sha256Hex('€')).toBe(sha256Hex(new Uint8Array([0xe2, 0x82, 0xac])));
  });
});

describe('A derived id', () => {
  it('is a UUID of version 8, the same for the same words for ever', () => {
    expect(derivedId('appearance\nkent-pdb-2024-09')).toBe(
      '6b7d4547-88eb-8650-9316-eef345927892',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const id = derivedId(words);
        expect(id).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        expect(derivedId(words)).toBe(id);
      }),
    );
  });

  it('is another for other words', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(derivedId(one) === derivedId(other)).toBe(one === other);
      }),
    );
  });

  it('takes its bits from the digest, all variants among them', () => {
    const variants = new Set<string>();
    for (let count = 0; count < 64; count += 1) {
      const id = derivedId(`${count}`);
      expect(id.slice(0, 8)).toBe(sha256Hex(`${count}`).slice(0, 8));
      variants.add(id.charAt(19));
    }
    expect([...variants].sort()).toEqual(['8', '9', 'a', 'b']);
  });
});
