import type { Kysely } from 'kysely';
import type { ViewTables, WordRow } from '../projections/index.js';
import { hotQuery, type HotQuery } from './hot-query.js';

type WordKind = 'measure' | 'area' | 'publication';
type Ref = Pick<WordRow, 'ref'>;

/** Behind every word that begins with another. */
const LAST_CHARACTER = '\u{10FFFF}';

/** Finds what words stand for. */
export class WordReader {
  readonly #refs: HotQuery<'kind' | 'from' | 'to' | 'recordedMs', Ref>;

  constructor(views: Kysely<ViewTables>) {
    this.#refs = hotQuery(views, ({ text, whole }) =>
      views
        .selectFrom('words')
        .select('ref')
        .distinct()
        .where('kind', '=', text('kind'))
        .where('word', '>=', text('from'))
        .where('word', '<', text('to'))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('ref'),
    );
  }

  /** Codes or ids of everything that has a word beginning like this one, in order of text. */
  async refsOf(kind: WordKind, word: string, recordedMs: number): Promise<readonly string[]> {
    const range = { from: word, to: `${word}${LAST_CHARACTER}` };
    const rows = await this.#refs({ kind, ...range, recordedMs });
    return rows.map(({ ref }) => ref);
  }

  /** Those that have every one of some words, in order of text. */
  async refsOfAll(
    kind: WordKind,
    words: Iterable<string>,
    recordedMs: number,
  ): Promise<readonly string[]> {
    let found: readonly string[] | undefined;
    for (const word of words) {
      const refs = await this.refsOf(kind, word, recordedMs);
      const known = found === undefined ? null : new Set(found);
      found = known === null ? refs : refs.filter((ref) => known.has(ref));
    }
    return found ?? [];
  }
}
