import { describe, expect, it } from '@jest/globals';
import { chain, inForce, movesOf } from '../testing/chain-examples.js';
import { table, type Print } from '../testing/examples.js';

describe('A revision', () => {
  const changed = { in: 'december', value: '4' } as const;
  const last = (...prints: readonly Print[]): string | undefined =>
    movesOf(chain(...prints)).at(-1);

  it('is unannounced where no marker and no word states it', () => {
    expect(last({ value: '3' }, changed)).toContain('revised (unannounced) 4 over 3');
  });

  it.each(['p', 'e', 'f'] as const)(
    'is announced by the marker %s of the number before',
    (marker) => {
      expect(last({ value: '3', markers: [marker] }, changed)).toContain('revised (routine)');
    },
  );

  it.each(['r', 'b', 'd'] as const)(
    'is announced by the marker %s of the new one',
    (marker) => {
      expect(last({ value: '3' }, { ...changed, markers: [marker] })).toContain(
        'revised (routine)',
      );
    },
  );

  it('is announced where a provisional number becomes final with another value', () => {
    const change = { kind: 'finalised', reason: 'the year is closed' } as const;
    expect(last({ value: '3', markers: ['p'] }, { ...changed, change })).toContain(
      'revised (routine) 4 over 3',
    );
  });

  it('is announced by a marker or a word at any place of either paper that agrees', () => {
    const change = { kind: 'correction', reason: 'counted twice' } as const;
    const bare = { value: '3', at: table } as const;
    const provisional = { value: '3', at: { line: 99 }, markers: ['p'] } as const;
    expect(movesOf(chain(bare, provisional, changed))[2]).toContain('revised (routine)');
    const said = { ...changed, at: { line: 99 }, change };
    const history = chain(bare, changed, said);
    expect(movesOf(history)[1]).toContain('revised (correction) 4 over 3');
    expect(history.links[1]).toMatchObject({ change });
    const ofAnother = { ...said, value: '5' };
    expect(movesOf(chain(bare, changed, ofAnother))[1]).toContain('revised (unannounced)');
  });

  it('stays announced where a paper in between said that the number is provisional', () => {
    const quoted = { in: 'december', value: '3', role: 'comparative', markers: ['p'] } as const;
    expect(last({ value: '3' }, quoted, { in: 'march', value: '4' })).toContain('(routine)');
  });

  it('is unannounced again once the provisional number became final', () => {
    const final = { in: 'december', value: '3' } as const;
    expect(last({ value: '3', markers: ['p'] }, final, { in: 'march', value: '4' })).toContain(
      '(unannounced)',
    );
  });

  it("never accuses the owner of having changed somebody else's number", () => {
    expect(last({ in: 'bulletin', value: '3' }, changed)).toContain('revised (routine)');
  });

  it.each([
    [{ value: null, markers: ['x'] }, { value: '3' }],
    [{ value: '3' }, { value: null, markers: ['c'] }],
  ] as const)('is announced by the marker of a gap', (before, after) => {
    expect(last(before, { in: 'december', ...after })).toContain('revised (routine)');
  });

  it('by an announced change is the value in force, however it is rounded', () => {
    const change = { kind: 'correction', reason: 'our error' } as const;
    const history = chain({ value: '75066.47' }, { in: 'december', value: '75066', change });
    expect(movesOf(history).at(-1)).toContain('revised (correction) 75066 over 75066.47');
    expect(inForce(history)).toBe('reported 75066');
  });
});
