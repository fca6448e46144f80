import { describe, expect, it } from '@jest/globals';
import { instantOf, parseInstant } from '@ledger/kernel';
import { settledClocks } from './clocks.js';

const present = {
  now: parseInstant('2024-09-05T13:00:00Z'),
  recordedAt: parseInstant('2024-09-05T12:00:00Z'),
};

describe('The clocks of a question', () => {
  it('are what the views reflect, and all of today, where they are left out', () => {
    expect(settledClocks({}, present)).toEqual({
      publishedBy: '2024-09-06T00:00:00.000Z',
      recordedBy: '2024-09-05T12:00:00.000Z',
    });
    expect(settledClocks({}, { ...present, recordedAt: '' }).recordedBy).toBe(instantOf(0));
  });

  it('let no later papers out where the log was dated by a clock that ran ahead', () => {
    const recordedAt = parseInstant('2027-01-01T00:00:00Z');
    expect(settledClocks({}, { ...present, recordedAt })).toEqual({
      publishedBy: '2024-09-06T00:00:00.000Z',
      recordedBy: recordedAt,
    });
    const past = { recordedBy: '2026-05-01T00:00:00.000Z' };
    expect(settledClocks(past, { ...present, recordedAt })).toMatchObject(past);
  });

  it.each(['2024-09-05T13:00:00.001Z', '2024-09-05', '2099'])(
    'say what they hold for where the caller asks for %s, which has not come',
    (future) => {
      expect(settledClocks({ publishedBy: '2099', recordedBy: future }, present)).toEqual(
        settledClocks({}, present),
      );
    },
  );

  it('are what is asked for where that is past', () => {
    const asked = {
      publishedBy: '2024-09-05T12:59:59.000Z',
      recordedBy: '2024-09-05T12:30:00.000Z',
    };
    expect(settledClocks(asked, present)).toEqual(asked);
  });

  it.each([
    ['2024', '2025-01-01T00:00:00.000Z'],
    ['2024-02', '2024-03-01T00:00:00.000Z'],
    ['2024-02-29', '2024-03-01T00:00:00.000Z'],
    ['2024-09-05T13:00:00+01:00', '2024-09-05T12:00:00.000Z'],
  ])('count %s to its end', (text, moment) => {
    const later = { now: parseInstant('2025-06-01T00:00:00Z'), recordedAt: present.recordedAt };
    expect(settledClocks({ publishedBy: text, recordedBy: text }, later)).toEqual({
      publishedBy: moment,
      recordedBy: moment,
    });
  });

  it.each(['', '2024-00', '2024-02-30', '24', 'now', '2024-09-05T13:00'])(
    'refuse %j',
    (text) => {
      expect(() => settledClocks({ recordedBy: text }, present)).toThrow(
        expect.objectContaining({ code: 'malformed-instant' }),
      );
    },
  );
});
