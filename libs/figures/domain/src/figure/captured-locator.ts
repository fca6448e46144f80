import { canonicalDecimal, type Decimal, type Instant } from '@ledger/kernel';
import { printedValue, type PrintedValue } from '../printed/print.js';
import { printOf, type ChainEntry } from './chain-entry.js';
import type { AppearanceRetracted } from './figure-events.js';
import { AppearanceAlreadyCaptured } from './figure-refusals.js';
import type { FigureState } from './figure-state.js';
import { differingFacts, sameFacts } from '../registry/same-facts.js';
import type { CompleteReport } from './figure-report.js';
import { retractionId } from './retract-appearance.js';

const CAPTURED_ANEW = 'captured again with the announcement that stands there';

/** A capture of ours that missed part of what is printed at its locator. */
export interface TakenBack {
  readonly eventId: string;
  readonly event: AppearanceRetracted;
}

/** Retracts what was captured at the locator of a report that says more. */
export function takenBackBy(
  { eventId }: ChainEntry,
  { key, publication }: CompleteReport,
): TakenBack {
  const data = { key, retracts: eventId, publication, reason: CAPTURED_ANEW };
  return { eventId: retractionId(eventId), event: { type: 'AppearanceRetracted', data } };
}

/** The figure as if the entry had been retracted already. */
export function withoutEntry(
  state: FigureState,
  captured: ChainEntry,
  { eventId }: TakenBack,
  recordedAt: Instant,
): FigureState {
  if (state.kind === 'unreported') return state;
  const retraction = { eventId, recordedAt, reason: CAPTURED_ANEW };
  const entries = state.entries.map((entry) =>
    entry === captured ? { ...entry, retraction } : entry,
  );
  return { ...state, entries };
}

/**
 * True if the report is of the captured print, and has an announcement that the capture lacks.
 */
export function announcesMore(captured: ChainEntry, command: CompleteReport): boolean {
  const { change, ...rest } = command;
  if (change === undefined || captured.facts.change !== undefined) return false;
  return isSameCapture(captured, rest);
}

/**
 * A printed page does not change, and the order of two reports of one locator must not decide
 * what the ledger knows: two that differ are never treated as one, a note included. Only a
 * report that leaves the captured announcement out says nothing else. A correction of our own
 * capture is what the page says, so repeating it changes nothing too.
 *
 * @throws {AppearanceAlreadyCaptured} with the names of the facts that differ
 */
export function refuseOtherCapture(captured: ChainEntry, command: CompleteReport): void {
  const { change } = command.change === undefined ? captured.facts : command;
  if (isSameCapture(captured, { ...command, ...(change && { change }) })) return;
  const { facts, eventId } = captured;
  const known = capturedFacts(printOf(captured), facts);
  const fields = differingFacts(known, capturedFacts(command, command));
  const sameNumber = fields.join() === 'value' ? sameNumberIn(captured, command) : undefined;
  const difference = { fields, sameNumber };
  throw new AppearanceAlreadyCaptured(command.key, command.publication, eventId, difference);
}

function sameNumberIn(captured: ChainEntry, { value }: CompleteReport): Decimal | undefined {
  const { value: known } = printOf(captured);
  if (value === null || known === null) return undefined;
  return canonicalDecimal(value) === canonicalDecimal(known) ? known : undefined;
}

/** True if both are the same print with the same announcement. */
export function isSameCapture(captured: ChainEntry, command: CompleteReport): boolean {
  const { facts } = captured;
  const asked = capturedFacts(command, command);
  const known = [capturedFacts(printOf(captured), facts), capturedFacts(facts, facts)];
  return known.some((one) => sameFacts(one, asked));
}

function capturedFacts(
  print: PrintedValue,
  { role, change, note }: Pick<CompleteReport, 'role' | 'change' | 'note'>,
): object {
  const { scale = 0, ...printed } = printedValue(print);
  return {
    ...printed,
    scale,
    role,
    ...(change === undefined ? undefined : { change }),
    ...(note === undefined ? undefined : { note }),
  };
}
