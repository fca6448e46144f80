import type { Compared } from '@ledger/contract';
import {
  entriesAgree,
  printOf,
  type ChainEntry,
  type FigureIdentity,
  type FigureKey,
} from '@ledger/figures-domain';
import { mapInTurns, type Decimal, type Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import { anyTime, type AskedClocks } from '../../views/clocks.js';
import { pageLimit, readCursor, type AskedPage, type NextPage } from '../../views/cursor.js';
import { figuresAt, type FigureAt } from '../../views/figures-at.js';
import { union, type KeyStream } from '../../views/key-stream.js';
import { behind, pageOfKeys, take } from '../../views/pages-of-keys.js';
import { printAnswer, type PrintAnswer } from '../../views/prints.js';
import { visiblePublication, type PublicationView } from '../../views/publication-view.js';
import { rightMinusLeft, leadingEntry } from '../../views/chain-lookups.js';
import type { ViewReader } from '../../views/view-reader.js';
import { identityPairs, type IdentityPair, type KeysCovered } from './identity-pairs.js';

/** The query for a comparison of two publications. */
export interface ComparisonQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {
  readonly a: string;
  readonly b: string;
  /** Only figures with this outcome; all by default. */
  readonly only?: Compared;
}

/** A figure in two publications: the leading entry of each. */
export interface ComparedFigure {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly measureTitle: string;
  readonly outcome: Compared;
  readonly a: PrintAnswer | null;
  readonly b: PrintAnswer | null;
  /** What b printed less what a printed, in the unit of a, where both are comparable numbers. */
  readonly difference: Decimal | null;
}

/** A page of a comparison, in order of key. */
export interface Comparison extends NextPage {
  readonly a: PublicationView;
  readonly b: PublicationView;
  readonly recordedBy: Instant;
  /**
   * The number of figures by outcome; on the first page, and only of publications that have
   * together no more than {@link COMPARED_APPEARANCES_MAX} appearances.
   */
  readonly counts: Readonly<Record<Compared, number>> | null;
  readonly figures: readonly ComparedFigure[];
  /**
   * The same figures of other periods, in order of key in a: those whose key in a is among the
   * keys that this page covers, whatever outcome was asked for. All pages together have each pair
   * once. Null where `counts` would be for the size of the publications.
   */
  readonly pairs: readonly IdentityPair[] | null;
}

/** More appearances than this are not compared at once. */
export const COMPARED_APPEARANCES_MAX = 10_000;

const FIGURES_AT_ONCE = 512;

/**
 * Compares what two publications printed. Numbers agree if their rounding intervals do. Figures of
 * which each prints a period of its own are paired beside them; see {@link identityPairs}.
 *
 * @throws {UnknownPublication}
 * @throws {PublicationUnderEmbargo}
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function comparePublications(
  reader: ViewReader,
  question: ComparisonQuestion,
): Promise<Answer<Comparison>> {
  const limit = pageLimit(question);
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const a = await visiblePublication(reader, question.a, anyTime(recordedBy));
  const b = await visiblePublication(reader, question.b, anyTime(recordedBy));
  const compared = new ComparedPair(reader, question, recordedBy);
  const { items, next } = await pageOfKeys({
    stream: compared.stream(),
    limit,
    cursor: question.cursor,
    itemsOf: async (keys) =>
      (await compared.figures(keys)).map((figure) =>
        question.only === undefined || figure?.outcome === question.only ? figure : null,
      ),
  });
  const isSmall = (await compared.appearances()) <= COMPARED_APPEARANCES_MAX;
  const counts = isSmall && question.cursor === undefined ? await compared.counts() : null;
  const covered = { after: lastKey(question.cursor), upTo: lastKey(next) };
  const pairs = isSmall ? await compared.pairs(covered) : null;
  return { position, body: { a, b, recordedBy, counts, figures: items, pairs, next } };
}

/** The last key that the page before a cursor covers; undefined without a cursor. */
function lastKey(cursor: string | null | undefined): string | undefined {
  return cursor === null || cursor === undefined
    ? undefined
    : readCursor(cursor, [''] as const)[0];
}

/** Two publications side by side. */
class ComparedPair {
  readonly #reader: ViewReader;
  readonly #a: string;
  readonly #b: string;
  readonly #recordedBy: Instant;

  constructor(reader: ViewReader, { a, b }: ComparisonQuestion, recordedBy: Instant) {
    this.#reader = reader;
    this.#a = a;
    this.#b = b;
    this.#recordedBy = recordedBy;
  }

  /** The figures that either of them printed. */
  stream(): KeyStream {
    return union([this.#streamOf(this.#a), this.#streamOf(this.#b)]);
  }

  async pairs(covered: KeysCovered): Promise<readonly IdentityPair[]> {
    const [a, b] = [this.#a, this.#b];
    const keys = {
      a: await take(this.#streamOf(a), '', COMPARED_APPEARANCES_MAX),
      b: await take(this.#streamOf(b), '', COMPARED_APPEARANCES_MAX),
    };
    const read = async (wanted: readonly string[]) => {
      const figures: FigureAt[] = [];
      for (let at = 0; at < wanted.length; at += FIGURES_AT_ONCE) {
        const some = wanted.slice(at, at + FIGURES_AT_ONCE);
        figures.push(...(await figuresAt(this.#reader, some, anyTime(this.#recordedBy))));
      }
      return figures;
    };
    return identityPairs({ publications: { a, b }, keys, covered, read });
  }

  #streamOf(publication: string): KeyStream {
    const recordedMs = Date.parse(this.#recordedBy);
    return this.#reader.figures.of('publication', publication, recordedMs);
  }

  async figures(keys: readonly string[]): Promise<readonly (ComparedFigure | null)[]> {
    const figures = await figuresAt(this.#reader, keys, anyTime(this.#recordedBy));
    return mapInTurns(figures, (at) =>
      comparedFigure(at, leadingEntry(at, this.#a), leadingEntry(at, this.#b)),
    );
  }

  async counts(): Promise<Readonly<Record<Compared, number>>> {
    const counts = { agreeing: 0, differing: 0, 'only-in-a': 0, 'only-in-b': 0 };
    const stream = this.stream();
    for (let place = ''; ;) {
      const keys = await take(stream, place, FIGURES_AT_ONCE);
      const last = keys.at(-1);
      if (last === undefined) return counts;
      for (const figure of await this.figures(keys)) {
        if (figure !== null) counts[figure.outcome] += 1;
      }
      place = behind(last);
    }
  }

  async appearances(): Promise<number> {
    let appearances = 0;
    for (const id of [this.#a, this.#b]) {
      const counts = await this.#reader.printed.countsByType(id, Date.parse(this.#recordedBy));
      for (const count of counts.values()) appearances += count;
    }
    return appearances;
  }
}

function comparedFigure(
  at: FigureAt,
  a: ChainEntry | null,
  b: ChainEntry | null,
): ComparedFigure | null {
  if (a === null && b === null) return null;
  const { key, figure, measure, publications } = at;
  return {
    key,
    figure,
    measureTitle: measure.title,
    outcome: outcomeOf(a, b),
    a: a === null ? null : printAnswer(a, publications),
    b: b === null ? null : printAnswer(b, publications),
    difference: a === null || b === null ? null : rightMinusLeft(printOf(a), printOf(b)),
  };
}

function outcomeOf(a: ChainEntry | null, b: ChainEntry | null): Compared {
  if (a === null) return 'only-in-b';
  if (b === null) return 'only-in-a';
  return entriesAgree(a, b) ? 'agreeing' : 'differing';
}
