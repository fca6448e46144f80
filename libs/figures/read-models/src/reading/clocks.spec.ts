import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@ledger/kernel';
import { settledClocks } from './clocks.js';

const present = {
  now: parseInstant('2024-09-05T13:00:00Z'),
  recordedAt: parseInstant('2024-09-05T12:00:00Z'),
};

describe('The clocks of a question', () => {
  it('are the present where they are left out: all that is recorded, all of today', () => {
    expect(settledClocks({}, present)).toEqual({
      publishedBy: '2024-09-06T00:00:00.000Z',
      recordedBy: '2024-09-05T13:00:00.000Z',
    });
  });

  it('never fall behind what the views reflect, also of a writer whose clock is ahead', () => {
    const recordedAt = parseInstant('2024-09-06T00:00:01Z');
    expect(settledClocks({}, { ...present, recordedAt })).toEqual({
      publishedBy: '2024-09-07T00:00:00.000Z',
      recordedBy: '2024-09-06T00:00:01.000Z',
    });
    expect(settledClocks({}, { ...present, recordedAt: '' }).recordedBy).toBe(present.now);
  });

  it.each([
    ['2024', '2025-01-01T00:00:00.000Z'],
    ['2024-02', '2024-03-01T00:00:00.000Z'],
    ['2024-02-29', '2024-03-01T00:00:00.000Z'],
    ['2024-09-05T13:00:00+01:00', '2024-09-05T12:00:00.000Z'],
  ])('count %s to its end', (text, moment) => {
    expect(settledClocks({ publishedBy: text, recordedBy: text }, present)).toEqual({
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
