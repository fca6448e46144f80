import type { PublisherFacts } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import type { AskedPage, NextPage } from '../../views/cursor.js';
import { ALL_NAMES } from '../../views/name-range.js';
import { pageOfRegistry, registeredThings } from '../../views/registry-pages.js';
import { publisherAt } from '../../views/registries-at.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for publishers. */
export interface PublishersQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {}

/** A page of publishers, in order of id. */
export interface ListedPublishers extends NextPage {
  readonly recordedBy: Instant;
  readonly publishers: readonly PublisherFacts[];
}

/**
 * Lists publishers.
 *
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listPublishers(
  reader: ViewReader,
  question: PublishersQuestion,
): Promise<Answer<ListedPublishers>> {
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const recordedMs = Date.parse(recordedBy);
  const { items, next } = await pageOfRegistry(
    (after) => registeredThings(reader, 'publisher', { range: ALL_NAMES, after, recordedMs }),
    question,
    ({ events }) => publisherAt(events, recordedBy),
  );
  return { position, body: { recordedBy, publishers: items, next } };
}
