import type { Decimal } from '@ledger/kernel';
import { includes, overlap } from '../numbers/range.js';
import { negated, rationalOf } from '../numbers/rational.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { saysDirection } from '../figures/precision.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import { carriedOver } from './carried-over.js';
import { formulaSlips } from './formula-slips.js';
import { partSlips } from './part-slips.js';
import type { Slip } from './slip.js';
import type { Suspicion } from './suspicion.js';

/** Every slip that reproduces the printed token of a suspect exactly. */
export function slipsOf(index: FigureIndex, suspicion: Suspicion): readonly Slip[] {
  const isClaim = suspicion.figure.event === suspicion.check.claim.event;
  if (saysDirection(suspicion.figure)) return turnedDirection(suspicion);
  if (suspicion.needed.low === null || suspicion.needed.high === null) return [];
  return [
    ...transpositions(index, suspicion),
    ...wrongDigits(index, suspicion),
    ...lostSign(suspicion),
    ...(isClaim ? formulaSlips(index, suspicion.check) : []),
    ...(isClaim ? partSlips(index, suspicion.check) : []),
    ...carriedOver(index, suspicion),
  ];
}

/** True if the needed range includes a number that would be printed as this value. */
function fits(index: FigureIndex, { figure, needed }: Suspicion, value: Decimal): boolean {
  return overlap(index.rangeAs(figure, value), needed);
}

function transpositions(index: FigureIndex, suspicion: Suspicion): readonly Slip[] {
  const { value } = suspicion.figure.print;
  const digits = [...value.matchAll(/\d/g)].map(({ index: at }) => at);
  return digits.flatMap((at, place) => {
    const next = digits[place + 1];
    if (next === undefined || value[at] === value[next]) return [];
    const meant = withDigit(withDigit(value, at, value[next] ?? ''), next, value[at] ?? '');
    if (/^-?0\d/.test(meant) || !fits(index, suspicion, meant)) return [];
    const words = `two digits of ${shown(meant, suspicion.figure)} had been swapped`;
    return [{ kind: 'digits-transposed', words, meant } as const];
  });
}

const DIGITS = Array.from('0123456789');
/** More candidates than this, each one digit away, prove nothing. */
const DIGIT_SLIPS_MAX = 2;

function wrongDigits(index: FigureIndex, suspicion: Suspicion): readonly Slip[] {
  const { value } = suspicion.figure.print;
  const places = [...value.matchAll(/\d/g)].map(({ index: at }) => at);
  if (places.length < 2) return [];
  const meant = places.flatMap((at) =>
    DIGITS.filter((digit) => digit !== value[at])
      .map((digit) => withDigit(value, at, digit))
      .filter((other) => !/^-?0\d/.test(other) && fits(index, suspicion, other)),
  );
  if (meant.length > DIGIT_SLIPS_MAX) return [];
  return meant.map((one) => ({
    kind: 'one-digit-wrong',
    words: `one digit of ${shown(one, suspicion.figure)} had been mistyped`,
    meant: one,
  }));
}

function lostSign({ figure, needed }: Suspicion): readonly Slip[] {
  const value = rationalOf(figure.print.value);
  if (value.over === 0n || !includes(needed, negated(value))) return [];
  return [TURNED];
}

const TURNED: Slip = { kind: 'sign-lost', words: 'its direction had been turned round' };

/** A word for the opposite of the direction in which the numbers moved. */
function turnedDirection({ figure, needed }: Suspicion): readonly Slip[] {
  const isRise = figure.print.qualifier === 'at-least';
  const end = isRise ? needed.high : needed.low;
  const isOther = end !== null && (isRise ? end.over < 0n : end.over > 0n);
  return isOther ? [TURNED] : [];
}

function withDigit(value: string, at: number, digit: string): Decimal {
  return `${value.slice(0, at)}${digit}${value.slice(at + 1)}` as Decimal;
}

/** A number as a reader sees it: with its commas, without a sign that only the words express. */
export function shown(value: string, { print, figure }: PrintedFigure): string {
  const isSigned = /^[-+−–]/.test(print.printed.trim()) || !/\d/.test(print.printed);
  const bare = isSigned ? value : value.replace(/^-/, '');
  const [whole = '', part] = bare.split('.');
  const grouped =
    whole.replace('-', '').length > 4 || print.printed.includes(',')
      ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
      : whole;
  const number = part === undefined ? grouped : `${grouped}.${part}`;
  const percent = print.unit === 'percent' || figure.statistic === 'percent-change' ? '%' : '';
  return `${number}${percent}`;
}
