import { describe, expect, it } from '@jest/globals';
import type { ChainEntry } from '../figure/chain-entry.js';
import { chainOf } from '../figure/figure-chain.js';
import {
  evolveOwnership,
  ownershipOf,
  registerOwnership,
  type OwnershipState,
} from './ownership.js';
import { parsePublishedDate } from '../time/published-date.js';
import type { OwnershipFacts, OwnershipRegistered } from '../registry/registry-events.js';
import { identity, printedFacts } from '../testing/examples.js';
import { recordOf, scenario } from '../testing/scenario.js';
import { instantOf } from '@ledger/kernel';

const from = parsePublishedDate('2025-04');
const december = parsePublishedDate('2024-12-04');
const figure = identity({ breakdown: { source: 'ons' } });
const lineage = ['kent', 'south-east', 'england'];

function ownerOf(
  published: string,
  ...registered: readonly OwnershipFacts[]
): string | undefined {
  const ownershipAt = ownershipOf(figure, registered, { owner: 'the-default', lineage });
  return ownershipAt(parsePublishedDate(published)).owner;
}

const now = (...registered: readonly OwnershipFacts[]) => ownerOf('2025-06-01', ...registered);

describe('Who owns a figure', () => {
  it('is what its measure says where nothing is registered', () => {
    expect(now()).toBe('the-default');
    expect(now({ measures: 'stops', owner: 'a' }, { area: 'wales', owner: 'b' })).toBe(
      'the-default',
    );
  });

  it('is by the longest code above or of its measure, never by the half of a word', () => {
    const all = { owner: 'a' };
    const above = { measures: 'recorded-crime', owner: 'b' };
    const own = { measures: 'recorded-crime.all', owner: 'c' };

    expect(now(all)).toBe('a');
    expect(now(all, above)).toBe('b');
    expect(now(own, above, all)).toBe('c');
    expect(now({ measures: 'recorded', owner: 'd' })).toBe('the-default');
  });

  it('is by the nearest area it lies within, where the codes are as long', () => {
    const country = { area: 'england', owner: 'a' };
    const region = { area: 'south-east', owner: 'b' };
    const own = { area: 'kent', owner: 'c' };

    expect(now(country, region)).toBe('b');
    expect(now(own, country, region)).toBe('c');
    expect(now(own, { measures: 'recorded-crime', owner: 'd' })).toBe('d');
  });

  it('is by its source before all else', () => {
    const own = { measures: 'recorded-crime.all', area: 'kent', owner: 'a' };

    expect(now(own, { source: 'ons', owner: 'b' })).toBe('b');
    expect(now(own, { source: 'another', owner: 'c' })).toBe('a');
  });

  it('changes on a date of publication, and was another before', () => {
    const before = { area: 'kent', owner: 'a' };
    const merged = { area: 'kent', owner: 'b', from };

    expect(ownerOf('2025-03-31', before, merged)).toBe('a');
    expect(ownerOf('2025-04-01', before, merged)).toBe('b');
    expect(ownerOf('2025-04-01T00:00:00.000Z', merged, before)).toBe('b');
    expect(ownerOf('2025-03', merged, before)).toBe('a');
    expect(ownerOf('2025-03-31', merged)).toBe('the-default');
  });

  it('does not depend on what was registered first', () => {
    const registered: readonly OwnershipFacts[] = [
      { owner: 'a' },
      { measures: 'recorded-crime', area: 'england', owner: 'b' },
      { measures: 'recorded-crime', area: 'kent', owner: 'c' },
      { measures: 'recorded-crime', area: 'kent', owner: 'd', from },
    ];

    expect(now(...registered)).toBe('d');
    expect(now(...registered.toReversed())).toBe('d');
  });
});

describe('Registering ownership', () => {
  const kents = { measures: 'recorded-crime', area: 'kent', owner: 'kent-police' };
  const registered = (facts: OwnershipFacts): OwnershipRegistered => ({
    type: 'OwnershipRegistered',
    data: facts,
  });
  const given = scenario({
    initial: [] as OwnershipState,
    evolve: evolveOwnership,
    decide: registerOwnership,
  });

  it('says from when on who owns which part, and changes nothing when it is said again', () => {
    given().when(kents).then(registered(kents));
    given(registered(kents)).when(kents).thenNothing();
    given(registered(kents))
      .when({ ...kents, owner: 'south-east-police', from })
      .then(registered({ ...kents, owner: 'south-east-police', from }));
  });

  it('refuses another owner of the same part from the same date, but with a reason', () => {
    const other = { ...kents, owner: 'ons' };
    given(registered(kents)).when(other).thenRefused('owned-by-another');
    given(registered(kents))
      .when({ ...other, reason: 'a slip' })
      .then(registered({ ...other, reason: 'a slip' }));
  });

  it('forgets what was wrong', () => {
    const events = [kents, { ...kents, owner: 'ons', reason: 'a slip' }].map(registered);
    const state = events.reduce<OwnershipState>(
      (before, event, i) => evolveOwnership(before, recordOf(event, `event-${i}`)),
      [],
    );

    expect(state.map(({ owner }) => owner)).toEqual(['ons']);
  });

  it.each([
    ['malformed-name', { measures: 'Recorded crime' }],
    ['malformed-name', { area: 'Kent' }],
    ['malformed-name', { source: 'a.b' }],
    ['malformed-published-date', { from: 'soon' as typeof from }],
  ])('refuses with %s what is no part or no date', (code, part) => {
    given()
      .when({ owner: 'kent-police', ...part })
      .thenRefused(code);
  });
});

describe('A chain whose owner changes', () => {
  const entry = (value: string, publisher: string, published: string): ChainEntry => ({
    eventId: `${publisher}-${published}`,
    recordedAt: instantOf(0),
    facts: {
      ...printedFacts({ value }),
      publication: `${publisher}-${published}`,
      publisher,
      published: parsePublishedDate(published),
    },
  });
  const movesOf = (...entries: readonly ChainEntry[]) =>
    chainOf(entries, (published) => (published < from ? 'before' : 'after')).links.map(
      ({ move }) => move,
    );

  it('is revised by each owner in its time, and contradicted by either out of it', () => {
    expect(
      movesOf(
        entry('1', 'before', '2024-12'),
        entry('2', 'after', '2025-01'),
        entry('3', 'before', '2025-02'),
        entry('4', 'after', '2025-05'),
        entry('5', 'before', '2025-06'),
      ),
    ).toEqual(['recorded', 'contradicted', 'revised', 'revised', 'contradicted']);
  });

  it('keeps the number of a former owner against the wording of a stranger', () => {
    const { inForce } = chainOf(
      [entry('400', 'before', '2024-12'), entry('400.0', 'stranger', '2025-05')],
      (published) => (published <= december || published < from ? 'before' : 'after'),
    );

    expect(inForce).toMatchObject({ entry: { facts: { publisher: 'before' } } });
  });
});
