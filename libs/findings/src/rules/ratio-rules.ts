import type { Claim, Hypothesis } from '../checks/check.js';
import { COMPLEMENT, quotient } from '../checks/relation.js';
import { perHead, sharedBase, wholeShare } from '../checks/ratio-relations.js';
import type { Rule } from '../checks/rule.js';
import { type FigureIndex, tableOf } from '../figures/figure-index.js';
import { countOf, monthsOf, periodOfMonths } from '../figures/months.js';
import { countsWholeThings } from '../figures/precision.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';
import { standTogether } from '../figures/stand-together.js';
import { baseOf } from './share-bases.js';

/** A ratio against the measures it is derived from. */
export const RATIO: Rule = {
  name: 'ratio-from-parts',
  version: 1,
  title: 'A rate is what its measure says it is made from',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      const { madeFrom = [], kind } = index.measure(figure) ?? {};
      const [over, under] = madeFrom;
      if (over === undefined || under === undefined || kind !== 'ratio') continue;
      if (figure.figure.statistic !== 'value') continue;
      const claim =
        figure.figure.breakdown['per'] === undefined
          ? ratioClaim(index, figure, [over, under])
          : perHeadClaim(index, figure, [over, under]);
      if (claim !== null) yield claim;
    }
  },
};

/** A share against the part and the whole. */
export const SHARE: Rule = {
  name: 'share-of-whole',
  version: 1,
  title: 'A share is the part over the whole',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (figure.figure.statistic !== 'share') continue;
      const claim = shareClaim(index, figure);
      if (claim !== null) yield claim;
    }
  },
};

/** Shares of one whole, each of which implies its size. */
export const SHARED_BASE: Rule = {
  name: 'shares-of-one-whole',
  version: 1,
  title: 'Shares of one whole imply the same whole',
  claims: function* claims(index) {
    for (const shares of sharesByBase(index).values()) {
      const [first, ...others] = shares;
      for (const { share, part } of others) {
        if (first === undefined) break;
        const operands = [part, first.part, first.share];
        yield { claim: share, hypotheses: [{ relation: sharedBase, operands }] };
      }
    }
  },
};

/** Two percentages that add up to a hundred. */
export const REMAINDER: Rule = {
  name: 'parts-of-a-hundred',
  version: 1,
  title: 'Two rates that leave nothing out add up to 100',
  claims: function* claims(index) {
    const pairs = complementsOf(index);
    for (const figure of index.figures) {
      const other = pairs.get(figure.figure.measure);
      const { statistic, period } = figure.figure;
      if (other === undefined || statistic !== 'value' || figure.print.unit !== 'percent')
        continue;
      const series = seriesOf({ ...figure.figure, measure: other });
      const rest = index.beside(figure, { series, period, statistic });
      if (rest !== undefined) {
        yield { claim: figure, hypotheses: [{ relation: COMPLEMENT, operands: [rest] }] };
      }
    }
  },
};

type Made = readonly [over: string, under: string];

function ratioClaim(index: FigureIndex, claim: PrintedFigure, made: Made): Claim | null {
  const [part, whole] = made.map((measure) =>
    index.level(withMeasure(claim, measure), claim.figure.period),
  );
  if (whole === undefined) return null;
  const per = claim.print.unit === 'percent' ? 100 : 1;
  if (part !== undefined) {
    return { claim, hypotheses: [{ relation: quotient(per), operands: [part, whole] }] };
  }
  return wholeNumberClaim(index, claim, whole);
}

