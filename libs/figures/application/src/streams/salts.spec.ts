import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { soundLog } from '../integrity/sound-log.js';
import { newEventOf, Recorder } from './recorder.js';
import { randomSalt } from './salts.js';

const place = { stream: 'area-kent', revision: 0 };
const origin = { actor: 'a', correlationId: 'b', causationId: 'c' };
const event = { type: 'AreaRegistered', data: { id: 'kent', title: 'Kent' } };

function stored(salts?: () => string) {
  const recorder = new Recorder({ now: () => instantOf(0) }, salts);
  const record = recorder.record(event, 'an-id', place, origin);
  return { ...newEventOf(record), ...place, position: 1 };
}

describe('The salt of an event', () => {
  it('is 16 bytes, and another one each time', () => {
    const salts = Array.from({ length: 1_000 }, randomSalt);
    expect(new Set(salts).size).toBe(1_000);
    for (const salt of salts) expect(Buffer.from(salt, 'base64url')).toHaveLength(16);
    expect(stored().body).not.toBe(stored().body);
  });

  it('is stored with the event, and may be missing in events from before there were salts', () => {
    const salted = stored(() => 'AAECAwQFBgcICQoLDA0ODw');
    expect(salted.body).toContain('"salt":"AAECAwQFBgcICQoLDA0ODw","schemaVersion"');
    expect(soundLog(salted)).toMatchObject({ salt: 'AAECAwQFBgcICQoLDA0ODw' });
    const body = salted.body.replace('"salt":"AAECAwQFBgcICQoLDA0ODw",', '');
    expect(soundLog({ ...salted, body })).toMatchObject({ id: 'an-id' });
  });

  it.each(['', 'AAECAwQFBgcICQoLDA0OD', 'AAECAwQFBgcICQoLDA0OD+', 'AAECAwQFBgcICQoLDA0ODz'])(
    'is not "%s"',
    (salt) => {
      expect(soundLog(stored(() => salt))).toBe('its salt is not 16 bytes');
    },
  );
});
