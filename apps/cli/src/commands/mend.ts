import {
  CorrectTranscription,
  ReopenPublication,
  RetractAppearance,
  SealPublication,
} from '@ledger/figures-application';
import {
  figureKey,
  parseFigureKey,
  type Marker,
  type PrintedValue,
  type Qualifier,
} from '@ledger/figures-domain';
import { parseDecimal } from '@ledger/kernel';
import { execute, originOf } from './execute.js';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** Why a capture of ours is mended. */
export interface Reasoned {
  readonly reason: string;
}

/** What the page really says, as command line options. */
export interface CorrectOptions extends Reasoned {
  readonly printed: string;
  /** Left out where a marker says why there is no value. */
  readonly value?: string;
  readonly unit: string;
  readonly scale?: number;
  readonly precision?: 'unknown';
  readonly qualifier: Qualifier;
  readonly marker: readonly Marker[];
}

/** Reopens a sealed publication. */
export function reopenCommand(
  context: CommandContext,
  id: string,
  { reason }: Reasoned,
): Promise<ExitStatus> {
  return execute(context, id, new ReopenPublication(id, reason, originOf('reopen')));
}

/** Declares the capture of a publication complete. */
export function sealCommand(context: CommandContext, id: string): Promise<ExitStatus> {
  return execute(context, id, new SealPublication(id, originOf('seal')));
}

/**
 * Corrects a capture that differs from what the page says.
 *
 * @throws {MalformedFigureKey | MalformedDecimal}
 */
export async function correctCommand(
  context: CommandContext,
  { key: text, event }: { readonly key: string; readonly event: string },
  { reason, ...print }: CorrectOptions,
): Promise<ExitStatus> {
  const key = figureKey(parseFigureKey(text));
  const correction = { key, corrects: event, reason, ...printOf(print) };
  const command = new CorrectTranscription(correction, originOf('correct'));
  return execute(context, event, command);
}

/**
 * Retracts a capture: the figure is not printed there.
 *
 * @throws {MalformedFigureKey}
 */
export async function retractCommand(
  context: CommandContext,
  { key: text, event }: { readonly key: string; readonly event: string },
  { reason }: Reasoned,
): Promise<ExitStatus> {
  const key = figureKey(parseFigureKey(text));
  const command = new RetractAppearance({ key, retracts: event, reason }, originOf('retract'));
  return execute(context, event, command);
}

function printOf(given: Omit<CorrectOptions, 'reason'>): PrintedValue {
  const { printed, value, unit, scale, precision, qualifier, marker } = given;
  return {
    value: value === undefined ? null : parseDecimal(value),
    ...{ printed, unit, qualifier },
    ...(scale === undefined ? {} : { scale }),
    ...(precision === undefined ? {} : { precision }),
    markers: [...new Set(marker)].sort(),
  };
}