/** A mean per head and month: by the heads at the end of the period, or at its beginning. */
function perHeadClaim(index: FigureIndex, claim: PrintedFigure, made: Made): Claim | null {
  const months = monthsOf(claim.figure.period);
  if (months === null || claim.figure.breakdown['per'] !== 'month') return null;
  const { per: _per, ...breakdown } = claim.figure.breakdown;
  const of = (measure: string) => ({
    ...claim,
    figure: { ...claim.figure, measure, breakdown },
  });
  const [over, under] = made;
  const end = periodOfMonths({ first: months.last, last: months.last });
  const part = index.level(of(over), claim.figure.period);
  const heads = index.level(of(under), end) ?? index.level(of(under), claim.figure.period);
  if (part === undefined || heads === undefined) return null;
  const relation = perHead(countOf(months));
  const atEnd: Hypothesis = {
    supposing: 'the heads are those at the end of the period',
    relation,
    operands: [part, heads],
  };
  const change = index
    .inSeries(seriesOf(heads.figure))
    .find(
      ({ publication, figure }) =>
        publication === claim.publication &&
        figure.statistic === 'change' &&
        figure.period === heads.figure.period,
    );
  if (change === undefined) return { claim, hypotheses: [atEnd] };
  const atStart = {
    supposing: 'the heads are those at its beginning',
    relation,
    operands: [part, heads, change],
  };
  return { claim, hypotheses: [atEnd, atStart] };
}

const BASE_MAY_DIFFER =
  'The whole stands in another sentence and may count others; the whole that the share was ' +
  'taken of would decide.';

function shareClaim(index: FigureIndex, claim: PrintedFigure): Claim | null {
  const whole = baseOf(index, claim);
  if (whole === undefined) return null;
  const part = index.level(claim, claim.figure.period);
  if (part === undefined) return wholeNumberClaim(index, claim, whole);
  const hypotheses = [{ relation: quotient(100), operands: [part, whole] }] as const;
  return standTogether(claim, whole)
    ? { claim, hypotheses }
    : { claim, hypotheses, undecidedBecause: BASE_MAY_DIFFER };
}

/** Larger wholes have a part for every percentage. */
const SMALL_WHOLE = 1_000n;

/** A percentage of a known small whole has to be that of a whole number of it. */
function wholeNumberClaim(
  index: FigureIndex,
  claim: PrintedFigure,
  whole: PrintedFigure,
): Claim | null {
  const { low, high } = index.range(whole);
  const isKnown = low !== null && high !== null && low.over === high.over && low.under === 1n;
  if (!isKnown || low.over > SMALL_WHOLE || low.over < 1n) return null;
  if (!countsWholeThings(whole, index.vocabulary)) return null;
  const relation = wholeShare(claim.print.value);
  const hypotheses = [{ relation, operands: [whole] }] as const;
  return standTogether(claim, whole)
    ? { claim, hypotheses }
    : { claim, hypotheses, undecidedBecause: BASE_MAY_DIFFER };
}

function withMeasure(claim: PrintedFigure, measure: string): PrintedFigure {
  return { ...claim, figure: { ...claim.figure, measure } };
}

interface PartAndShare {
  readonly share: PrintedFigure;
  readonly part: PrintedFigure;
}

/** Shares with their parts, by their whole; only from the same sentence or table. */
function sharesByBase(index: FigureIndex): ReadonlyMap<string, readonly PartAndShare[]> {
  const shares = new Map<string, PartAndShare[]>();
  for (const share of index.figures) {
    const { statistic, comparedWith, area, period } = share.figure;
    if (statistic !== 'share' || comparedWith === undefined) continue;
    const part = index.level(share, period);
    if (part === undefined || !standTogether(share, part)) continue;
    const place = tableOf(share) ?? share.locator.line;
    const name = [share.publication, place, comparedWith, area, period].join('\n');
    shares.set(name, [...(shares.get(name) ?? []), { share, part }]);
  }
  return shares;
}

/** Measures that are derived from the two parts of one whole, each with the other. */
function complementsOf(index: FigureIndex): ReadonlyMap<string, string> {
  const made = [...index.vocabulary.measures.values()].filter(
    ({ madeFrom }) => madeFrom.length === 2,
  );
  return new Map(
    made.flatMap(({ code, madeFrom: [over, under] }) => {
      const parts = index.vocabulary.measures.get(under ?? '')?.sumOf ?? [];
      const other = made.find(
        (measure) =>
          measure.code !== code &&
          measure.madeFrom[1] === under &&
          parts.length === 2 &&
          parts.includes(over ?? '') &&
          parts.includes(measure.madeFrom[0] ?? ''),
      );
      return other === undefined ? [] : [[code, other.code] as const];
    }),
  );
}
