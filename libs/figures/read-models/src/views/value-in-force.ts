import {
  printedValue,
  printOf,
  type Chain,
  type ChainEntry,
  type PrintedValue,
  type PublishedDate,
  type Restatement,
} from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Clocks } from './clocks.js';
import type { FigureAt, Publications } from './figures-at.js';
import { printAnswer, type PrintAnswer } from './prints.js';
import { isPerhapsVisible } from './visibility.js';

/** Since when something holds: the publication that says it first. */
interface Since {
  readonly publication: string;
  readonly published: PublishedDate;
  readonly eventId: string;
}

/** The value a figure has, and since when. */
export interface ValueInForce extends PrintAnswer {
  /**
   * Since when the value stands, and how it was printed then, which may be with fewer digits than
   * now: later publications only confirmed it.
   */
  readonly since: Since & PrintedValue;
  /** Since when it is printed as it is shown. */
  readonly textSince: Since;
  /** The version of the measure's definition it is on, where a publication says so. */
  readonly definitionVersion?: number;
  /** Where the change of its basis was said, where a publication says so. */
  readonly notice?: Restatement['notice'];
}

/** Gives the value at the end of a chain; null if there is none. */
export function valueInForce(chain: Chain, publications: Publications): ValueInForce | null {
  const { inForce } = chain;
  if (inForce.state !== 'reported') return null;
  const { definitionVersion, notice } = chain.basis?.change ?? {};
  return {
    ...printAnswer(inForce.entry, publications),
    since: { ...sinceOf(inForce.since), ...printedValue(printOf(inForce.since)) },
    textSince: sinceOf(inForce.entry),
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
    ...(notice === undefined ? {} : { notice }),
  };
}

function sinceOf({ facts: { publication, published }, eventId }: ChainEntry): Since {
  return { publication, published, eventId };
}

/** A publication that is left out although it may have been published already. */
export interface DatedWithin {
  readonly publication: string;
  readonly published: PublishedDate;
  /** The moment from which the public surely could see it. */
  readonly visibleFrom: Instant;
}

/**
 * The publications of a figure whose date has begun by the clock but not ended: their dates are
 * so imprecise that they may have been published, and they are left out because that is
 * uncertain.
 */
export function datedWithin(
  { known, publications }: FigureAt,
  clocks: Clocks,
): readonly DatedWithin[] {
  const found = new Map<string, DatedWithin>();
  for (const { facts } of known) {
    const { publication, published } = facts;
    const at = publications.of(publication);
    const { visibleFrom } = at;
    if (visibleFrom === null || !isPerhapsVisible(at, clocks)) continue;
    found.set(publication, { publication, published, visibleFrom });
  }
  return [...found.values()].sort(byDate);
}

function byDate(left: DatedWithin, right: DatedWithin): number {
  const [a, b] = [left, right].map((one) => `${one.visibleFrom} ${one.publication}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
