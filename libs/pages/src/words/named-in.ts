import { comparedMeasure, type FigureIdentity } from '@ledger/figures-domain';
import type { TitlesQuestion } from '@ledger/figures-read-models';

/** What figures name by code, whose titles a page shows instead. */
export function namedIn(figures: readonly FigureIdentity[]): TitlesQuestion['named'] {
  return {
    area: figures.map(({ area }) => area),
    ...dimensionsIn(figures.map(({ breakdown }) => breakdown)),
    measure: figures.flatMap(({ comparedWith }) => comparedMeasure(comparedWith) ?? []),
  };
}

/** The dimensions and members of breakdowns. */
export function dimensionsIn(
  breakdowns: readonly FigureIdentity['breakdown'][],
): Pick<TitlesQuestion['named'], 'dimension' | 'member'> {
  const members = breakdowns.flatMap((breakdown) => Object.entries(breakdown));
  return {
    dimension: members.map(([dimension]) => dimension),
    member: members.map(([dimension, member]) => `${dimension}=${member}`),
  };
}

/** The texts that are defined. */
export function present(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined);
}
