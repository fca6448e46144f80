import {
  UnknownMeasure,
  type FigureIdentity,
  type FigureKey,
  type InForce,
} from '@ledger/figures-domain';
import type { Answer } from '../reading/answer.js';
import { anyTime, type AskedClocks, type Clocks } from '../reading/clocks.js';
import { figuresAt, type FigureAt } from '../reading/figures-at.js';
import { measureLine, type MeasureLine } from '../reading/measure-line.js';
import {
  linkAnswer,
  printAnswer,
  type LinkAnswer,
  type PrintAnswer,
} from '../reading/prints.js';
import { UnknownFigure } from '../reading/read-refusals.js';
import {
  datedWithin,
  valueInForce,
  type DatedWithin,
  type ValueInForce,
} from '../reading/value-in-force.js';
import type { ViewReader } from '../reading/view-reader.js';

/** What is asked of one figure. */
export interface FigureQuestion extends AskedClocks {
  readonly key: string;
}

/** The clocks an answer holds for. */
export interface ClocksAnswer extends Clocks {
  /** Publications left out because it is not sure that they were out. */
  readonly datedWithin: readonly DatedWithin[];
}

/** A figure as two clocks let it be seen. */
export interface FigureAnswer {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly measure: MeasureLine;
  readonly clocks: ClocksAnswer;
  /** `unreported`: by those clocks nobody had printed it, or the ledger did not know of it. */
  readonly state: InForce['state'];
  readonly valueInForce: ValueInForce | null;
  /** The last value on each former basis, oldest first. */
  readonly formerBases: readonly PrintAnswer[];
  /** What each publication did, in order of publication. */
  readonly chain: readonly LinkAnswer[];
  readonly appearances: number;
}

/**
 * A figure: its value in force and its history along publication time.
 *
 * @throws {MalformedFigureKey | MalformedInstant}
 * @throws {UnknownFigure} no publication that may be seen by now has printed it
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getFigure(
  reader: ViewReader,
  question: FigureQuestion,
): Promise<Answer<FigureAnswer>> {
  const { position, clocks } = await reader.standpoint(question);
  const at = await figureAt(reader, question.key, clocks);
  if (at.chain.links.length === 0) await refuseUnseen(reader, question.key);
  return { position, body: figureAnswer(at, clocks) };
}

/**
 * One figure at two clocks.
 *
 * @throws {MalformedFigureKey}
 * @throws {UnknownFigure} of a measure that nobody defined
 */
export async function figureAt(
  reader: ViewReader,
  key: string,
  clocks: Clocks,
): Promise<FigureAt> {
  try {
    const [at] = await figuresAt(reader, [key], clocks);
    if (at !== undefined) return at;
  } catch (error) {
    if (!(error instanceof UnknownMeasure)) throw error;
  }
  throw new UnknownFigure(key);
}

/** That a figure stands in a publication under embargo is as secret as its value. */
async function refuseUnseen(reader: ViewReader, key: string): Promise<void> {
  const { clocks } = await reader.standpoint({});
  const { chain } = await figureAt(reader, key, anyTime(clocks.recordedBy));
  if (chain.links.length === 0) throw new UnknownFigure(key);
}

function figureAnswer(at: FigureAt, clocks: Clocks): FigureAnswer {
  const { key, figure, measure, chain, publications } = at;
  return {
    key,
    figure,
    measure: measureLine(measure),
    clocks: { ...clocks, datedWithin: datedWithin(at, clocks) },
    state: chain.inForce.state,
    valueInForce: valueInForce(chain, publications),
    formerBases: chain.formerBases.map((entry) => printAnswer(entry, publications)),
    chain: chain.links.map((link) => linkAnswer(link, publications)),
    appearances: chain.links.length,
  };
}
