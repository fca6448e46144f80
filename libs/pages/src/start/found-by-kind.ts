import { compareDecimals } from '@ledger/kernel';
import {
  ListAreas,
  ListMeasures,
  ListPublications,
  SearchFigures,
  type FoundFigure,
} from '@ledger/figures-read-models';
import type { QueryBus } from '@nestjs/cqrs';

/** How many of each kind are counted; the page says "100 or more" then. */
const COUNTED = 100;

/** How many of each kind are shown; each kind has a list of its own with the rest. */
const SHOWN = 20;

/** What was found of one kind. */
export interface FoundKind<Item> {
  /** Up to {@link COUNTED}. */
  readonly count: number;
  /** True if there are more than were counted. */
  readonly isMore: boolean;
  readonly shown: readonly Item[];
}

/**
 * Everything that a search finds.
 *
 * @throws {SearchWithoutWords}
 */
export async function foundByKind(queries: QueryBus, q: string) {
  const question = { q, limit: COUNTED };
  const figures = await queries.execute(new SearchFigures(question));
  const publications = await queries.execute(new ListPublications(question));
  const measures = await queries.execute(new ListMeasures(question));
  const areas = await queries.execute(new ListAreas(question));
  const answers = [figures, publications, measures, areas];
  return {
    position: Math.min(...answers.map(({ position }) => position)),
    figures: kindOf(figures.body.figures, figures.body.next),
    publications: kindOf(publications.body.publications, publications.body.next),
    measures: kindOf(measures.body.measures, measures.body.next),
    areas: kindOf(areas.body.areas, areas.body.next),
  };
}

function kindOf<Item>(items: readonly Item[], next: string | null): FoundKind<Item> {
  return { count: items.length, isMore: next !== null, shown: items.slice(0, SHOWN) };
}

/** True if somebody printed the number that was looked for, and it is not in force any more. */
export function isSuperseded({ printed, valueInForce }: FoundFigure): boolean {
  if (printed.length === 0) return false;
  const now = valueInForce?.value ?? null;
  return printed.every(
    ({ value, unit }) =>
      value === null ||
      now === null ||
      unit !== valueInForce?.unit ||
      compareDecimals(value, now) !== 0,
  );
}
