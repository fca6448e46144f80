import { isStanding, printedValue, printOf, type ChainEntry } from '@ledger/figures-domain';
import {
  comparedElsewhere,
  findAll,
  type ComparedElsewhere,
  type Found,
  type PrintedFigure,
  type Vocabulary,
} from '@ledger/findings';
import { compareText, isTurnOver, nextTurn, type Decimal } from '@ledger/kernel';
import { LRUCache } from 'lru-cache';
import type { Clocks } from './clocks.js';
import { vocabularyAt } from './finding-vocabulary.js';
import { keysPrintedBy } from './printed-keys.js';
import { TooManyFiguresToCheck } from './read-refusals.js';
import type { AsOf, ViewReader } from './view-reader.js';
import { isVisible } from './visibility.js';

/** More figures than this are not recomputed at once: a publication's, and those beside them. */
const CHECKED_FIGURES_MAX = 50_000;

/** How many figures are read at once. */
const READ_AT_ONCE = 500;

/** How many publications' checks are kept; a check is about 5 kB. */
const KEPT_MAX = 16;

/**
 * The checks of one publication's figures: against each other, and against what other publications
 * that were visible by then print of the same figures and series. Nothing is stored, so an answer
 * depends on the two clocks and the rules alone.
 */
export class PublicationChecks {
  readonly #kept = new LRUCache<string, Promise<readonly Found[]>>({ max: KEPT_MAX });
  readonly #vocabularies = new LRUCache<string, Promise<Vocabulary>>({ max: 2 });

  constructor(readonly reader: ViewReader) {}

  /**
   * All checks of what a publication prints, whatever their verdict.
   *
   * @throws {TooManyFiguresToCheck}
   */
  of(publication: string, { position, clocks }: AsOf): Promise<readonly Found[]> {
    const { publishedBy, recordedBy } = clocks;
    const moment = `${position} ${recordedBy}`;
    return kept(this.#kept, `${publication} ${publishedBy} ${moment}`, async () => {
      const vocabulary = await kept(this.#vocabularies, moment, () =>
        vocabularyAt(this.reader, recordedBy),
      );
      return this.#check(publication, clocks, vocabulary);
    });
  }

  async #check(
    publication: string,
    clocks: Clocks,
    vocabulary: Vocabulary,
  ): Promise<readonly Found[]> {
    const recordedMs = Date.parse(clocks.recordedBy);
    const keys = await this.#keysOf(publication, recordedMs);
    const printed = await this.#figuresOf(keys, clocks);
    const own = printed.filter((figure) => figure.publication === publication);
    const elsewhere = await this.#keysElsewhere(comparedElsewhere(own, vocabulary), recordedMs);
    const further = new Set(elsewhere.filter((key) => !keys.has(key)));
    if (keys.size + further.size > CHECKED_FIGURES_MAX) throw tooMany(publication);
    const all = [...printed, ...(await this.#figuresOf(further, clocks))];
    const found = await findAll(all.toSorted(inPrint), vocabulary);
    return found.filter(({ claim }) => claim.publication === publication);
  }

  async #keysOf(publication: string, recordedMs: number): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    for await (const page of keysPrintedBy(this.reader, publication, recordedMs)) {
      for (const key of page) keys.add(key);
      if (keys.size > CHECKED_FIGURES_MAX) throw tooMany(publication);
    }
    return keys;
  }

  async #keysElsewhere(
    { keys: same, measures }: ComparedElsewhere,
    recordedMs: number,
  ): Promise<readonly string[]> {
    const known = { recordedMs, limit: CHECKED_FIGURES_MAX };
    const keys: string[] = [...same];
    for (const { measure, area } of measures) {
      // The character after a slash, in the order of text.
      const range = { from: `${measure}/${area}/`, to: `${measure}/${area}0` };
      keys.push(...(await this.reader.figures.keysBetween(range, known)));
      if (keys.length > CHECKED_FIGURES_MAX) break;
    }
    return keys;
  }

  /** What is printed of some figures in publications that were visible by then. */
  async #figuresOf(
    keys: ReadonlySet<string>,
    clocks: Clocks,
  ): Promise<readonly PrintedFigure[]> {
    const { recordedBy } = clocks;
    const figures: PrintedFigure[] = [];
    const all = [...keys];
    for (let at = 0; at < all.length; at += READ_AT_ONCE) {
      const some = all.slice(at, at + READ_AT_ONCE);
      const prints = await this.reader.entries.printsOf(some, Date.parse(recordedBy));
      const entries = [...prints.values()].flat();
      const ids = new Set(entries.map(({ facts }) => facts.publication));
      const publications = await this.reader.publications(ids, recordedBy);
      for (const entry of entries) {
        if (isTurnOver()) await nextTurn();
        const figure = printedFigure(entry);
        if (figure === null || !isVisible(publications.of(figure.publication), clocks))
          continue;
        figures.push(figure);
      }
    }
    return figures;
  }
}

/** A standing capture of a number; null for anything else. */
function printedFigure(entry: ChainEntry): PrintedFigure | null {
  const { eventId, facts } = entry;
  const print = printedValue(printOf(entry));
  if (!isStanding(entry) || !hasNumber(print)) return null;
  const { key, figure, publication, published, locator, role, change } = facts;
  return {
    ...{ event: eventId, key, figure, publication, published, role, locator, print },
    ...(change === undefined ? {} : { change }),
  };
}

function hasNumber(
  print: ReturnType<typeof printedValue>,
): print is PrintedFigure['print'] & { readonly value: Decimal } {
  return print.value !== null;
}

/** The order of publication and then of the page, whatever order they were captured in. */
function inPrint(left: PrintedFigure, right: PrintedFigure): number {
  const [one, other] = [left.locator, right.locator];
  return (
    compareText(left.published, right.published) ||
    compareText(left.publication, right.publication) ||
    (one.line ?? 0) - (other.line ?? 0) ||
    (one.order ?? 0) - (other.order ?? 0) ||
    (one.occurrence ?? 1) - (other.occurrence ?? 1) ||
    compareText(left.event, right.event)
  );
}

function tooMany(publication: string): TooManyFiguresToCheck {
  return new TooManyFiguresToCheck(publication, CHECKED_FIGURES_MAX);
}

/** Waits for the value under a name, and makes it if it is not kept or could not be made. */
async function kept<Value>(
  values: LRUCache<string, Promise<Value>>,
  name: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = values.get(name);
  if (known !== undefined) return known;
  const made = make();
  values.set(name, made);
  try {
    return await made;
  } catch (error) {
    values.delete(name);
    throw error;
  }
}
