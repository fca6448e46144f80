import { announcedIn } from './announced-change.js';
import { isStanding, type ChainEntry } from './chain-entry.js';
import type { Chain } from './chain-links.js';
import { applyPublication, applyRepeat, type OwnerAt, type ChainSoFar } from './chain-moves.js';
import { printsByPublication } from './chain-order.js';

/**
 * A figure's history along publication time, without retracted captures.
 *
 * The answer depends on which entries are given, never on their order, which
 * {@link printsByPublication} gives. The leading print of a publication is what it says; the others
 * confirm or contradict it. A change that it announces at any locator that agrees counts as
 * announced.
 *
 * @param owner the publisher that owns the figure, or the one that does when something is
 *   published: only its later publications change the value in force
 */
export function chainOf(captured: readonly ChainEntry[], owner: string | OwnerAt): Chain {
  const entries = captured.filter(isStanding);
  const first = entries[0];
  if (first !== undefined && entries.length === 1 && first.facts.change === undefined) {
    return {
      links: [{ move: 'recorded', entry: first }],
      inForce: { state: 'reported', entry: first, since: first },
      formerBases: [],
    };
  }
  const soFar: ChainSoFar = {
    ownerAt: typeof owner === 'string' ? () => owner : owner,
    links: [],
    formerBases: [],
    inForce: { state: 'unreported' },
    interval: null,
    isToChange: false,
  };
  for (const prints of printsByPublication(entries)) {
    applyPublication(soFar, { ...prints[0], ...announcedIn(prints) });
    for (const again of prints.slice(1)) applyRepeat(soFar, prints[0], again);
  }
  const { ownerAt: _ownerAt, ...chain } = soFar;
  return chain;
}
