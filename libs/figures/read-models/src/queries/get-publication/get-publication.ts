import type { Instant } from '@ledger/kernel';
import { REPORT_OUTCOMES, type Move } from '@ledger/figures-domain';
import type { Answer } from '../../views/answer.js';
import { anyTime, type AskedClocks } from '../../views/clocks.js';
import { figuresAt } from '../../views/figures-at.js';
import { take, behind } from '../../views/pages-of-keys.js';
import { visiblePublication, type PublicationView } from '../../views/publication-view.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for one publication. */
export interface PublicationQuestion extends AskedClocks {
  readonly id: string;
}

/** How many appearances did what. */
export type MoveCounts = Readonly<Partial<Record<Move, number>>>;

/** One publication, and what it did. */
export interface PublicationAnswer {
  readonly publication: PublicationView;
  /** Only publications that were out by then are named as correcting or superseding it. */
  readonly publishedBy: Instant;
  readonly recordedBy: Instant;
  readonly appearances: number;
  readonly moves: MoveCounts;
  /**
   * `chains`: what the appearances did along publication time. `events`: what was decided when they
   * were recorded, for a publication of more than {@link COUNTED_BY_CHAIN_MAX} appearances.
   */
  readonly countedBy: 'chains' | 'events';
}

/** Appearances up to which a publication's chains are worked out to count its moves. */
export const COUNTED_BY_CHAIN_MAX = 5_000;

const FIGURES_AT_ONCE = 512;

const MOVE_OF: Readonly<Record<string, Move>> = REPORT_OUTCOMES;

/**
 * A publication: what it is, how far its capture is, and what it did to figures.
 *
 * @throws {UnknownPublication}
 * @throws {PublicationUnderEmbargo}
 * @throws {MalformedInstant}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getPublication(
  reader: ViewReader,
  question: PublicationQuestion,
): Promise<Answer<PublicationAnswer>> {
  const { id } = question;
  const { position, clocks } = await reader.asOf(question);
  const { publishedBy, recordedBy } = clocks;
  const publication = await visiblePublication(reader, id, clocks);
  const decided = await reader.printed.countsByType(id, Date.parse(recordedBy));
  const appearances = [...decided.values()].reduce((sum, count) => sum + count, 0);
  const isCounted = appearances <= COUNTED_BY_CHAIN_MAX;
  const moves = isCounted ? await movesOf(reader, id, recordedBy) : movesDecided(decided);
  const countedBy = isCounted ? 'chains' : 'events';
  const counts = { appearances, moves, countedBy } as const;
  return { position, body: { publication, publishedBy, recordedBy, ...counts } };
}

async function movesOf(
  reader: ViewReader,
  id: string,
  recordedBy: Instant,
): Promise<MoveCounts> {
  const counts = new Map<Move, number>();
  const stream = reader.figures.of('publication', id, Date.parse(recordedBy));
  for (let place = ''; ;) {
    const keys = await take(stream, place, FIGURES_AT_ONCE);
    const last = keys.at(-1);
    if (last === undefined) return Object.fromEntries([...counts].sort());
    for (const { chain } of await figuresAt(reader, keys, anyTime(recordedBy))) {
      for (const { move, entry } of chain.links) {
        if (entry.facts.publication === id) counts.set(move, (counts.get(move) ?? 0) + 1);
      }
    }
    place = behind(last);
  }
}

function movesDecided(counts: ReadonlyMap<string, number>): MoveCounts {
  const moves: Partial<Record<Move, number>> = {};
  for (const [type, count] of counts) {
    const move = MOVE_OF[type];
    if (move !== undefined) moves[move] = count;
  }
  return moves;
}
