import {
  type Rational,
  decimalText,
  dividedBy,
  minus,
  rational,
  rationalOf,
  times,
} from '../numbers/rational.js';
import type { Check } from '../checks/check.js';
import { PERCENT_CHANGE } from '../checks/relation.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';
import { placesOf } from './needed.js';
import type { Slip } from './slip.js';

interface Worked {
  readonly value: Rational;
  readonly isRight: boolean;
  readonly words: string;
}

/**
 * Wrong computations of a percentage that give the printed digits: by the wrong base, truncated
 * instead of rounded, rounded twice, or points called per cent.
 */
export function formulaSlips(index: FigureIndex, check: Check): readonly Slip[] {
  const { print } = check.claim;
  if (print.unit !== 'percent') return [];
  return [
    ...waysOf(index, check).flatMap((way) => slipOf(way, check.claim)),
    ...pointsFor(check),
  ];
}

function slipOf({ value, isRight, words }: Worked, claim: PrintedFigure): readonly Slip[] {
  const places = placesOf(claim);
  const printed = unsigned(decimalText(rationalOf(claim.print.value), places, 'half-up'));
  const rounded = unsigned(decimalText(value, places, 'half-up'));
  const cut = unsigned(decimalText(value, places, 'cut-off'));
  if (!isRight && rounded === printed) return [{ kind: 'wrong-base', words }];
  if (!isRight && cut === printed) {
    return [{ kind: 'wrong-base', words: `${words} and the rest cut off instead of rounded` }];
  }
  if (!isRight) return [];
  const slips: Slip[] = [];
  if (cut === printed) {
    slips.push({
      kind: 'cut-off',
      words: 'its last digits had been cut off instead of rounded',
    });
  }
  const once = rationalOf(decimalText(value, places + 1, 'half-up'));
  if (rounded !== printed && unsigned(decimalText(once, places, 'half-up')) === printed) {
    slips.push({ kind: 'rounded-twice', words: 'it had been rounded twice' });
  }
  return slips;
}

function waysOf(index: FigureIndex, check: Check): readonly Worked[] {
  const { relation, operands } = check.chosen;
  const [first, second] = operands.map(({ print }) => rationalOf(print.value));
  if (first === undefined || second === undefined || operands.length !== 2) return [];
  if (second.over <= 0n || first.over <= 0n) return [];
  if (relation !== PERCENT_CHANGE) {
    return [{ value: percent(first, second), isRight: true, words: '' }];
  }
  const change = minus(first, second);
  return [
    { value: percent(change, second), isRight: true, words: '' },
    { value: percent(change, first), isRight: false, words: BY_LATER },
    ...byPrintedChange(index, check, first),
  ];
}

const BY_LATER = 'the change had been divided by the later level instead of the earlier';

/** The printed change may differ from that of the levels, and may have been used. */
function byPrintedChange(
  index: FigureIndex,
  { claim, chosen }: Check,
  later: Rational,
): readonly Worked[] {
  const { period, comparedWith } = claim.figure;
  const series = seriesOf(claim.figure);
  const change = index.beside(claim, { series, period, statistic: 'change', comparedWith });
  const [, earlier] = chosen.operands;
  if (change === undefined || earlier === undefined) return [];
  const size = rationalOf(change.print.value);
  const levels = minus(later, rationalOf(earlier.print.value));
  if (minus(size, levels).over === 0n || size.over === 0n) return [];
  const words = `the printed change of ${change.print.printed} had been divided by the`;
  return [
    { value: percent(size, later), isRight: false, words: `${words} later level` },
    {
      value: percent(size, rationalOf(earlier.print.value)),
      isRight: false,
      words: `${words} earlier level`,
    },
  ];
}

/** The difference of two percentages is in points. */
function pointsFor({ claim, chosen }: Check): readonly Slip[] {
  const [later, earlier] = chosen.operands;
  if (chosen.relation !== PERCENT_CHANGE || later?.print.unit !== 'percent') return [];
  if (earlier === undefined) return [];
  const points = minus(rationalOf(later.print.value), rationalOf(earlier.print.value));
  const isPrinted = minus(points, rationalOf(claim.print.value)).over === 0n;
  const words = 'percentage points had been called per cent';
  return isPrinted ? [{ kind: 'points-called-per-cent', words }] : [];
}

function percent(part: Rational, whole: Rational): Rational {
  return dividedBy(times(rational(100), part), whole);
}

function unsigned(text: string): string {
  return text.replace(/^-/, '');
}
