import { type Decimal, multiplyDecimals, powerOfTen } from '@ledger/kernel';
import { CURRENCIES } from './currency-table.js';
import { pluralOf, singularOf } from '../text/noun-number.js';
import { type Ratio, ratio, timesRatio } from './ratio.js';
import { DIMENSIONS } from './unit-table.js';

/** What a number can be counted or measured in. */
export interface Unit {
  /** As measures and reports name it. */
  readonly name: string;
  /** Numbers in units of one dimension can be compared; in units of two never. */
  readonly dimension: string;
  /** How many of the dimension's own unit one of it is, exactly. */
  readonly factor: Ratio;
  /** Words and signs behind a number that mean it, in lower case, singular and plural. */
  readonly nouns: readonly string[];
  /** Signs and codes in front of a number that mean it, in lower case: money only. */
  readonly signs: readonly string[];
  /** The unit it is a multiple of: USD of `usd-million`, nothing of USD itself. */
  readonly multipleOf?: Unit;
  /** What a rate is a rate of and to: `per-1000-population` has no `of`. */
  readonly rate?: UnitRate;
}

/** A rate with its base: so many of one unit to so many of another. */
export interface UnitRate {
  /** Absent where the name does not say what is counted: `per-1000-population`. */
  readonly of?: Unit;
  /** How many of the base it is to: 1000. */
  readonly per: Decimal;
  readonly base: Unit;
}

/**
 * The unit of a name.
 *
 * Known are the units of the table by any of their unambiguous words, the currencies of ISO 4217,
 * multiples of either (`usd-million`, `thousand-tonnes`), rates (`per-1000-population`,
 * `kilometres-per-hour`, `gbp-per-head`) and indices with their base (`index-2015`). Every other
 * name is what it says: a count of that noun, which compares with itself only.
 */
export function unitNamed(name: string): Unit {
  const known = NAMED.get(name);
  if (known !== undefined) return known;
  const unit = derivedUnit(name, 0);
  if (NAMED.size >= NAMED_MAX) for (const derived of DERIVED.splice(0)) NAMED.delete(derived);
  NAMED.set(name, unit);
  DERIVED.push(name);
  return unit;
}

/**
 * The units of the table that a word or sign behind a number can mean: "m" is minutes or metres,
 * "%" percent or percentage points.
 */
export function unitsMeant(word: string): readonly Unit[] {
  return MEANT.get(word.toLowerCase()) ?? [];
}

/** The currencies that a sign or code in front of a number can mean: `$` is several. */
export function currenciesMeant(sign: string): readonly Unit[] {
  return SIGNED.get(sign.toLowerCase()) ?? [];
}

/** Signs and codes of money that begin with a letter, in lower case; the longest first. */
export function moneySignsFrom(letter: string): readonly string[] {
  return MONEY_SIGNS.get(letter) ?? [];
}

/**
 * How many of the figure's unit one of what the word names is: 60 of "minutes" in seconds, 100 of
 * "%" in basis points, a millionth of "dollars" in `usd-million`, 1 of a unit's own noun.
 *
 * @returns null if the word names nothing of the unit's dimension: it means another unit
 *   ({@link unitsMeant} gives it), or is not a unit
 */
export function factorOfWord(word: string, unit: string): Ratio | null {
  const own = unitNamed(unit);
  const noun = word.toLowerCase();
  const meant = own.nouns.includes(noun)
    ? own
    : unitsMeant(noun).find((candidate) => isComparable(candidate, own));
  return meant === undefined ? null : factorBetween(meant, own);
}

/**
 * How many of the figure's unit one of what the sign in front of an amount names is: 1 of `£` in
 * GBP and in `gbp-per-head`, a millionth of `$` in `usd-million`.
 *
 * @returns null if it is no sign of that unit's money
 */
export function factorOfSign(sign: string, unit: string): Ratio | null {
  const named = unitNamed(unit);
  const own = named.rate?.of ?? named;
  const meant = currenciesMeant(sign).find((candidate) => isComparable(candidate, own));
  return meant === undefined ? null : factorBetween(meant, own);
}

