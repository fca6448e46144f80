import { derivedId } from '@ledger/kernel';
import { samePrint, type PrintedValue } from '../printed/print.js';
import { printOf, type ChainEntry } from './chain-entry.js';
import type { TranscriptionCorrected } from './figure-events.js';
import type { FigureKey } from './figure-key.js';
import { UnknownAppearance } from './figure-refusals.js';
import { entryOf, type FigureState } from './figure-state.js';
import type { DefinedMeasure } from '../registry/measure-state.js';
import { refuseIncomparable } from './comparable-units.js';
import { refuseRetracted } from './retract-appearance.js';
import { refuseWrongPrint } from './report-print.js';

/** "Our capture of this appearance was wrong; this is what the page says." */
export interface CorrectTranscription extends PrintedValue {
  readonly key: FigureKey;
  /** Id of the event that holds the wrong capture. */
  readonly corrects: string;
  readonly reason: string;
}

/** What a correction of our capture leads to. */
export type CorrectionDecision =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'corrected';
      readonly eventId: string;
      readonly event: TranscriptionCorrected;
    };

/**
 * Decides a correction of our own capture. It never counts as a change of the published figure.
 *
 * @throws {UnknownAppearance} there is no such event on this figure
 * @throws {AppearanceIsRetracted} there is nothing of that capture to correct
 * @throws {UnitNotOfMeasure | ValueAndMarkersDisagree | PrintedDoesNotSayValue} the correction
 *   itself cannot be
 * @throws {UnitsNotComparable} the figure's other appearances are in units of another dimension
 */
export function decideCorrection(
  command: CorrectTranscription,
  state: FigureState,
  measure: DefinedMeasure,
): CorrectionDecision {
  const wrong = entryOf(state, command.corrects);
  if (wrong === undefined) throw new UnknownAppearance(command.key, command.corrects);
  refuseRetracted(command.key, wrong);
  if (samePrint(printOf(wrong), command)) return { outcome: 'unchanged' };
  const { figure, decimalMark } = wrong.facts;
  refuseWrongPrint({ ...command, figure }, { measure, decimalMark });
  refuseIncomparable(command, othersThan(wrong, state));
  const {
    key,
    corrects,
    reason,
    value,
    printed,
    unit,
    scale = 0,
    precision,
    qualifier,
    markers,
  } = command;
  // A capture may be corrected there and back again: each correction names the one before it.
  const eventId = correctionId(wrong.correctedBy ?? corrects, command);
  const { publication } = wrong.facts;
  const event: TranscriptionCorrected = {
    type: 'TranscriptionCorrected',
    data: {
      ...{ key, corrects, publication, reason, value, printed, unit, qualifier, markers },
      ...(scale === 0 ? undefined : { scale }),
      ...(precision === undefined ? undefined : { precision }),
    },
  };
  return { outcome: 'corrected', eventId, event };
}

function othersThan(wrong: ChainEntry, state: FigureState): readonly ChainEntry[] {
  return state.kind === 'reported' ? state.entries.filter((entry) => entry !== wrong) : [];
}

/** The id of a correction: derived from what it replaces and from what it says. */
export function correctionId(replaced: string, print: PrintedValue): string {
  const { printed, value, unit, scale = 0, precision, qualifier, markers } = print;
  return derivedId(
    `correction\n${replaced}\n${printed}\n${value}\n${unit}\n${qualifier}\n` +
      markers.join() +
      (scale === 0 ? '' : `\n10^${scale}`) +
      (precision === undefined ? '' : `\nprecision ${precision}`),
  );
}
