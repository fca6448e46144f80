import { instantOf } from '@ledger/kernel';
import { appearanceId, locatorText } from '../figure/appearance.js';
import type { ChainEntry } from '../figure/chain-entry.js';
import type { Chain } from '../figure/chain-links.js';
import { chainOf } from '../figure/figure-chain.js';
import { force, printedFacts, type Print } from './examples.js';

/** A print as an entry; all are recorded at the same moment. */
export function entry(print: Print): ChainEntry {
  const facts = printedFacts(print);
  const place = locatorText(facts.locator);
  const eventId = appearanceId(facts.key, facts.publication, place, facts.printed);
  return { eventId, recordedAt: instantOf(Date.UTC(2025, 5, 1)), facts };
}

/** The chain of prints, whose measure the force owns. */
export function chain(...prints: readonly Print[]): Chain {
  return chainOf(prints.map(entry), force.id);
}

/** Each link as "who: what, before". */
export function movesOf({ links }: Chain): string[] {
  return links.map(({ move, kind, entry: { facts }, before }) => {
    const said = `${facts.publication} ${move}${kind === undefined ? '' : ` (${kind})`}`;
    return `${said} ${facts.printed}${before === undefined ? '' : ` over ${before.facts.printed}`}`;
  });
}

/** What is in force and its printed text, as `reported 412`; `nothing` where nothing is. */
export function inForce({ inForce }: Chain): string {
  if (inForce.state === 'unreported') return 'nothing';
  return `${inForce.state} ${inForce.entry.facts.printed}`;
}