/** True if numbers in the two units can be compared. */
export function isComparable(left: Unit, right: Unit): boolean {
  return left.dimension === right.dimension;
}

/** How many of `to` one of `from` is, exactly; null if they are not comparable. */
export function factorBetween(from: Unit, to: Unit): Ratio | null {
  if (!isComparable(from, to)) return null;
  return timesRatio(from.factor, { over: to.factor.under, under: to.factor.over });
}

/** Scales that a unit's name may begin or end with, and the power of ten of each. */
const POWERS: ReadonlyMap<string, number> = new Map([
  ['hundred', 2],
  ['thousand', 3],
  ['lakh', 5],
  ['million', 6],
  ['crore', 7],
  ['billion', 9],
  ['trillion', 12],
]);
const SHORT_POWERS: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['m', 6],
  ['mn', 6],
  ['bn', 9],
  ['tn', 12],
  ['trn', 12],
]);

/** What rates are to where it is people: each word means the same base. */
const POPULATION = ['population', 'inhabitants', 'residents', 'head', 'capita', 'persons'];

/** A unit is a multiple of a rate of money at most: a bound on names that nest for ever. */
const NESTING_MAX = 3;

/** The maximum number of cached names; beyond it the cache is cleared. */
const NAMED_MAX = 5_000;

const ONE = ratio(1);

const LISTED: readonly Unit[] = [
  ...DIMENSIONS.flatMap(({ dimension, units }) =>
    units.map(({ name, factor, nouns }) => ({
      name,
      dimension,
      factor: ratio(factor as Decimal),
      nouns: bothNumbers([...nouns, singularOf(name.replaceAll('-', ' '))]),
      signs: [],
    })),
  ),
  ...CURRENCIES.flatMap(({ code, signs, nouns, hundredths }) => {
    const dimension = `money:${code}`;
    const own = code.toLowerCase();
    const factor = ratio('0.01' as Decimal);
    return [
      {
        name: code,
        dimension,
        factor: ONE,
        signs: [own, ...signs],
        nouns: bothNumbers([own, ...nouns]),
      },
      ...hundredths
        .slice(0, 1)
        .map((name) => `${own}-${pluralOfHundredth(name, hundredths)}`)
        .map((name) => ({
          name,
          dimension,
          factor,
          signs: [],
          nouns: bothNumbers(hundredths),
        })),
    ];
  }),
];

const MEANT = indexed(({ nouns }) => nouns);
const SIGNED = indexed(({ signs }) => signs);
const MONEY_SIGNS: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  [...SIGNED.keys()].sort((left, right) => right.length - left.length),
  (sign) => sign.slice(0, 1),
);
const NAMED = new Map<string, Unit>(LISTED.map((unit) => [unit.name, unit]));
const DERIVED: string[] = [];

/** Words that several units share and that name one of them where a unit is named. */
const CHOSEN: ReadonlyMap<string, string> = new Map([
  ['m', 'metres'],
  ['pounds', 'GBP'],
  ['pound', 'GBP'],
  ['pence', 'gbp-pence'],
  ['dollars', 'USD'],
  ['dollar', 'USD'],
  ['pt', 'percentage-points'],
  ['per-cent', 'percent'],
  ['pc', 'percent'],
  ['pct', 'percent'],
]);

function bothNumbers(nouns: readonly string[]): readonly string[] {
  return [...new Set(nouns.flatMap((noun) => [noun, pluralOf(noun)]))];
}

function pluralOfHundredth(name: string, hundredths: readonly string[]): string {
  return hundredths.includes('pence') ? 'pence' : pluralOf(name);
}

function indexed(words: (unit: Unit) => readonly string[]): ReadonlyMap<string, Unit[]> {
  const index = new Map<string, Unit[]>();
  for (const unit of LISTED) {
    for (const word of words(unit)) index.set(word, [...(index.get(word) ?? []), unit]);
  }
  return index;
}

