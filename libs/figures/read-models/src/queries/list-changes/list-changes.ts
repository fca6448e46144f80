import type { ChangeSort } from '@ledger/contract';
import { type MoveDirection, type MoveKind, type MoveSize } from '@ledger/figures-domain';
import { absoluteDecimal, compareDecimals, type Decimal, type Instant } from '@ledger/kernel';
import { sortNumber } from '../../changes/sort-number.js';
import type { Answer } from '../../views/answer.js';
import { areasWithin } from '../../views/areas-within.js';
import { refuseUnknownNames, type FilterNames } from '../../views/refuse-unknown-names.js';
import type { ChangePlace, ChangeRowsFilter, FoundChange } from '../../views/change-list.js';
import { askedStart, type AskedClocks, type Clocks } from '../../views/clocks.js';
import {
  pageLimit,
  readCursor,
  writeCursor,
  type AskedPage,
  type NextPage,
} from '../../views/cursor.js';
import { readFigures } from '../../views/figures-at.js';
import type { ViewReader } from '../../views/view-reader.js';
import { changeView, type ChangeView } from './change-view.js';

/** The query for changes; filters are combined with AND. */
export interface ChangesQuestion extends AskedClocks, AskedPage, FilterNames {
  readonly kind?: readonly MoveKind[];
  /** True for changes that the publication announced, false for those that it did not. */
  readonly announced?: boolean;
  readonly direction?: MoveDirection;
  /** Published from then on: a moment, or a day, month or year, counted from its beginning. */
  readonly since?: string;
  /** At least so large, regardless of the sign and in the unit of each figure. */
  readonly sizeMin?: Decimal;
  /** At least so large in per cent of the value before, regardless of the sign. */
  readonly relativeMin?: Decimal;
  /** `newest` where it is left out. */
  readonly sort?: ChangeSort;
}

/** A page of changes. */
export interface ListedChanges extends NextPage {
  readonly clocks: Clocks;
  readonly changes: readonly ChangeView[];
}

/**
 * Lists what happened to values after they were first printed: confirmed, revised, restated,
 * finalised, contradicted, withdrawn, recorded again, and what we corrected or retracted of our
 * own captures. What first happened to a figure is no change: no value stood before.
 *
 * The rows are found in the views and then folded from the events, so that each is what the
 * figure's own answer at these clocks says. A page may be short, or empty, though there are more.
 *
 * @throws {UnknownMeasure | UnknownArea | UnknownPublisher | UnknownPublication}
 * @throws {PublicationUnderEmbargo}
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsBehind | ViewsUnavailable}
 */
export async function listChanges(
  reader: ViewReader,
  question: ChangesQuestion,
): Promise<Answer<ListedChanges>> {
  const limit = pageLimit(question);
  const behind = placeOf(question.cursor);
  const { position, clocks } = await reader.changesAsOf(question);
  await refuseUnknownNames(reader, question, clocks.recordedBy);
  const { sort = 'newest' } = question;
  const filter = await filterOf(reader, question, clocks.recordedBy);
  const found = await reader.changes.page({ filter, sort, behind, limit: limit + 1 }, clocks);
  const rows = found.slice(0, limit);
  const all = await viewsOf(reader, rows, clocks);
  const changes = all.filter(({ size }) => isLargeEnough(size, question));
  const next = found.length > limit ? cursorOf(rows.at(-1)) : null;
  return { position, body: { clocks, changes, next } };
}

async function filterOf(
  reader: ViewReader,
  question: ChangesQuestion,
  recordedBy: Instant,
): Promise<ChangeRowsFilter> {
  const { publisher, publication, measure, area, kind, announced, direction } = question;
  const { since, sizeMin, relativeMin } = question;
  return {
    ...{ publisher, publication, measure, announced, direction },
    areas: area === undefined ? undefined : await areasWithin(reader, area, recordedBy),
    kinds: kind === undefined || kind.length === 0 ? undefined : kind,
    publishedMs: since === undefined ? undefined : Date.parse(askedStart(since)),
    absolute: sizeMin === undefined ? undefined : sortNumber(sizeMin),
    relative: relativeMin === undefined ? undefined : sortNumber(relativeMin),
  };
}

async function viewsOf(
  reader: ViewReader,
  rows: readonly FoundChange[],
  clocks: Clocks,
): Promise<readonly ChangeView[]> {
  const keys = [...new Set(rows.map(({ key }) => key))].sort();
  const figures = await readFigures(reader, keys, clocks);
  return rows.flatMap(({ key, eventId }) => changeView(figures.of(key), eventId) ?? []);
}

/** Sizes are found by a number that leaves out their last digits, and then compared exactly. */
function isLargeEnough(
  size: MoveSize | null,
  { sizeMin, relativeMin }: Pick<ChangesQuestion, 'sizeMin' | 'relativeMin'>,
): boolean {
  return (
    isAtLeast(size?.absolute ?? null, sizeMin) && isAtLeast(size?.relative ?? null, relativeMin)
  );
}

function isAtLeast(size: Decimal | null, min: Decimal | undefined): boolean {
  if (min === undefined) return true;
  return size !== null && compareDecimals(absoluteDecimal(size), absoluteDecimal(min)) >= 0;
}

function placeOf(cursor: string | undefined): ChangePlace | null {
  if (cursor === undefined) return null;
  const [value, position] = readCursor(cursor, [0, 0] as const);
  return { value, position };
}

function cursorOf(last: ChangePlace | undefined): string | null {
  return last === undefined ? null : writeCursor(last.value, last.position);
}
