import {
  ageInDays,
  directionOf,
  movesOf,
  sizeOf,
  type FigureIdentity,
  type FigureKey,
  type FigureMove,
  type MoveDirection,
  type MoveKind,
  type MoveSize,
  type RevisionKind,
} from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { FigureAt } from '../../views/figures-at.js';
import {
  printAnswer,
  publicationRef,
  type PrintAnswer,
  type PublicationRef,
} from '../../views/prints.js';

/** One move of a figure: what it was, what it is, and who said so. */
export interface ChangeView {
  readonly kind: MoveKind;
  /** Of a revision: how it was made known. */
  readonly revision?: RevisionKind;
  /** True if the publication said that it changes the value; null where it changes none. */
  readonly announced: boolean | null;
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly measureTitle: string;
  /** The publication that moved the figure, or whose page we had captured wrongly. */
  readonly publication: PublicationRef;
  /** From when the public surely could see it. */
  readonly visibleFrom: Instant;
  /** The print with the value before. */
  readonly before: PrintAnswer | null;
  /** The print that made the move; of a withdrawal where it was announced. */
  readonly after: PrintAnswer;
  /** Of values that differ only. */
  readonly size: MoveSize | null;
  /** Which way it went by the polarity of the measure. */
  readonly direction: MoveDirection;
  /** How long the value before had stood, in days. */
  readonly ageDays: number | null;
  /** The event that made it, which is our own for a correction or a retraction. */
  readonly eventId: string;
}

/** The move of a figure that an event made; null if it made none. */
export function changeView(at: FigureAt, eventId: string): ChangeView | null {
  const move = movesOf(at.chain, at.retracted).find((one) => one.eventId === eventId);
  return move === undefined ? null : viewOf(at, move);
}

function viewOf(at: FigureAt, move: FigureMove): ChangeView {
  const { key, figure, measure, publications } = at;
  const { publication } = move.entry.facts;
  const { visibleFrom } = publications.of(publication);
  if (visibleFrom === null) throw new TypeError('A move holds only what can be seen.');
  const size = sizeOf(move);
  return {
    kind: move.kind,
    ...(move.revision === null ? {} : { revision: move.revision }),
    announced: move.isAnnounced,
    ...{ key, figure, measureTitle: measure.title },
    publication: publicationRef(publication, publications),
    visibleFrom,
    before: move.before === null ? null : printAnswer(move.before, publications),
    after: printAnswer(move.entry, publications),
    size,
    direction: directionOf(size, measure.polarity),
    ageDays: ageInDays(move),
    eventId: move.eventId,
  };
}
