import type { AreaFacts } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import { searchWordsOf } from '../../projections/index.js';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import type { AskedPage, NextPage } from '../../views/cursor.js';
import { ALL_NAMES } from '../../views/name-range.js';
import { pageOfRegistry, registeredThings } from '../../views/registry-pages.js';
import { SearchWithoutWords } from '../../views/read-refusals.js';
import { areaAt } from '../../views/registries-at.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for areas. */
export interface AreasQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {
  /** Words of its title or id; it has to have all of them. */
  readonly q?: string;
}

/** A page of areas, in order of id. */
export interface ListedAreas extends NextPage {
  readonly recordedBy: Instant;
  readonly areas: readonly AreaFacts[];
}

/**
 * Lists areas.
 *
 * @throws {SearchWithoutWords | MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listAreas(
  reader: ViewReader,
  question: AreasQuestion,
): Promise<Answer<ListedAreas>> {
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const recordedMs = Date.parse(recordedBy);
  const isWanted = await filterOf(reader, question, recordedMs);
  const { items, next } = await pageOfRegistry(
    (after) => registeredThings(reader, 'area', { range: ALL_NAMES, after, recordedMs }),
    question,
    ({ id, events }) => (isWanted(id) ? areaAt(events, recordedBy) : null),
  );
  return { position, body: { recordedBy, areas: items, next } };
}

async function filterOf(
  { words }: ViewReader,
  { q }: AreasQuestion,
  recordedMs: number,
): Promise<(id: string) => boolean> {
  if (q === undefined) return () => true;
  const sought = searchWordsOf(q);
  if (sought.size === 0) throw new SearchWithoutWords(q);
  const found = new Set(await words.refsOfAll('area', sought, recordedMs));
  return (id) => found.has(id);
}
