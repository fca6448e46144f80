import {
  UnknownMeasure,
  type FigureIdentity,
  type FigureKey,
  type FigureOwner,
  type InForce,
} from '@ledger/figures-domain';
import { instantOf, type Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import { anyTime, type AskedClocks, type Clocks } from '../../views/clocks.js';
import { readFigures, type FigureAt, type FigureReader } from '../../views/figures-at.js';
import { measureLine, type MeasureLine } from '../../views/measure-line.js';
import {
  linkAnswer,
  printAnswer,
  retractedAnswers,
  type LinkAnswer,
  type PrintAnswer,
  type RetractedAnswer,
} from '../../views/prints.js';
import { UnknownFigure } from '../../views/read-refusals.js';
import { LazyMap } from '../../views/lazy-map.js';
import {
  datedWithin,
  valueInForce,
  type DatedWithin,
  type ValueInForce,
} from '../../views/value-in-force.js';
import { seenBy, type Seen } from '../../views/seen.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for one figure. */
export interface FigureQuestion extends AskedClocks {
  readonly key: string;
}

/** The clocks an answer holds for. */
export interface ClocksAnswer extends Clocks {
  /** Publications left out because it is not sure that they were out. */
  readonly datedWithin: readonly DatedWithin[];
}

/** A figure as it is visible at both clocks. */
export interface FigureAnswer {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly measure: MeasureLine;
  /** Who owns it at the end of the public clock, and by which registration. */
  readonly ownership: FigureOwner;
  readonly clocks: ClocksAnswer;
  /** `unreported`: at those clocks nobody had printed it, or the ledger did not know of it. */
  readonly state: InForce['state'];
  readonly valueInForce: ValueInForce | null;
  /** How long the source of that value was seen unchanged, if it was read again. */
  readonly seen?: Seen;
  /** The last value on each former basis, oldest first. */
  readonly formerBases: readonly PrintAnswer[];
  /** What each publication did, in order of publication. */
  readonly chain: readonly LinkAnswer[];
  readonly appearances: number;
  /** Mistaken captures of the ledger that were retracted, in the order they were recorded. */
  readonly retracted: readonly RetractedAnswer[];
}

/** The query for several figures at the same clocks. */
export interface FiguresQuestion extends AskedClocks {
  readonly keys: readonly string[];
}

/**
 * A figure: its value in force and its history along publication time.
 *
 * @throws {MalformedFigureKey | MalformedInstant}
 * @throws {UnknownFigure} no publication that may be seen by now has printed it. By a moment
 *   that the caller names it is unreported instead, because it may still become known: the same
 *   moment always has the same answer. So does a moment before its measure was defined, when it
 *   is unknown.
 * @throws {ViewsNotBuilt | ViewsBehind | ViewsUnavailable}
 */
export async function getFigure(
  reader: ViewReader,
  { key, ...clocks }: FigureQuestion,
): Promise<Answer<FigureAnswer>> {
  const { position, body } = await getFigures(reader, { keys: [key], ...clocks });
  return { position, body: body.of(key) };
}

/**
 * Several figures, read together.
 *
 * @returns an answer for each key, which throws what {@link getFigure} would
 * @throws {MalformedInstant}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getFigures(
  reader: ViewReader,
  { keys, ...asked }: FiguresQuestion,
): Promise<Answer<LazyMap<FigureAnswer>>> {
  const { position, clocks } = await reader.asOf(asked);
  const isPresent = asked.recordedBy === undefined;
  return { position, body: await answerFigures(reader, keys, { clocks, isPresent }) };
}

/** The clocks of answers, and whether they are about the present rather than a named moment. */
export interface SettledQuestion {
  readonly clocks: Clocks;
  readonly isPresent: boolean;
}

/**
 * Several figures at settled clocks.
 *
 * @returns an answer for each key, which throws what {@link getFigure} would
 * @throws {ViewsUnavailable}
 */
export async function answerFigures(
  reader: FigureReader,
  keys: readonly string[],
  { clocks, isPresent }: SettledQuestion,
): Promise<LazyMap<FigureAnswer>> {
  const figures = await readFigures(reader, keys, clocks);
  const unseen = keys.filter((key) => isUnseen(figures, key));
  const everSeen =
    isPresent && unseen.length > 0
      ? await readFigures(reader, unseen, anyTime(clocks.recordedBy))
      : figures;
  const undefinedBy = isPresent ? NO_KEYS : await ofUndefinedMeasures(reader, unseen, clocks);
  return new LazyMap((key) => {
    const at = figureIn(figures, key);
    // That a publication under embargo prints it is as secret as its value.
    const isUnknown = isPresent && isUnseen(figures, key) && isUnseen(everSeen, key);
    if (isUnknown || undefinedBy.has(key)) throw new UnknownFigure(key);
    return figureAnswer(at, clocks);
  });
}

const NO_KEYS: ReadonlySet<string> = new Set();

/**
 * Keys whose measure was defined later: they were unknown then, and stay so for that moment.
 */
async function ofUndefinedMeasures(
  reader: FigureReader,
  keys: readonly string[],
  { recordedBy }: Clocks,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const key of keys) {
    const measure = key.slice(0, key.indexOf('/'));
    if (!(await reader.isKnown('measure', measure, recordedBy))) found.add(key);
  }
  return found;
}

function isUnseen(figures: LazyMap<FigureAt>, key: string): boolean {
  try {
    const { chain, retracted } = figures.of(key);
    return chain.links.length + retracted.length === 0;
  } catch {
    return true;
  }
}

/** @throws {UnknownFigure} also of a measure that nobody defined */
function figureIn(figures: LazyMap<FigureAt>, key: string): FigureAt {
  try {
    return figures.of(key);
  } catch (error) {
    throw error instanceof UnknownMeasure ? new UnknownFigure(key) : error;
  }
}

/** A clock at midnight is at the end of the day before. */
function lastMomentOf({ publishedBy }: Clocks): Instant {
  return instantOf(Date.parse(publishedBy) - 1);
}

function figureAnswer(at: FigureAt, clocks: Clocks): FigureAnswer {
  const { key, figure, measure, ownershipAt, chain, retracted, publications } = at;
  const inForce = valueInForce(chain, publications);
  const source = inForce === null ? undefined : publications.of(inForce.publication.id);
  const seen = seenBy(source?.sightings ?? [], clocks);
  return {
    key,
    figure,
    measure: measureLine(measure),
    ownership: ownershipAt(lastMomentOf(clocks)),
    clocks: { ...clocks, datedWithin: datedWithin(at, clocks) },
    state: chain.inForce.state,
    valueInForce: inForce,
    ...(seen === undefined ? {} : { seen }),
    formerBases: chain.formerBases.map((entry) => printAnswer(entry, publications)),
    chain: chain.links.map((link) => linkAnswer(link, publications)),
    appearances: chain.links.length,
    retracted: retracted.flatMap((entry) => retractedAnswers(entry, publications)),
  };
}
