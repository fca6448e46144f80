import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { force, printedFacts, statisticsOffice, type Print } from '../testing/examples.js';
import type { ChainEntry } from './chain-entry.js';
import { chainOf } from './figure-chain.js';
import { ageInDays, directionOf, movesOf, sizeOf } from './figure-move.js';

function entries(...prints: readonly Print[]): readonly ChainEntry[] {
  return prints.map((print, at) => ({
    eventId: `event-${at}`,
    recordedAt: instantOf(at),
    facts: printedFacts(print),
  }));
}

const movesFrom = (...prints: readonly Print[]) =>
  movesOf(chainOf(entries(...prints), force.id), []);
const lastOf = (...prints: readonly Print[]) => movesFrom(...prints).at(-1)!;

describe('The moves of a figure', () => {
  it('say what stood before, how long, and whether the publication announced it', () => {
    const change = { kind: 'routine', reason: 'late records' } as const;
    const moves = movesFrom(
      { value: '412', in: 'september' },
      { value: '412', in: 'december' },
      { value: '433', in: 'march', change },
    );

    expect(moves.map(({ kind }) => kind)).toEqual(['recorded', 'confirmed', 'revised']);
    expect(moves.map(({ isAnnounced }) => isAnnounced)).toEqual([null, null, true]);
    expect(moves.map(ageInDays)).toEqual([null, 65, 155]);
    expect(moves[2]?.from?.printed).toBe('412');
    expect(lastOf({ value: '412' }, { value: '433', in: 'december' })).toMatchObject({
      revision: 'unannounced',
      isAnnounced: false,
    });
  });

  it('have an exact size in the unit of the value before, and in per cent of it', () => {
    expect(sizeOf(lastOf({ value: '412.10' }, { value: '400', in: 'december' }))).toEqual({
      absolute: '-12.1',
      unit: 'offences',
      relative: '-2.936181',
    });
    expect(sizeOf(lastOf({ value: '0' }, { value: '4', in: 'december' }))?.relative).toBeNull();
    const percent = { unit: 'percent' } as const;
    const points = lastOf(
      { ...percent, value: '5.0' },
      { ...percent, value: '5.5', in: 'december' },
    );
    expect(sizeOf(points)).toEqual({
      absolute: '0.5',
      unit: 'percentage points',
      relative: '10',
    });
    const minutes = lastOf(
      { unit: 'minutes', value: '5' },
      { unit: 'seconds', value: '420', in: 'december' },
    );
    expect(sizeOf(minutes)).toMatchObject({ absolute: '2', unit: 'minutes' });
  });

  it('have no size where the roundings agree, or nothing is left to compare', () => {
    const nearly = { value: '15000', printed: 'nearly 15,000', qualifier: 'at-most' } as const;
    expect(sizeOf(lastOf({ value: '14773' }, { ...nearly, in: 'bulletin' }))).toBeNull();
    const change = { kind: 'withdrawn', reason: 'unreliable' } as const;
    const withdrawn = lastOf({ value: '412' }, { value: '500', in: 'december', change });
    expect(withdrawn).toMatchObject({ kind: 'withdrawn', isAnnounced: true, to: null });
    expect(sizeOf(withdrawn)).toBeNull();
  });

  it('go a way by the polarity of the measure', () => {
    const size = sizeOf(lastOf({ value: '412' }, { value: '433', in: 'december' }));
    expect(directionOf(size, 'down-is-good')).toBe('worse');
    expect(directionOf(size, 'up-is-good')).toBe('better');
    expect(directionOf(size, 'neither')).toBe('none');
    expect(directionOf(null, 'up-is-good')).toBe('none');
  });

  it('hold what we said of our own captures as what it is, without a size', () => {
    const [first, second] = entries({ value: '412' }, { value: '413', in: 'december' });
    const corrected: ChainEntry = {
      ...first!,
      corrected: { ...first!.facts, printed: '413' },
      correctedBy: 'correction',
    };
    const retraction = { eventId: 'retraction', recordedAt: instantOf(9), reason: 'another' };
    const moves = movesOf(chainOf([corrected], statisticsOffice.id), [
      { ...second!, retraction },
    ]);

    expect(moves.map(({ kind, eventId }) => [kind, eventId])).toEqual([
      ['recorded', 'event-0'],
      ['transcription-corrected', 'correction'],
      ['retracted', 'retraction'],
    ]);
    expect(moves.map(sizeOf)).toEqual([null, null, null]);
    expect(moves[1]).toMatchObject({ from: { printed: '412' }, to: { printed: '413' } });
  });
});
