import { inputsOf } from '../checks/check.js';
import { checksOf } from '../checks/run-rules.js';
import { type FigureIndex, tableOf } from '../figures/figure-index.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';
import { RULES } from '../rules/rules.js';
import { type Found, findingsFrom } from './finding.js';

/**
 * The findings of a figure's own publication in which it takes part, without checking the others:
 * what one more report changes.
 */
export async function findAbout(
  index: FigureIndex,
  figure: PrintedFigure,
): Promise<readonly Found[]> {
  const part = index.of(relatedTo(index, figure));
  const checks = await checksOf(RULES, part);
  const own = checks.filter(
    (check) =>
      check.claim.publication === figure.publication &&
      inputsOf(check).some(({ event }) => event === figure.event),
  );
  return findingsFrom(index, own);
}

/**
 * The figures of its publication of which a rule may claim something that depends on it, and the
 * same figure in others.
 */
function relatedTo(index: FigureIndex, figure: PrintedFigure): readonly PrintedFigure[] {
  const measures = measuresMadeFrom(index, figure.figure.measure);
  const areas = areasAround(index, figure.figure.area);
  const table = tableOf(figure);
  const { line } = figure.locator;
  const { period, statistic, comparedWith } = figure.figure;
  const series = seriesOf(figure.figure);
  const elsewhere = index
    .all({ series, period, statistic, comparedWith })
    .filter(({ publication }) => publication !== figure.publication);
  const own = index.inPublication(figure.publication).filter((other) => {
    const { measure, area, statistic, comparedWith } = other.figure;
    if (measures.has(measure) && areas.has(area)) return true;
    if (statistic !== 'share') return false;
    if (comparedWith === figure.figure.measure) return true;
    return table === null ? other.locator.line === line : tableOf(other) === table;
  });
  return [...own, ...elsewhere];
}

/** A measure, the totals it is a part of, and the ratios it has a part in. */
function measuresMadeFrom({ vocabulary }: FigureIndex, code: string): ReadonlySet<string> {
  const whole = vocabulary.measures.get(code)?.madeFrom[1];
  const others = [...vocabulary.measures.values()].flatMap((other) => {
    const isMadeFrom = other.sumOf.includes(code) || other.madeFrom.includes(code);
    return isMadeFrom || (whole !== undefined && other.madeFrom[1] === whole)
      ? [other.code]
      : [];
  });
  return new Set([code, ...others]);
}

/** An area, the one it is within, and the others of its kind there. */
function areasAround({ vocabulary }: FigureIndex, id: string): ReadonlySet<string> {
  const parent = vocabulary.areas.get(id)?.parent;
  if (parent === undefined) return new Set([id]);
  const siblings = [...vocabulary.areas.values()].flatMap((area) =>
    area.parent === parent ? [area.id] : [],
  );
  return new Set([id, parent, ...siblings]);
}
