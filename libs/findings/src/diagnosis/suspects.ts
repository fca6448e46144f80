import type { Decimal } from '@ledger/kernel';
import type { Range } from '../numbers/range.js';
import { type Check, holdsWith, inputsOf } from '../checks/check.js';
import type { FigureIndex } from '../figures/figure-index.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import { asPrinted, roundedMiddle } from './needed.js';
import type { Slip } from './slip.js';
import { slipsOf } from './slips.js';

/** A figure that would reconcile a check if it had another value. */
export interface Suspect {
  readonly figure: PrintedFigure;
  /** What it would have to be. */
  readonly needed: Range;
  /** That value as it would be printed, in the figure's unit; null if unbounded. */
  readonly value: Decimal | null;
  /** How many other checks of the figure would then hold. */
  readonly holds: number;
  /** How many checks that hold now would then fail. */
  readonly breaks: number;
  readonly slips: readonly Slip[];
}

/** Checks by the figures they depend on. */
export type ChecksByFigure = ReadonlyMap<string, readonly Check[]>;

/** Every check, under each figure it depends on. */
export function checksByFigure(checks: readonly Check[]): ChecksByFigure {
  const lists = new Map<string, Check[]>();
  for (const check of checks) {
    for (const { event } of inputsOf(check)) {
      const list = lists.get(event);
      if (list === undefined) lists.set(event, [check]);
      else list.push(check);
    }
  }
  return lists;
}

/**
 * The figures of an impossible check with what each would have to be, likeliest first: the one
 * that breaks the fewest other checks, then the one that a slip explains, then the one with
 * which most other checks hold, then the claimed number.
 */
export function suspectsOf(
  index: FigureIndex,
  check: Check,
  byFigure: ChecksByFigure,
): readonly Suspect[] {
  if (check.contradiction !== undefined) return [];
  const { relation, operands } = check.chosen;
  const ranges = operands.map((operand) => index.range(operand));
  const printed = index.range(check.claim);
  const needs = [
    { figure: check.claim, needed: check.recomputed },
    ...operands.map((figure, at) => ({ figure, needed: relation.solve(at, printed, ranges) })),
  ];
  return needs
    .filter(({ needed }) => needed.low !== null || needed.high !== null)
    .map((need) => suspectOf(index, check, { ...need, byFigure }))
    .toSorted(
      (left, right) =>
        left.breaks - right.breaks ||
        Number(right.slips.length > 0) - Number(left.slips.length > 0) ||
        right.holds - left.holds,
    );
}

interface Need {
  readonly figure: PrintedFigure;
  readonly needed: Range;
  readonly byFigure: ChecksByFigure;
}

function suspectOf(
  index: FigureIndex,
  check: Check,
  { figure, needed, byFigure }: Need,
): Suspect {
  const supposed = (other: PrintedFigure) =>
    other.event === figure.event ? needed : index.range(other);
  const others = (byFigure.get(figure.event) ?? []).filter((other) => other !== check);
  const holding = others.filter(({ contradiction }) => contradiction === undefined);
  const held = holding.filter((other) => holdsWith(other, supposed));
  const broken = holding.filter(
    (other) => other.verdict === 'consistent' && !holdsWith(other, supposed),
  );
  return {
    figure,
    needed,
    value: asPrinted(needed, index.range(figure), figure) ?? roundedMiddle(needed, figure),
    holds: held.length,
    breaks: broken.length,
    slips: slipsOf(index, { check, figure, needed }),
  };
}
