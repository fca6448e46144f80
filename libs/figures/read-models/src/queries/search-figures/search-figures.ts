import {
  printOf,
  type ChainLink,
  type FigureIdentity,
  type FigureKey,
  type InForce,
} from '@ledger/figures-domain';
import { canonicalDecimal, mapInTurns, type Decimal } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import { refuseUnknownNames } from '../../views/refuse-unknown-names.js';
import type { AskedClocks, Clocks } from '../../views/clocks.js';
import { pageLimit, type AskedPage, type NextPage } from '../../views/cursor.js';
import { figuresAt, type FigureAt } from '../../views/figures-at.js';
import { pageOfKeys } from '../../views/pages-of-keys.js';
import { printAnswer, type PrintAnswer } from '../../views/prints.js';
import { searchPlan, type SearchFilter } from './search-streams.js';
import { searchTerms, type SearchTerm } from '../../views/search-words.js';
import { valueInForce, type ValueInForce } from '../../views/value-in-force.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for a search of all figures. Filters are combined with AND. */
export interface FigureSearch extends SearchFilter, AskedClocks, AskedPage {
  /** Words of measures, captions, breakdowns and areas, and printed numbers. */
  readonly q?: string;
}

/** A figure that was found. */
export interface FoundFigure {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly measureTitle: string;
  readonly state: InForce['state'];
  readonly valueInForce: ValueInForce | null;
  /** Where a number that was searched for was printed. */
  readonly printed: readonly PrintAnswer[];
}

/** A page of what was found, in order of key; it may be short though there are more. */
export interface FoundFigures extends NextPage {
  readonly clocks: Clocks;
  readonly figures: readonly FoundFigure[];
}

/**
 * Searches figures.
 *
 * @throws {SearchWithoutWords | UnknownMarker | MalformedPeriod | MalformedInstant}
 * @throws {UnknownMeasure | UnknownArea | UnknownPublication | PublicationUnderEmbargo}
 * @throws {MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function searchFigures(
  reader: ViewReader,
  search: FigureSearch,
): Promise<Answer<FoundFigures>> {
  const limit = pageLimit(search);
  const terms = search.q === undefined ? [] : searchTerms(search.q);
  const { position, clocks } = await reader.asOf(search);
  await refuseUnknownNames(reader, search, clocks.recordedBy);
  const plan = await searchPlan(
    reader,
    { filter: search, terms },
    Date.parse(clocks.recordedBy),
  );
  const isFound = matcher(search, plan.required);
  const { items, next } = await pageOfKeys({
    stream: plan.stream,
    limit,
    cursor: search.cursor,
    itemsOf: async (keys) =>
      mapInTurns(await figuresAt(reader, keys, clocks), (at) =>
        isFound(at) ? foundFigure(at, terms) : null,
      ),
  });
  return { position, body: { clocks, figures: items, next } };
}

/**
 * Streams give candidates; whether a figure matches at those clocks is decided by its chain.
 */
function matcher(
  { publication, marker }: FigureSearch,
  required: readonly (readonly Decimal[])[],
): (at: FigureAt) => boolean {
  return ({ chain: { links, inForce } }) =>
    links.length > 0 &&
    (publication === undefined ||
      links.some(({ entry }) => entry.facts.publication === publication)) &&
    (marker === undefined || markersInForce(inForce).includes(marker)) &&
    required.every((numbers) => links.some((link) => prints(link, numbers)));
}

function markersInForce(inForce: InForce): readonly string[] {
  return inForce.state === 'reported' ? printOf(inForce.entry).markers : [];
}

function prints({ entry }: ChainLink, numbers: readonly Decimal[]): boolean {
  const { value } = printOf(entry);
  return value !== null && numbers.includes(canonicalDecimal(value));
}

function foundFigure(at: FigureAt, terms: readonly SearchTerm[]): FoundFigure {
  const { key, figure, measure, chain, publications } = at;
  const numbers = terms.flatMap((term) => term.numbers);
  return {
    key,
    figure,
    measureTitle: measure.title,
    state: chain.inForce.state,
    valueInForce: valueInForce(chain, publications),
    printed: chain.links
      .filter((link) => prints(link, numbers))
      .map(({ entry }) => printAnswer(entry, publications)),
  };
}
