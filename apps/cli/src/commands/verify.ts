import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyLog, type Verification as Places } from '@ledger/capture';
import { BEGINNING } from '@ledger/event-store-port';
import { isDamagedFile } from '@ledger/event-store-sqlite';
import { checkLog, type SeenEvent } from '@ledger/figures-application';
import { UnknownPublication } from '@ledger/figures-domain';
import { FIGURE_PROJECTIONS, verifyViews } from '@ledger/figures-read-models';
import { isLedgerError, messageOf, type EventRecord } from '@ledger/kernel';
import { ViewsUnavailable, type Verification as Views } from '@ledger/projections-port';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import { progressOn, sayJson } from '@ledger/terminal';
import { LogReading } from '../verify/log-reading.js';
import { openVerified, type VerifiedStores } from '../verify/verified-stores.js';
import { statusOf, type VerifyAnswer } from '../verify/verify-answer.js';
import { reportVerification } from '../verify/verify-report.js';
import { verifyTransparencyLog, type LogVerification } from '../verify/verify-log.js';
import type { CommandContext, ExitStatus } from '../context/command.js';

export interface VerifyOptions {
  /** Folder with the documents that the publications were captured from. */
  readonly artefacts?: string;
  /** The file of the auditor's own checkpoint; created if it does not exist. */
  readonly checkpoint?: string;
  /** Compares the printed tokens of this publication only. */
  readonly publication?: string;
}

/**
 * Derives everything again from the log and compares: the log with itself, seals with what was
 * captured, views with the log, and printed tokens with the documents. If a part cannot be
 * read, the findings about the others are still reported.
 */
export async function verifyCommand(
  context: CommandContext,
  options: VerifyOptions,
): Promise<ExitStatus> {
  const answer = await verified(context, options);
  if (context.json) sayJson(context.terminal, answer);
  else reportVerification(context.terminal, answer);
  return statusOf(answer);
}

async function verified(
  context: CommandContext,
  options: VerifyOptions,
): Promise<VerifyAnswer> {
  let stores: VerifiedStores;
  try {
    stores = await openVerified(context.place());
  } catch (error) {
    // A file that cannot be opened at all is the gravest finding, not a failure of the command.
    if (!isDamagedFile(error)) throw error;
    return { ...NOTHING_READ, file: [messageOf(error)] };
  }
  try {
    return await verify(context, stores, options);
  } finally {
    await stores.close();
  }
}

const NO_VIEWS: Views = { head: BEGINNING, tables: [], damages: [] };

const NOTHING_READ: VerifyAnswer = {
  events: 0,
  file: [],
  damages: [],
  notices: [],
  incomplete: [],
  foreign: [],
  seals: { checked: 0, differences: [] },
  log: { differences: [], isKept: false },
  views: NO_VIEWS,
};

async function verify(
  context: CommandContext,
  stores: VerifiedStores,
  options: VerifyOptions,
): Promise<VerifyAnswer> {
  const reading = new LogReading({ keepsClaims: options.artefacts !== undefined });
  const { unread, ...check } = await checkLog(
    stores.eventStore,
    (record: EventRecord) => reading.take(record),
    { hasEveryPosition: stores.areFiles, seen: await seenByViews(stores) },
  );
  const incomplete = unread === undefined ? [] : [`the record was ${unread}`];
  const views = await viewsOf(context, stores, incomplete);
  const places = await placesOf(reading, options, incomplete);
  const log = await logOf(context, stores, options, incomplete);
  return {
    events: reading.events,
    file: fileDamages(stores),
    ...check,
    incomplete,
    foreign: stores.foreign(),
    // No seal fits an incomplete log.
    seals: unread === undefined ? reading.sealDifferences() : NOTHING_READ.seals,
    log,
    views,
    ...(places === undefined ? {} : { places }),
  };
}

/** If the event log cannot be read to its end, that has already been reported. */
async function logOf(
  context: CommandContext,
  stores: VerifiedStores,
  { checkpoint }: VerifyOptions,
  incomplete: string[],
): Promise<LogVerification> {
  try {
    return await verifyTransparencyLog(context.place(), stores.eventStore, checkpoint);
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    incomplete.push(`the transparency log: ${error.message}`);
    return NOTHING_READ.log;
  }
}

/** The file may be too broken to be checked. */
function fileDamages(stores: VerifiedStores): readonly string[] {
  try {
    return stores.fileDamages();
  } catch (error) {
    return [messageOf(error)];
  }
}

/** The last event that each view reflects. Views that cannot be read are reported later. */
async function seenByViews({ views }: VerifiedStores): Promise<readonly SeenEvent[]> {
  const seen = new Map<string, SeenEvent>();
  for (const projection of FIGURE_PROJECTIONS) {
    const snapshot = await views.snapshot(projection).catch(() => undefined);
    if (snapshot === undefined) continue;
    const { position, eventId } = snapshot.checkpoint;
    await snapshot.close();
    if (position > BEGINNING) seen.set(eventId, { position, eventId, by: 'the views reflect' });
  }
  return [...seen.values()];
}

async function placesOf(
  reading: LogReading,
  { artefacts, publication }: VerifyOptions,
  incomplete: string[],
): Promise<Places | undefined> {
  if (artefacts === undefined) return undefined;
  try {
    return await verifyLog(
      publicationsAsked(reading.publications, publication),
      reading.claims.filter(
        (claim) => publication === undefined || claim.publication === publication,
      ),
      artefacts,
    );
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    incomplete.push(`the documents: ${error.message}`);
    return undefined;
  }
}

/** @throws {UnknownPublication} the log has no publication with that id */
function publicationsAsked(
  publications: LogReading['publications'],
  id: string | undefined,
): LogReading['publications'] {
  if (id === undefined) return publications;
  const found = publications.filter((publication) => publication.id === id);
  if (found.length === 0) throw new UnknownPublication(id);
  return found;
}

/** Views that cannot be compared are one more finding; the earlier findings are kept. */
async function viewsOf(
  context: CommandContext,
  stores: VerifiedStores,
  incomplete: string[],
): Promise<Views> {
  try {
    return await compareViews(context, stores);
  } catch (error) {
    if (!stores.areFiles && isOutage(error)) {
      incomplete.push(`the views: ${messageOf(error)}`);
      return NO_VIEWS;
    }
    return { ...NO_VIEWS, damages: [`the views cannot be compared: ${messageOf(error)}`] };
  }
}

/** A server that is out of reach says nothing about the views; one without their tables does. */
function isOutage(error: unknown): boolean {
  return error instanceof ViewsUnavailable && error.cause !== undefined;
}

/** The second derivation goes into a file that is thrown away. */
async function compareViews(context: CommandContext, stores: VerifiedStores): Promise<Views> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-verify-'));
  const scratch = SqliteProjectionStore.open({ file: join(folder, 'views.db') });
  const progress = progressOn(context.terminal, 'verifying views');
  try {
    return await verifyViews({
      eventStore: stores.eventStore,
      store: stores.views,
      scratch,
      onProgress: (position, upTo) => progress.at(position, upTo, 'events'),
    });
  } finally {
    progress.end();
    await scratch.close();
    await rm(folder, { recursive: true, force: true });
  }
}
