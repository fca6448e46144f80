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
import {
  biasTest,
  newsTest,
  type BiasTest,
  type NewsTest,
  type Revised,
} from './revision-tests.js';

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
  /** The sum of their sizes over that of the values in force, in size; null if those are zero. */
  readonly relative: Decimal | null;
  /** The smallest and the largest, with sign. */
  readonly range: { readonly least: Decimal; readonly most: Decimal } | null;
  readonly bias: BiasTest;
  readonly news: NewsTest;
}

/** Means are given with this many digits more than the numbers they are of. */
const EXTRA_PLACES = 2;

/**
 * Sums up the revisions of some figures, which are in order of period.
 *
 * With P the value first put in force and L the value in force now, of n figures:
 *
 *     mean revision           MR  = (1/n) · Σ (L − P)
 *     mean absolute revision  MAR = (1/n) · Σ |L − P|
 *     relative to level       RMAR = Σ |L − P| / Σ |L|
 *
 * in exact decimals, rounded half up once at the end. P is the first value on the present
 * basis, because a restatement is another measurement and no revision. A figure that was only
 * confirmed counts as a revision of zero, even if it was first printed with less precision; one
 * that was printed once could not have been revised and does not count, nor does one whose
 * first or present value is missing. Means are in the unit of the first figure that counts; one
 * whose unit does not convert into it does not count.
 *
 * Whether they are biased, and news or noise, is only said of enough of them.
 *
 * @param vintages how many publications printed figures of the series
 * @see McKenzie and Gamba, "Interpreting the results of Revision Analyses: Recommended Summary
 *   Statistics", OECD/Eurostat Task Force on Performing Revisions Analysis for Sub-Annual Economic
 *   Statistics, 2008
 */
export function revisionSummary(chains: Iterable<Chain>, vintages = 0): RevisionSummary {
  const pairs: Revised[] = [];
  let unit: string | undefined;
  for (const chain of chains) {
    const revision = revisionOf(chain);
    if (revision === null) continue;
    const pair = inUnit(revision, (unit ??= revision.unit));
    if (pair !== null) pairs.push(pair);
  }
  const revisions = pairs.map(({ first, latest }) => subtractDecimals(latest, first));
  const sizes = revisions.map(absoluteDecimal);
  return {
    count: revisions.length,
    revised: sizes.filter((size) => !/^[0.]+$/.test(size)).length,
    mean: meanOf(revisions),
    meanAbsolute: meanOf(sizes),
    relative: relativeOf(sizes, pairs),
    range: rangeOf(revisions),
    bias: biasTest(pairs),
    news: newsTest(pairs, vintages),
  };
}

/** The first value on its basis and the one in force; null where there is nothing to compare. */
function revisionOf({ links, inForce }: Chain): Revision | null {
  if (inForce.state !== 'reported') return null;
  const start = links.findLastIndex(({ move }) => move === 'restated' || move === 'recorded');
  const onBasis = links.slice(start);
  const first = onBasis[0]?.entry;
  const publications = new Set(onBasis.map(({ entry }) => entry.facts.publication));
  if (first === undefined || publications.size < 2) return null;
  const isRevised = onBasis.some(({ move }) => move === 'revised');
  return pairOf(inForce.entry, isRevised ? first : inForce.entry);
}

type Revision = Revised & Pick<PrintedValue, 'unit'>;

function pairOf(latest: ChainEntry, first: ChainEntry): Revision | null {
  const [now, then] = [printOf(latest), printOf(first)];
  const before = valueIn(then, now.unit);
  if (now.value === null || before === null) return null;
  return { first: before, latest: now.value, unit: now.unit };
}

function inUnit({ first, latest, unit }: Revision, wanted: string): Revised | null {
  const before = valueIn({ value: first, unit }, wanted);
  const now = valueIn({ value: latest, unit }, wanted);
  return before === null || now === null ? null : { first: before, latest: now };
}

const RELATIVE_PLACES = 6;

function relativeOf(sizes: readonly Decimal[], pairs: readonly Revised[]): Decimal | null {
  const levels = pairs.map(({ latest }) => absoluteDecimal(latest));
  const level = levels.reduce(addDecimals, '0' as Decimal);
  if (/^[0.]+$/.test(level)) return null;
  return divideDecimals(sizes.reduce(addDecimals, '0' as Decimal), level, RELATIVE_PLACES);
}

function rangeOf(revisions: readonly Decimal[]): RevisionSummary['range'] {
  const [first, ...others] = revisions;
  if (first === undefined) return null;
  const isBelow = (one: Decimal, other: Decimal) =>
    subtractDecimals(one, other).startsWith('-');
  const least = others.reduce((low, one) => (isBelow(one, low) ? one : low), first);
  const most = others.reduce((high, one) => (isBelow(high, one) ? one : high), first);
  return { least, most };
}

function meanOf(numbers: readonly Decimal[]): Decimal | null {
  if (numbers.length === 0) return null;
  const sum = numbers.reduce(addDecimals, '0' as Decimal);
  const places = Math.max(...numbers.map(decimalPlaces)) + EXTRA_PLACES;
  return divideDecimals(sum, String(numbers.length) as Decimal, places);
}
