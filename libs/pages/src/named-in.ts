import { comparedMeasure, type FigureIdentity } from '@ledger/figures-domain';
import type { TitlesQuestion } from '@ledger/figures-read-models';

/** What figures name by code, whose titles a page shows instead. */
export function namedIn(figures: readonly FigureIdentity[]): TitlesQuestion['named'] {
  return {
    area: figures.map(({ area }) => area),
    measure: figures.flatMap(({ comparedWith }) => comparedMeasure(comparedWith) ?? []),
  };
}

/** Those of some texts that are there. */
export function present(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined);
}
