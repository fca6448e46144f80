import type { CaptureDifference, ChangedRow } from '@ledger/capture';
import {
  CorrectTranscription,
  ReopenPublication,
  RetractAppearance,
  type CommandAnswer,
} from '@ledger/figures-application';
import { printedValue, type ChainEntry } from '@ledger/figures-domain';
import { isLedgerError, type Origin } from '@ledger/kernel';
import type { Command, CommandBus } from '@nestjs/cqrs';
import type { LoadRefusal } from './load-plan.js';

/** What mending depends on. */
export interface MendOptions {
  readonly commands: Pick<CommandBus, 'execute'>;
  readonly origin: Origin;
  /** Why our capture was wrong; recorded with every event. */
  readonly reason: string;
  /** True if it has to be reopened first. */
  readonly isSealed: boolean;
}

/**
 * Corrects what the ledger holds of a publication until it lacks only the rows that its folder
 * adds: reopens it, retracts what no row has, and corrects what a row prints differently.
 * Loading the folder then adds and seals.
 *
 * An interrupted run can be repeated: each step is in the ledger already or is still a
 * difference.
 *
 * @returns what the ledger refused
 * @throws anything but a refusal: the log cannot be written, or there is a bug
 */
export async function mendPublication(
  difference: CaptureDifference,
  options: MendOptions,
): Promise<readonly LoadRefusal[]> {
  const { origin, reason, isSealed } = options;
  const { publication, changed, gone } = difference;
  const place = { file: `${publication}/publication.json` };
  const refusals: LoadRefusal[] = [];
  const execute = async (command: Command<CommandAnswer>, at: LoadRefusal['place'] = place) => {
    const refusal = await refusalOf(options.commands.execute(command), at);
    if (refusal !== undefined) refusals.push(refusal);
  };
  if (isSealed) await execute(new ReopenPublication(publication, reason, origin));
  // First, because what is retracted no longer decides which units a figure accepts.
  for (const entry of gone) await execute(retractionOf(entry, options));
  for (const { captured, entry, differs } of changed) {
    if (differs === 'beside') await execute(retractionOf(entry, options), captured.place);
  }
  for (const row of changed) {
    if (row.differs === 'print') await execute(correctionOf(row, options), row.captured.place);
  }
  return refusals;
}

function retractionOf(
  { eventId, facts }: ChainEntry,
  { reason, origin }: MendOptions,
): RetractAppearance {
  return new RetractAppearance({ key: facts.key, retracts: eventId, reason }, origin);
}

function correctionOf(
  { captured: { report }, entry }: ChangedRow,
  { reason, origin }: MendOptions,
): CorrectTranscription {
  const { key } = report;
  const correction = { key, corrects: entry.eventId, reason, ...printedValue(report) };
  return new CorrectTranscription(correction, origin);
}

async function refusalOf(
  carried: Promise<CommandAnswer>,
  place: LoadRefusal['place'],
): Promise<LoadRefusal | undefined> {
  try {
    await carried;
    return undefined;
  } catch (error) {
    if (!isLedgerError(error) || error.kind === 'transient') throw error;
    return { place, code: error.code, message: error.message };
  }
}
