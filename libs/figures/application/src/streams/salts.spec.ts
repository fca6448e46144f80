import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { newEventOf, Recorder } from './recorder.js';
import { randomSalt } from './salts.js';

const place = { stream: 'area-kent', revision: 0 };
const origin = { actor: 'a', correlationId: 'b', causationId: 'c' };
const event = { type: 'AreaRegistered', data: { id: 'kent', title: 'Kent' } };

function bodyWith(salts?: () => string): string {
  const recorder = new Recorder({ now: () => instantOf(0) }, salts);
  return newEventOf(recorder.record(event, 'an-id', place, origin)).body;
}

describe('The salt of an event', () => {
  it('is 16 bytes, and another one each time', () => {
    const salts = Array.from({ length: 1_000 }, randomSalt);
    expect(new Set(salts).size).toBe(1_000);
    for (const salt of salts) expect(Buffer.from(salt, 'base64url')).toHaveLength(16);
    expect(bodyWith()).not.toBe(bodyWith());
  });

  it('is stored with the event', () => {
    expect(bodyWith(() => 'AAECAwQFBgcICQoLDA0ODw')).toContain(
      '"salt":"AAECAwQFBgcICQoLDA0ODw","schemaVersion"',
    );
  });
});
