import type { Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import { ALL_NAMES } from '../../views/name-range.js';

import type { ViewReader } from '../../views/view-reader.js';

/** The query for subject areas. */
export type TopicsQuestion = Pick<AskedClocks, 'recordedBy'>;

/** Subject areas: the first words of the codes of measures. */
export interface ListedTopics {
  readonly recordedBy: Instant;
  /** In order of text; a subject area may be a measure itself, or only a prefix of some. */
  readonly topics: readonly string[];
}

/** The most subject areas in an answer; each costs one index lookup. */
const TOPICS_MAX = 1_000;

/**
 * Lists subject areas, at a cost that does not depend on the number of measures.
 *
 * @throws {MalformedInstant}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listTopics(
  reader: ViewReader,
  question: TopicsQuestion,
): Promise<Answer<ListedTopics>> {
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const known = { recordedMs: Date.parse(recordedBy), limit: 1 };
  const topics = new Set<string>();
  for (let { from } = ALL_NAMES; topics.size < TOPICS_MAX;) {
    const range = { from, to: ALL_NAMES.to };
    const [code] = await reader.registries.idsBetween('measure', range, known);
    if (code === undefined) break;
    const [topic = code] = code.split('.');
    topics.add(topic);
    // After all codes below it; a subject area that continues with a hyphen sorts before a dot.
    from = code === topic ? code : `${topic}/`;
  }
  return { position, body: { recordedBy, topics: [...topics].sort() } };
}
