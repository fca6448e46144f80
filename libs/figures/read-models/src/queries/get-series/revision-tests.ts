import type { Decimal } from '@ledger/kernel';

/** A first number and the one in force, in one unit. */
export interface Revised {
  readonly first: Decimal;
  readonly latest: Decimal;
}

/** Whether first numbers are too low or too high, more than chance explains. */
export interface BiasTest {
  /** How many revisions it rests on. */
  readonly sample: number;
  readonly verdict: 'biased' | 'no-bias-shown' | 'too-few';
  /** Of the mean revision, robust to autocorrelation; null where they are too few. */
  readonly standardError: Decimal | null;
  /** The mean revision over its standard error; null where they are too few, or all are equal. */
  readonly t: Decimal | null;
  /** How many autocovariances the standard error counts; null where they are too few. */
  readonly lags: number | null;
}

/**
 * What revisions are: news, which could not have been known when the first number was published,
 * or noise, an error of measurement in it.
 */
export interface NewsTest {
  readonly sample: number;
  readonly verdict: 'news' | 'noise' | 'undecided' | 'too-few';
}

/** With fewer revisions the standard error means nothing. */
const SAMPLE_MIN = 10;

/** News and noise are distinguished where a series was published at least so often. */
const VINTAGES_MIN = 10;

const TOO_FEW = { verdict: 'too-few', standardError: null, t: null, lags: null } as const;

/**
 * Tests whether the mean revision is zero, at 5%.
 *
 * The standard error is that of Newey and West, with Bartlett weights and ⌊4 (n/100)^(2/9)⌋ lags:
 * revisions of neighbouring periods are not independent of each other.
 *
 * @param revisions in order of period
 * @see Newey and West, "A Simple, Positive Semi-Definite, Heteroskedasticity and Autocorrelation
 *   Consistent Covariance Matrix", Econometrica 55 (1987)
 */
export function biasTest(revisions: readonly Revised[]): BiasTest {
  const sample = revisions.length;
  if (sample < SAMPLE_MIN) return { sample, ...TOO_FEW };
  const sizes = revisions.map(sizeOf);
  const mean = meanOf(sizes);
  const lags = lagsOf(sample);
  const residuals = sizes.map((size) => size - mean);
  const standardError = Math.sqrt(longRunSum(residuals, lags)) / sample;
  const t = standardError === 0 ? null : mean / standardError;
  const isBiased = t === null ? mean !== 0 : Math.abs(t) > criticalT(sample - 1);
  return {
    sample,
    verdict: isBiased ? 'biased' : 'no-bias-shown',
    standardError: significant(standardError),
    t: t === null ? null : significant(t),
    lags,
  };
}

/**
 * Tells news from noise, at 5%: news does not depend on the first number, noise not on the number
 * in force. Undecided if neither or both can be ruled out.
 *
 * @param vintages how many publications printed figures of the series
 * @see Mankiw and Shapiro, "News or Noise? An Analysis of GNP Revisions", NBER 1939 (1986)
 */
export function newsTest(revisions: readonly Revised[], vintages: number): NewsTest {
  const sample = revisions.length;
  if (sample < SAMPLE_MIN || vintages < VINTAGES_MIN) return { sample, verdict: 'too-few' };
  const sizes = revisions.map(sizeOf);
  const isNews = !dependsOn(sizes, numbersOf(revisions, 'first'));
  const isNoise = !dependsOn(sizes, numbersOf(revisions, 'latest'));
  if (isNews === isNoise) return { sample, verdict: 'undecided' };
  return { sample, verdict: isNews ? 'news' : 'noise' };
}

/** True if the slope of a regression is not zero, by a robust standard error. */
function dependsOn(sizes: readonly number[], on: readonly number[]): boolean {
  const t = slopeT(sizes, on);
  return t !== null && Math.abs(t) > criticalT(sizes.length - 2);
}

/** The slope of `sizes` on `on` over its Newey-West standard error; null if either is constant. */
export function slopeT(sizes: readonly number[], on: readonly number[]): number | null {
  const [meanSize, meanOn] = [meanOf(sizes), meanOf(on)];
  const around = on.map((number) => number - meanOn);
  const spread = around.reduce((sum, number) => sum + number * number, 0);
  if (spread === 0) return null;
  const apart = sizes.map((size) => size - meanSize);
  const slope = sum(apart.map((size, at) => size * (around[at] ?? 0))) / spread;
  const scores = apart.map((size, at) => {
    const number = around[at] ?? 0;
    return number * (size - slope * number);
  });
  const variance = longRunSum(scores, lagsOf(sizes.length));
  return variance <= 0 ? null : (slope * spread) / Math.sqrt(variance);
}

/** The sum of all products of neighbours, with Bartlett weights. */
function longRunSum(numbers: readonly number[], lags: number): number {
  const at = (lag: number) =>
    sum(numbers.slice(lag).map((number, place) => number * (numbers[place] ?? 0)));
  const further = Array.from({ length: lags }, (_, lag) => {
    return 2 * (1 - (lag + 1) / (lags + 1)) * at(lag + 1);
  });
  return Math.max(0, at(0) + sum(further));
}

function lagsOf(sample: number): number {
  return Math.floor(4 * (sample / 100) ** (2 / 9));
}

/** The 97.5% point of Student's t, to three digits from eight degrees of freedom on. */
function criticalT(degrees: number): number {
  const z = 1.959_963_985;
  const first = (z ** 3 + z) / (4 * degrees);
  return z + first + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
}

function sizeOf({ first, latest }: Revised): number {
  return Number(latest) - Number(first);
}

function numbersOf(revisions: readonly Revised[], which: keyof Revised): readonly number[] {
  return revisions.map((one) => Number(one[which]));
}

function meanOf(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const DIGITS = 5;

/** An estimate with five digits: more would be a claim. */
function significant(number: number): Decimal {
  if (number === 0) return '0' as Decimal;
  const magnitude = Math.floor(Math.log10(Math.abs(number)));
  return number.toFixed(Math.max(0, Math.min(20, DIGITS - 1 - magnitude))) as Decimal;
}
