import { verifyClaimsInFolder, type Verification as Places } from '@ledger/capture';
import { BEGINNING, type EventStore, type ForeignEvent } from '@ledger/event-store-port';
import { UnknownPublication } from '@ledger/figures-domain';
import { FIGURE_PROJECTIONS, type DerivedAgain } from '@ledger/figures-read-models';
import { isLedgerError, messageOf } from '@ledger/kernel';
import { ViewsUnavailable, type ProjectionStore } from '@ledger/projections-port';
import type { ReadableLog } from '@ledger/transparency-log';
import { NO_VIEWS, NOTHING_READ, type LedgerVerification } from './ledger-verification.js';
import { checkLog, type SeenEvent } from './log/check-log.js';
import { LogReading } from './log/log-reading.js';
import {
  verifyTransparencyLog,
  type LogVerification,
} from './transparency/verify-transparency-log.js';
import { verifyViews, type ViewsVerification } from './views/verify-views.js';

/** A ledger opened for verification: nothing in it is created or changed. */
export interface LedgerToVerify {
  readonly eventStore: EventStore;
  readonly views: Pick<ProjectionStore, 'snapshot'>;
  /** True for files: positions have no gaps, and nothing is out of reach. */
  readonly areFiles: boolean;
  /**
   * Opens the transparency log; undefined if none is kept.
   *
   * @throws {LedgerError} it cannot be opened
   */
  transparencyLog(): ReadableLog | undefined;
  /** Calls `use` with an empty store for a second derivation of the views. */
  readonly withScratch: <Result>(
    use: (scratch: ProjectionStore, views: DerivedAgain['scratchViews']) => Promise<Result>,
  ) => Promise<Result>;
  /** Foreign events in the log's streams, as far as they have been read. */
  foreign(): readonly ForeignEvent[];
  /** What is wrong with the log's file as a database. */
  fileDamages(): readonly string[];
}

/** What to verify beyond the log, its seals and its views. */
export interface VerificationOptions {
  /** Folder with the documents that the publications were captured from. */
  readonly artefacts?: string;
  /** The file of the auditor's own checkpoint; created if it does not exist. */
  readonly checkpoint?: string;
  /** Compares the printed tokens of this publication only. */
  readonly publication?: string;
  /** Called while the views are derived again. */
  readonly onProgress?: (position: number, upTo: number) => void;
}

/**
 * Derives everything again from the log and compares: the log with itself, seals with what was
 * captured, the transparency log and the views with the log, and printed tokens with the
 * documents. If a part cannot be read, the findings about the others are still reported.
 */
export async function verifyLedger(
  ledger: LedgerToVerify,
  options: VerificationOptions = {},
): Promise<LedgerVerification> {
  const reading = new LogReading({ keepsClaims: options.artefacts !== undefined });
  const { unread, ...check } = await checkLog(
    ledger.eventStore,
    (record) => reading.take(record),
    { hasEveryPosition: ledger.areFiles, seen: await seenByViews(ledger) },
  );
  const incomplete = unread === undefined ? [] : [`the log was ${unread}`];
  const views = await viewsOf(ledger, options, incomplete);
  const places = await placesOf(reading, options, incomplete);
  const transparencyLog = await transparencyLogOf(ledger, options, incomplete);
  return {
    events: reading.events,
    file: fileDamages(ledger),
    ...check,
    incomplete,
    foreign: ledger.foreign(),
    // No seal fits an incomplete log.
    seals: unread === undefined ? reading.sealDifferences() : NOTHING_READ.seals,
    transparencyLog,
    views,
    ...(places === undefined ? {} : { places }),
  };
}

/** If the event log cannot be read to its end, that has already been reported. */
async function transparencyLogOf(
  ledger: LedgerToVerify,
  { checkpoint }: VerificationOptions,
  incomplete: string[],
): Promise<LogVerification> {
  try {
    return await verifyTransparencyLog(ledger.transparencyLog(), ledger.eventStore, checkpoint);
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    incomplete.push(`the transparency log: ${error.message}`);
    return NOTHING_READ.transparencyLog;
  }
}

/** The file may be too broken to be checked. */
function fileDamages(ledger: LedgerToVerify): readonly string[] {
  try {
    return ledger.fileDamages();
  } catch (error) {
    return [messageOf(error)];
  }
}

/** The last event that each view reflects. Views that cannot be read are reported later. */
async function seenByViews({ views }: LedgerToVerify): Promise<readonly SeenEvent[]> {
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
  { artefacts, publication }: VerificationOptions,
  incomplete: string[],
): Promise<Places | undefined> {
  if (artefacts === undefined) return undefined;
  try {
    return await verifyClaimsInFolder(
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
  { eventStore, views, areFiles, withScratch }: LedgerToVerify,
  { onProgress }: VerificationOptions,
  incomplete: string[],
): Promise<ViewsVerification> {
  const progress = onProgress === undefined ? {} : { onProgress };
  try {
    return await withScratch((scratch, scratchViews) =>
      verifyViews({ eventStore, store: views, scratch, scratchViews, ...progress }),
    );
  } catch (error) {
    if (!areFiles && isOutage(error)) {
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
