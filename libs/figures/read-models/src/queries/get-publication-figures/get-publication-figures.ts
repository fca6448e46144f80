import type { ChainLink, FigureIdentity, FigureKey, Move } from '@ledger/figures-domain';
import { mapInTurns, type Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import { anyTime, type AskedClocks } from '../../views/clocks.js';
import {
  pageLimit,
  readCursor,
  writeCursor,
  type AskedPage,
  type NextPage,
} from '../../views/cursor.js';
import { figuresAt, type FigureAt } from '../../views/figures-at.js';
import { printAnswer, type PrintAnswer } from '../../views/prints.js';
import {
  PAGE_START,
  type PagePlace,
  type PlacedAppearance,
} from '../../views/publication-entries.js';
import { refuseHidden } from '../../views/visibility.js';
import { linkOf } from '../../views/chain-lookups.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for a publication's figures. */
export interface PublicationFiguresQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {
  readonly id: string;
}

/** One appearance, with what it did to its figure along publication time. */
export interface PrintedFigure extends Omit<PrintAnswer, 'publication'> {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly measureTitle: string;
  readonly move: Move;
  /** Of a revision. */
  readonly kind?: ChainLink['kind'];
}

/** A page of what a publication printed, in the order of its own pages. */
export interface PrintedFigures extends NextPage {
  readonly id: string;
  readonly recordedBy: Instant;
  readonly figures: readonly PrintedFigure[];
}

/**
 * A publication's figures as it printed them: by line, and on a line by the order of its cells,
 * then by the occurrence of a token, then in the order they were recorded. What has no line, as in
 * data releases, comes first.
 *
 * @throws {UnknownPublication}
 * @throws {PublicationUnderEmbargo}
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getPublicationFigures(
  reader: ViewReader,
  question: PublicationFiguresQuestion,
): Promise<Answer<PrintedFigures>> {
  const { id, cursor } = question;
  const limit = pageLimit(question);
  const after = cursor === undefined ? PAGE_START : placeOf(cursor);
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  await refuseHidden(reader, id, recordedBy);
  const known = { recordedMs: Date.parse(recordedBy), limit: limit + 1 };
  const found = await reader.printed.placed(id, after, known);
  const page = found.slice(0, limit);
  const figures = await printedFigures(reader, page, recordedBy);
  const last = page.at(-1);
  const next = last === undefined || found.length <= limit ? null : cursorAt(last);
  return { position, body: { id, recordedBy, figures, next } };
}

async function printedFigures(
  reader: ViewReader,
  page: readonly PlacedAppearance[],
  recordedBy: Instant,
): Promise<readonly PrintedFigure[]> {
  const keys = [...new Set(page.map(({ key }) => key))];
  const figures = await figuresAt(reader, keys, anyTime(recordedBy));
  const byKey = new Map<string, FigureAt>(figures.map((at) => [at.key, at]));
  const printed = await mapInTurns(page, ({ key, event_id: eventId }) => {
    const at = byKey.get(key);
    const link = at === undefined ? null : linkOf(at, eventId);
    return at === undefined || link === null ? [] : [printedFigure(at, link)];
  });
  return printed.flat();
}

function printedFigure(at: FigureAt, { move, kind, entry }: ChainLink): PrintedFigure {
  const { key, figure, measure, publications } = at;
  const { publication: _publication, ...print } = printAnswer(entry, publications);
  return {
    key,
    figure,
    measureTitle: measure.title,
    move,
    ...(kind === undefined ? {} : { kind }),
    ...print,
  };
}

function placeOf(cursor: string): PagePlace {
  const [line, cell, occurrence, position] = readCursor(cursor, [0, 0, 0, 0] as const);
  return { line, cell, occurrence, position };
}

function cursorAt({ line, cell, occurrence, position }: PagePlace): string {
  return writeCursor(line, cell, occurrence, position);
}
