import { describe, expect, it } from '@jest/globals';
import type { Sighting } from '@ledger/figures-domain';
import { parseInstant } from '@ledger/kernel';
import { seenBy } from './seen.js';

const there = (day: string): Sighting => ({
  seenAt: parseInstant(`${day}T09:00:00Z`),
  sha256: 'a',
});
const gone = (day: string): Sighting => ({ ...there(day), sha256: null });
const by = (day: string) => ({ publishedBy: parseInstant(`${day}T10:00:00Z`) });

describe('What was seen of a source', () => {
  const sightings = [
    there('2024-03-01'),
    gone('2024-09-01'),
    gone('2024-07-01'),
    there('2024-05-01'),
  ];

  it.each([
    ['2024-02-01', undefined],
    ['2024-04-01', { unchangedUntil: '2024-03-01T09:00:00.000Z' }],
    ['2024-06-01', { unchangedUntil: '2024-05-01T09:00:00.000Z' }],
    [
      '2024-12-01',
      { unchangedUntil: '2024-05-01T09:00:00.000Z', goneBy: '2024-07-01T09:00:00.000Z' },
    ],
  ])('is, by %s, what was read by then, in whatever order it was recorded', (day, seen) => {
    expect(seenBy(sightings, by(day))).toEqual(seen);
  });

  it('does not say that it is gone once it is there again', () => {
    expect(seenBy([gone('2024-03-01'), there('2024-04-01')], by('2025-01-01'))).toEqual({
      unchangedUntil: '2024-04-01T09:00:00.000Z',
    });
    expect(seenBy([gone('2024-03-01')], by('2025-01-01'))).toEqual({
      goneBy: '2024-03-01T09:00:00.000Z',
    });
  });
});
