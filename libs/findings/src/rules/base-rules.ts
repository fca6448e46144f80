import type { Claim } from '../checks/check.js';
import { UNSTATED } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import { comparedPeriod } from '../figures/figure-index.js';
import { countOf, monthsOf } from '../figures/months.js';
import type { PrintedFigure } from '../figures/printed-figure.js';

/** The period that a change is compared with, against those of its neighbours. */
export const BASE_PERIOD: Rule = {
  name: 'base-period',
  version: 1,
  title: 'Changes that are stated together are against the same time of another year',
  claims: function* claims(index) {
    for (const publication of index.publications()) {
      const changes = index
        .inPublication(publication)
        .flatMap((figure) => laggedOf(figure) ?? []);
      for (const group of groupBy(changes, ({ figure }) => figure.figure.measure)) {
        yield* strangersIn(group);
      }
    }
  },
};

interface Lagged {
  readonly figure: PrintedFigure;
  readonly lag: number;
}

/** Neighbours that have to agree before one that differs is a slip. */
const NEIGHBOURS = 3;

const MONTHS_OF_A_YEAR = 12;

function* strangersIn(group: readonly Lagged[]): Iterable<Claim> {
  const yearly = group.filter(({ lag }) => lag % MONTHS_OF_A_YEAR === 0);
  const [usual] = yearly;
  const others = group.filter(({ lag }) => lag % MONTHS_OF_A_YEAR !== 0);
  if (usual === undefined || yearly.length < NEIGHBOURS || yearly.length <= others.length)
    return;
  for (const group of groupBy(others, keyOfPeriods)) {
    const [claim, ...also] = group.map(({ figure }) => figure);
    if (claim === undefined) continue;
    const operands = [...also, usual.figure];
    const contradiction =
      'It is said to be against another time of the year than the changes that stand with it.';
    yield { claim, hypotheses: [{ relation: UNSTATED, operands }], contradiction };
  }
}

function keyOfPeriods({ figure }: Lagged): string {
  return `${figure.figure.area} ${figure.figure.period} ${figure.figure.comparedWith}`;
}

function laggedOf(figure: PrintedFigure): Lagged | null {
  const before = comparedPeriod(figure);
  if (before === null) return null;
  const [months, base] = [monthsOf(figure.figure.period), monthsOf(before)];
  if (months === null || base === null || countOf(months) !== countOf(base)) return null;
  return { figure, lag: months.first - base.first };
}

function groupBy<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): Iterable<readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups.values();
}
