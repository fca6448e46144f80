import {
  printOf,
  valueIn,
  type Chain,
  type ChainEntry,
  type PrintedValue,
} from '@ledger/figures-domain';
import {
  absoluteDecimal,
  addDecimals,
  decimalPlaces,
  divideDecimals,
  subtractDecimals,
  type Decimal,
} from '@ledger/kernel';

/** How a series was revised, over all figures that could have been. */
export interface RevisionSummary {
  /** Figures that at least two publications printed on the basis that is in force. */
  readonly count: number;
  /** Of these, how many have another value now than at first. */
  readonly revised: number;
  /** The mean of all revisions, with sign: whether first numbers are too low or too high. */
  readonly mean: Decimal | null;
  /** The mean of their sizes: how far off first numbers are. */
  readonly meanAbsolute: Decimal | null;
}

/** Means are given with this many digits more than the numbers they are of. */
const EXTRA_PLACES = 2;

/**
 * Sums up the revisions of some figures.
 *
 * With P the value first put in force and L the value in force now, of n figures:
 *
 *     mean revision           MR  = (1/n) · Σ (L − P)
 *     mean absolute revision  MAR = (1/n) · Σ |L − P|
 *
 * in exact decimals, rounded half up once at the end. P is the first value on the present
 * basis, because a restatement is another measurement and no revision. A figure that was only
 * confirmed counts as a revision of zero, even if it was first printed with less precision; one
 * that was printed once could not have been revised and does not count, nor does one whose
 * first or present value is missing. Means are in the unit of the first figure that counts; one
 * whose unit does not convert into it does not count.
 *
 * @see McKenzie and Gamba, "Interpreting the results of Revision Analyses: Recommended Summary
 *   Statistics", OECD/Eurostat Task Force on Performing Revisions Analysis for Sub-Annual Economic
 *   Statistics, 2008
 */
export function revisionSummary(chains: Iterable<Chain>): RevisionSummary {
  const revisions: Decimal[] = [];
  let unit: string | undefined;
  for (const chain of chains) {
    const revision = revisionOf(chain);
    if (revision === null) continue;
    const value = valueIn(revision, (unit ??= revision.unit));
    if (value !== null) revisions.push(value);
  }
  const sizes = revisions.map(absoluteDecimal);
  return {
    count: revisions.length,
    revised: sizes.filter((size) => !/^[0.]+$/.test(size)).length,
    mean: meanOf(revisions),
    meanAbsolute: meanOf(sizes),
  };
}

/** The value in force less the first one on its basis; null where there is nothing to compare. */
function revisionOf({ links, inForce }: Chain): Revision | null {
  if (inForce.state !== 'reported') return null;
  const start = links.findLastIndex(({ move }) => move === 'restated' || move === 'recorded');
  const onBasis = links.slice(start);
  const first = onBasis[0]?.entry;
  const publications = new Set(onBasis.map(({ entry }) => entry.facts.publication));
  if (first === undefined || publications.size < 2) return null;
  const isRevised = onBasis.some(({ move }) => move === 'revised');
  const { unit } = printOf(inForce.entry);
  return isRevised ? difference(inForce.entry, first) : { value: '0' as Decimal, unit };
}

type Revision = Pick<PrintedValue, 'unit'> & { readonly value: Decimal };

function difference(latest: ChainEntry, first: ChainEntry): Revision | null {
  const [now, then] = [printOf(latest), printOf(first)];
  const before = valueIn(then, now.unit);
  if (now.value === null || before === null) return null;
  return { value: subtractDecimals(now.value, before), unit: now.unit };
}

function meanOf(numbers: readonly Decimal[]): Decimal | null {
  if (numbers.length === 0) return null;
  const sum = numbers.reduce(addDecimals, '0' as Decimal);
  const places = Math.max(...numbers.map(decimalPlaces)) + EXTRA_PLACES;
  return divideDecimals(sum, String(numbers.length) as Decimal, places);
}
