import type { Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import { ALL_NAMES } from '../../views/register-pages.js';
import type { ViewReader } from '../../views/view-reader.js';

/** What is asked of all topics. */
export type TopicsQuestion = Pick<AskedClocks, 'recordedBy'>;

/** What measures are about: the first words of their codes. */
export interface ListedTopics {
  readonly recordedBy: Instant;
  /** In order of text; a topic may be a measure itself, or only stand above some. */
  readonly topics: readonly string[];
}

/** More topics than anybody reads; each costs one look at an index. */
const TOPICS_MAX = 1_000;

/**
 * Lists what measures are about, however many measures there are.
 *
 * @throws {MalformedInstant}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listTopics(
  reader: ViewReader,
  question: TopicsQuestion,
): Promise<Answer<ListedTopics>> {
  const { position, clocks } = await reader.standpoint(question);
  const { recordedBy } = clocks;
  const known = { recordedMs: Date.parse(recordedBy), limit: 1 };
  const topics = new Set<string>();
  for (let { from } = ALL_NAMES; topics.size < TOPICS_MAX;) {
    const range = { from, to: ALL_NAMES.to };
    const [code] = await reader.registers.idsBetween('measure', range, known);
    if (code === undefined) break;
    const [topic = code] = code.split('.');
    topics.add(topic);
    // Behind all that is below it; a topic that goes on with a hyphen comes before a dot.
    from = code === topic ? code : `${topic}/`;
  }
  return { position, body: { recordedBy, topics: [...topics].sort() } };
}
