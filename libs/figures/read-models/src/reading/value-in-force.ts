import { publishedFrom, type Chain, type PublishedDate } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import { publishedNotBefore, type Clocks } from './clocks.js';
import type { FigureAt, Publications } from './figures-at.js';
import { printAnswer, type PrintAnswer } from './prints.js';

/** The value a figure has, and since when. */
export interface ValueInForce extends PrintAnswer {
  /** The publication that first gave this value: later ones only confirmed it. */
  readonly since: {
    readonly publication: string;
    readonly published: PublishedDate;
    readonly eventId: string;
  };
  /** The version of the measure's definition it was restated on; absent if it never was. */
  readonly definitionVersion?: number;
}

/** Gives the value at the end of a chain; null if there is none. */
export function valueInForce(chain: Chain, publications: Publications): ValueInForce | null {
  const { inForce } = chain;
  if (inForce.state !== 'reported') return null;
  const { facts, eventId } = inForce.since;
  const definitionVersion = restatedOn(chain);
  return {
    ...printAnswer(inForce.entry, publications),
    since: { publication: facts.publication, published: facts.published, eventId },
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
  };
}

function restatedOn({ links }: Chain): number | undefined {
  const change = links.findLast(({ move }) => move === 'restated')?.change;
  return change?.kind === 'restatement' ? change.definitionVersion : undefined;
}

/** A publication left out although it may have been out already. */
export interface DatedWithin {
  readonly publication: string;
  readonly published: PublishedDate;
  /** The moment from which the public surely could see it. */
  readonly visibleFrom: Instant;
}

/**
 * The publications of a figure whose date has begun by the clock but not ended: so roughly dated
 * that they may have been out, and are left out because that is not sure.
 */
export function datedWithin(
  { known, publications }: FigureAt,
  { publishedBy }: Clocks,
): readonly DatedWithin[] {
  const found = new Map<string, DatedWithin>();
  for (const { facts } of known) {
    const { publication, published } = facts;
    const { visibleFrom } = publications.of(publication);
    const isWithin =
      visibleFrom === publishedFrom(published) &&
      visibleFrom > publishedBy &&
      publishedNotBefore(published) <= publishedBy;
    if (isWithin) found.set(publication, { publication, published, visibleFrom });
  }
  return [...found.values()].sort(byDate);
}

function byDate(left: DatedWithin, right: DatedWithin): number {
  const [a, b] = [left, right].map((one) => `${one.visibleFrom} ${one.publication}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
