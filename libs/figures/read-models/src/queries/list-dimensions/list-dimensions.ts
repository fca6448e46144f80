import type { DimensionFacts } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import type { AskedPage, NextPage } from '../../views/cursor.js';
import { ALL_NAMES } from '../../views/name-range.js';
import { pageOfRegistry, registeredThings } from '../../views/registry-pages.js';
import { dimensionFactsAt } from '../../views/registries-at.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for dimensions. */
export interface DimensionsQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {}

/** A page of dimensions, in order of id; members in the order in which they were registered. */
export interface ListedDimensions extends NextPage {
  readonly recordedBy: Instant;
  readonly dimensions: readonly DimensionFacts[];
}

/**
 * Lists the dimensions of breakdowns, each with all its members.
 *
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listDimensions(
  reader: ViewReader,
  question: DimensionsQuestion,
): Promise<Answer<ListedDimensions>> {
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const recordedMs = Date.parse(recordedBy);
  const { items, next } = await pageOfRegistry(
    (after) => registeredThings(reader, 'dimension', { range: ALL_NAMES, after, recordedMs }),
    question,
    ({ events }) => dimensionFactsAt(events, recordedBy),
  );
  return { position, body: { recordedBy, dimensions: items, next } };
}
