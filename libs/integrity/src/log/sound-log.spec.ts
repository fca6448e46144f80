import { describe, expect, it } from '@jest/globals';
import { newEventOf, Recorder } from '@ledger/figures-application';
import { instantOf } from '@ledger/kernel';
import { soundLog } from './sound-log.js';

const place = { stream: 'area-kent', revision: 0 };
const origin = { actor: 'a', correlationId: 'b', causationId: 'c' };
const event = { type: 'AreaRegistered', data: { id: 'kent', title: 'Kent' } };

function storedWith(salt: string) {
  const recorder = new Recorder({ now: () => instantOf(0) }, () => salt);
  const record = recorder.record(event, 'an-id', place, origin);
  return { ...newEventOf(record), ...place, position: 1 };
}

describe('The salt of a sound event', () => {
  it('may be missing in events from before there were salts', () => {
    const salted = storedWith('AAECAwQFBgcICQoLDA0ODw');
    expect(soundLog(salted)).toMatchObject({ salt: 'AAECAwQFBgcICQoLDA0ODw' });
    const body = salted.body.replace('"salt":"AAECAwQFBgcICQoLDA0ODw",', '');
    expect(soundLog({ ...salted, body })).toMatchObject({ id: 'an-id' });
  });

  it.each(['', 'AAECAwQFBgcICQoLDA0OD', 'AAECAwQFBgcICQoLDA0OD+', 'AAECAwQFBgcICQoLDA0ODz'])(
    'is not "%s"',
    (salt) => {
      expect(soundLog(storedWith(salt))).toBe('its salt is not 16 bytes');
    },
  );
});
