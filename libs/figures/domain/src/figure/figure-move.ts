import {
  absoluteDecimal,
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  powerOfTen,
  subtractDecimals,
  type Decimal,
} from '@ledger/kernel';
import type { PrintedValue } from '../printed/print.js';
import type { POLARITIES } from '../registry/registry-events.js';
import { publishedFrom } from '../time/published-date.js';
import { unitNamed } from '../units/unit-registry.js';
import { printOf, type ChainEntry } from './chain-entry.js';
import { valueIn } from './comparable-units.js';
import type { Chain, ChainLink } from './chain-links.js';
import { REPORT_OUTCOMES, type RevisionKind } from './figure-events.js';

/**
 * What can happen to a figure: what a publication did to it, and what we said of our own capture,
 * which is never a change of the published figure.
 */
export const MOVE_KINDS = [
  ...Object.values(REPORT_OUTCOMES),
  'transcription-corrected',
  'retracted',
] as const;

/** What kind of move a figure made: one of {@link MOVE_KINDS}. */
export type MoveKind = (typeof MOVE_KINDS)[number];

/** One move of a figure, with the value before it and after it. */
export interface FigureMove {
  readonly kind: MoveKind;
  /** Of a revision only. */
  readonly revision: RevisionKind | null;
  /**
   * True if the publication said that it changes the value. Null of a move that changes nothing
   * which could be announced: a value recorded or confirmed, and what we say of our capture.
   */
  readonly isAnnounced: boolean | null;
  /** The event that made it: a print, our correction of one, or our retraction. */
  readonly eventId: string;
  /** The appearance that made the move, or that our capture was of. */
  readonly entry: ChainEntry;
  /** The appearance with the value before. */
  readonly before: ChainEntry | null;
  /** The appearance with which the value before came into force. */
  readonly since: ChainEntry | null;
  readonly from: PrintedValue | null;
  /** Null if nothing is in force after it. */
  readonly to: PrintedValue | null;
}

/**
 * The moves of a figure: the links of its chain in their order, then what we said of our own
 * captures.
 *
 * @param retracted captures that were retracted
 */
export function movesOf(
  { links }: Pick<Chain, 'links'>,
  retracted: readonly ChainEntry[],
): readonly FigureMove[] {
  return [
    ...links.map(moveOf),
    ...links.flatMap(({ entry }) => correctionOf(entry)),
    ...retracted.flatMap(retractionOf),
  ];
}

function moveOf(link: ChainLink): FigureMove {
  const { move, kind, entry, before, since } = link;
  return {
    kind: move,
    revision: kind ?? null,
    isAnnounced: isAnnounced(link),
    eventId: entry.eventId,
    entry,
    before: before ?? null,
    since: since ?? null,
    from: before === undefined ? null : printOf(before),
    to: move === 'withdrawn' ? null : printOf(entry),
  };
}

function isAnnounced({ move, kind, change }: ChainLink): boolean | null {
  switch (move) {
    case 'recorded':
    case 'confirmed':
      return null;
    case 'revised':
      return kind !== 'unannounced';
    case 'contradicted':
      return change !== undefined;
    case 'finalised':
    case 'restated':
    case 'withdrawn':
      return true;
  }
}

function correctionOf(entry: ChainEntry): readonly FigureMove[] {
  const { corrected, correctedBy } = entry;
  if (corrected === undefined || correctedBy === undefined) return [];
  return [
    {
      kind: 'transcription-corrected',
      ...OURS,
      eventId: correctedBy,
      entry,
      from: entry.facts,
      to: corrected,
    },
  ];
}

function retractionOf(entry: ChainEntry): readonly FigureMove[] {
  const { retraction } = entry;
  if (retraction === undefined) return [];
  const { eventId } = retraction;
  return [{ kind: 'retracted', ...OURS, eventId, entry, from: printOf(entry), to: null }];
}

const OURS = { revision: null, isAnnounced: null, before: null, since: null } as const;

/** How far a value moved. */
export interface MoveSize {
  /** The value after less the value before, exactly, in the unit of the value before. */
  readonly absolute: Decimal;
  /** `percentage points` for percentages. */
  readonly unit: string;
  /**
   * In per cent of the value before, without its sign, rounded half away from zero to
   * {@link RELATIVE_PLACES} decimals; null if that is zero.
   */
  readonly relative: Decimal | null;
}

/** Decimal places of a move's relative size. */
export const RELATIVE_PLACES = 6;

const SIZED: ReadonlySet<MoveKind> = new Set(['revised', 'restated', 'contradicted']);

/**
 * How far a move went. Only another value has a size: two texts that agree within their rounding
 * differ by nothing that the publications claim, and a mistake of ours is no move of the figure.
 */
export function sizeOf({ kind, from, to }: FigureMove): MoveSize | null {
  if (!SIZED.has(kind) || from === null || to === null) return null;
  const after = valueIn(to, from.unit);
  if (from.value === null || after === null) return null;
  const absolute = subtractDecimals(after, from.value);
  const base = absoluteDecimal(from.value);
  const isOfZero = compareDecimals(base, ZERO) === 0;
  return {
    absolute,
    unit: unitNamed(from.unit).name === PER_CENT ? 'percentage points' : from.unit,
    relative: isOfZero ? null : percentOf(absolute, base),
  };
}

const ZERO = '0' as Decimal;
const PER_CENT = 'percent';

function percentOf(part: Decimal, whole: Decimal): Decimal {
  return divideDecimals(multiplyDecimals(part, powerOfTen(2)), whole, RELATIVE_PLACES);
}

/** The ways a move can go by its measure's polarity. */
export const MOVE_DIRECTIONS = ['better', 'worse', 'none'] as const;

/** Which way a move goes by the polarity of its measure. */
export type MoveDirection = (typeof MOVE_DIRECTIONS)[number];

/** `none` if the value did not move, or if neither way is better. */
export function directionOf(
  size: MoveSize | null,
  polarity: (typeof POLARITIES)[number],
): MoveDirection {
  if (size === null || polarity === 'neither') return 'none';
  const sign = compareDecimals(size.absolute, ZERO);
  if (sign === 0) return 'none';
  return sign > 0 === (polarity === 'up-is-good') ? 'better' : 'worse';
}

const DAY_MS = 86_400_000;

/**
 * How long the value before had stood when it moved, in whole days: from the publication with
 * which it came into force to the one that moved it, each dated to the moment from which the
 * public surely could see it. Null where there was none.
 */
export function ageInDays({ since, entry }: FigureMove): number | null {
  if (since === null) return null;
  const [from, to] = [since, entry].map(({ facts }) => publishedFrom(facts.published));
  if (from === undefined || to === undefined) return null;
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS));
}
