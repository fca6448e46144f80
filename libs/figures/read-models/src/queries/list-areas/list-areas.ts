import type { AreaFacts } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import type { AskedPage, NextPage } from '../../views/cursor.js';
import { ALL_NAMES } from '../../views/name-range.js';
import { pageOfRegistry, registeredThings } from '../../views/registry-pages.js';
import { areaAt } from '../../views/registries-at.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for areas. */
export interface AreasQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {}

/** A page of areas, in order of id. */
export interface ListedAreas extends NextPage {
  readonly recordedBy: Instant;
  readonly areas: readonly AreaFacts[];
}

/**
 * Lists areas.
 *
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listAreas(
  reader: ViewReader,
  question: AreasQuestion,
): Promise<Answer<ListedAreas>> {
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const recordedMs = Date.parse(recordedBy);
  const { items, next } = await pageOfRegistry(
    (after) => registeredThings(reader, 'area', { range: ALL_NAMES, after, recordedMs }),
    question,
    ({ events }) => areaAt(events, recordedBy),
  );
  return { position, body: { recordedBy, areas: items, next } };
}