function derivedUnit(name: string, depth: number): Unit {
  const known = NAMED.get(name) ?? byWord(name);
  if (known !== undefined) return known;
  if (/^[A-Z]{3}$/.test(name)) return unlistedCurrency(name);
  if (depth > NESTING_MAX) return countOf(name);
  return (
    rateNamed(name, depth) ?? multipleNamed(name, depth) ?? indexNamed(name) ?? countOf(name)
  );
}

function byWord(name: string): Unit | undefined {
  const chosen = CHOSEN.get(name);
  if (chosen !== undefined) return NAMED.get(chosen);
  const units = unitsMeant(name.replaceAll('-', ' '));
  return units.length === 1 ? units[0] : undefined;
}

function unlistedCurrency(code: string): Unit {
  const word = code.toLowerCase();
  return { name: code, dimension: `money:${code}`, factor: ONE, nouns: [word], signs: [word] };
}

/** `per-1000-population`, `offences-per-1000-population`, `kilometres-per-hour`. */
function rateNamed(name: string, depth: number): Unit | undefined {
  const found = /^(?:(.+)-)?per-(?:(10*)-)?([a-z].*)$/.exec(name);
  if (found === null) return undefined;
  const [, counted, size = '1', to = ''] = found;
  const of = counted === undefined ? undefined : derivedUnit(counted, depth + 1);
  const { per, base } = ratedTo(size as Decimal, to, depth + 1);
  const share = timesRatio(ratio(1, per), { over: base.factor.under, under: base.factor.over });
  return {
    name,
    dimension: `${of?.dimension ?? ''}/${base.dimension}`,
    factor: timesRatio(of?.factor ?? ONE, share),
    nouns: of?.nouns ?? [],
    signs: of?.signs ?? [],
    rate: { ...(of === undefined ? undefined : { of }), per, base },
  };
}

/** What a rate is to, and how many of it: `million-population` is a million people. */
function ratedTo(size: Decimal, name: string, depth: number): Pick<UnitRate, 'per' | 'base'> {
  const [first = ''] = name.split('-');
  const power = POWERS.get(first);
  if (POPULATION.includes(name)) return { per: size, base: unitNamed('people') };
  if (power === undefined) return { per: size, base: derivedUnit(name, depth) };
  const to = name.slice(first.length + 1) || 'count';
  return ratedTo(multiplyDecimals(size, powerOfTen(power)), to, depth);
}

/** `usd-million`, `gbp-bn`, `thousand-tonnes`, `people-thousands`; `millions` of anything. */
function multipleNamed(name: string, depth: number): Unit | undefined {
  const alone = POWERS.get(singularOf(name));
  if (alone !== undefined) return multiple(name, alone, unitNamed('count'));
  const [first = '', ...behind] = name.split('-');
  const last = behind.at(-1);
  if (last === undefined) return undefined;
  const before = POWERS.get(first);
  if (before !== undefined)
    return multiple(name, before, derivedUnit(behind.join('-'), depth + 1));
  const rest = name.slice(0, -last.length - 1);
  const after =
    POWERS.get(singularOf(last)) ?? (isMoney(rest) ? SHORT_POWERS.get(last) : undefined);
  return after === undefined ? undefined : multiple(name, after, derivedUnit(rest, depth + 1));
}

function multiple(name: string, power: number, of: Unit): Unit {
  const factor = timesRatio(of.factor, ratio(powerOfTen(power)));
  return { name, dimension: of.dimension, factor, nouns: [], signs: [], multipleOf: of };
}

function isMoney(name: string): boolean {
  return name.length === 3 && NAMED.has(name.toUpperCase());
}

/** `index-2015`, `index-2015-16`: what is 100 in one year is not what is 100 in another. */
function indexNamed(name: string): Unit | undefined {
  if (!/^index-\d/.test(name)) return undefined;
  return { ...unitNamed('index'), name, dimension: name };
}

function countOf(name: string): Unit {
  const noun = singularOf(name.replaceAll('-', ' '));
  const nouns = bothNumbers([noun]);
  return { name, dimension: `count:${noun}`, factor: ONE, nouns, signs: [] };
}
