import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  absenceText,
  mismatchText,
  verifyRecord,
  type Verification as Places,
} from '@ledger/capture';
import { checkRecord, type Damage, type Notice } from '@ledger/figures-application';
import { UnknownPublication } from '@ledger/figures-domain';
import { FIGURE_PROJECTIONS } from '@ledger/figures-read-models';
import type { EventRecord } from '@ledger/kernel';
import {
  verifyProjections,
  type Verification as Views,
  type VerifiedTable,
} from '@ledger/projections-port';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import type { ForeignEvent } from '@ledger/server/engines';
import { openStores, type LedgerStores } from '../ledger-stores.js';
import { progressOn, say, sayJson } from '../terminal.js';
import { foreignLines } from '../verify/foreign-listing.js';
import { RecordReading, type SealDifference } from '../verify/record-reading.js';
import type { CommandContext, ExitStatus } from './command.js';

export interface VerifyOptions {
  /** Folder with the documents the publications were captured from. */
  readonly artefacts?: string;
  /** Of the printed tokens, compares those of this publication alone. */
  readonly publication?: string;
}

/** Everything `ledger verify` found. Sound if every list but that of notices is empty. */
export interface VerifyAnswer {
  readonly events: number;
  /** What is wrong with the record's file as a database; nothing where it is no file. */
  readonly file: readonly string[];
  readonly damages: readonly Damage[];
  /** Printed texts that today's rules read otherwise than the record does: no damage. */
  readonly notices: readonly Notice[];
  /** What others wrote to the record's streams: passed over, and no damage. */
  readonly foreign: readonly ForeignEvent[];
  readonly seals: { readonly checked: number; readonly differences: readonly SealDifference[] };
  readonly views: Views;
  readonly places?: Places;
}

/**
 * Derives everything once more from the record and compares: the record with itself, seals with
 * what was captured, views with the record, and printed tokens with the documents.
 */
export async function verifyCommand(
  context: CommandContext,
  options: VerifyOptions,
): Promise<ExitStatus> {
  const stores = await openStores(context.place());
  try {
    const answer = await verify(context, stores, options);
    if (context.json) sayJson(context.terminal, answer);
    else report(context, answer);
    return statusOf(answer);
  } finally {
    await stores.close();
  }
}

async function verify(
  context: CommandContext,
  stores: LedgerStores,
  { artefacts, publication }: VerifyOptions,
): Promise<VerifyAnswer> {
  const reading = new RecordReading({ keepsClaims: artefacts !== undefined });
  const visit = (record: EventRecord): void => reading.take(record);
  const check = await checkRecord(stores.eventStore, visit, {
    hasEveryPosition: stores.hasEveryPosition,
  });
  const file = stores.fileDamages();
  const views = await viewsOrDamage(stores, () => verifyViews(context, stores));
  const seals = reading.sealDifferences();
  const foreign = stores.foreign();
  const base = { events: reading.events, file, ...check, foreign, seals, views };
  if (artefacts === undefined) return base;
  const places = await verifyRecord(
    publicationsAsked(reading.publications, publication),
    reading.claims.filter(
      (claim) => publication === undefined || claim.publication === publication,
    ),
    artefacts,
  );
  return { ...base, places };
}

/** @throws {UnknownPublication} the record has none of that id */
function publicationsAsked(
  publications: RecordReading['publications'],
  id: string | undefined,
): RecordReading['publications'] {
  if (id === undefined) return publications;
  const found = publications.filter((publication) => publication.id === id);
  if (found.length === 0) throw new UnknownPublication(id);
  return found;
}

/** Views that cannot be compared are one more finding: what was found before must not be lost. */
async function viewsOrDamage(
  { eventStore }: LedgerStores,
  compare: () => Promise<Views>,
): Promise<Views> {
  try {
    return await compare();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const damages = [`the views cannot be compared: ${reason}`];
    return { head: await eventStore.head(), tables: [], damages };
  }
}

/** The second derivation goes into a file that is thrown away. */
async function verifyViews(context: CommandContext, stores: LedgerStores): Promise<Views> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-verify-'));
  const scratch = SqliteProjectionStore.open({ file: join(folder, 'views.db') });
  const store = stores.openViews();
  const progress = progressOn(context.terminal, 'verifying views');
  try {
    return await verifyProjections({
      eventStore: stores.eventStore,
      store,
      scratch,
      projections: FIGURE_PROJECTIONS,
      onProgress: (position, upTo) => progress.at(position, upTo, 'events'),
    });
  } finally {
    progress.end();
    await scratch.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function statusOf(answer: VerifyAnswer): ExitStatus {
  if (!isSound(answer)) return 1;
  return answer.foreign.length > 0 ? 3 : 0;
}

function isSound({ file, damages, seals, views, places }: VerifyAnswer): boolean {
  const wrong = file.length + damages.length + seals.differences.length + views.damages.length;
  const mismatches = places?.mismatches.length ?? 0;
  return wrong + mismatches === 0 && views.tables.every(isSame) && !endBeforeRecord(views);
}

function endBeforeRecord(views: Views): boolean {
  return endOf(views) < views.head;
}

/** The position that all views reflect. */
function endOf({ head, tables }: Views): number {
  return Math.min(head, ...tables.map(({ position }) => position));
}

function isSame({ differing }: VerifiedTable): boolean {
  return differing === 0;
}

function report({ terminal }: CommandContext, answer: VerifyAnswer): void {
  const { events, file, damages, notices, seals, views, places } = answer;
  for (const damage of file) say(terminal, `file of the record: ${damage}`);
  say(terminal, `record: ${events} events, ${damages.length} damaged`);
  for (const damage of damages) say(terminal, `  ${findingLine(damage)}`);
  if (notices.length > 0) say(terminal, `to be looked at, and no damage: ${notices.length}`);
  for (const notice of notices) say(terminal, `  ${findingLine(notice)}`);
  for (const line of foreignLines(answer.foreign)) say(terminal, line);
  say(terminal, `seals: ${seals.checked} checked, ${seals.differences.length} different`);
  for (const { publication, what } of seals.differences) {
    say(terminal, `  ${publication}: ${what}`);
  }
  const tables = views.tables.length;
  const different = views.tables.filter((table) => !isSame(table));
  say(terminal, `views: ${tables} tables, ${different.length} different`);
  for (const table of different) say(terminal, `  ${differenceLine(table)}`);
  for (const damage of views.damages) say(terminal, `  ${damage}`);
  if (endBeforeRecord(views)) {
    say(
      terminal,
      `  they end at position ${endOf(views)}, before the record, which ends at ${views.head}: ` +
        'start the server that keeps them up, or rebuild them',
    );
  }
  if (places === undefined) return;
  const { checked, unchecked, absent, mismatches } = places;
  say(
    terminal,
    `places: ${checked} compared with the documents, ${mismatches.length} do not agree; ` +
      `${unchecked} not compared, because their document is not present or they name no line`,
  );
  for (const document of absent) say(terminal, `  ${absenceText(document)}`);
  for (const mismatch of mismatches) say(terminal, `  ${mismatchText(mismatch)}`);
}

function findingLine({ position, eventId, stream, what }: Damage | Notice): string {
  return `position ${position}, event ${eventId} of ${stream}: ${what}`;
}

function differenceLine({ table, position, differing, differences }: VerifiedTable): string {
  const examples = differences.map(({ kind, key, columns }) => {
    const where = columns.length === 0 ? '' : ` in ${columns.join(', ')}`;
    return `${kind} ${key.join('/')}${where}`;
  });
  return `${table} at position ${position}: ${differing} rows differ: ${examples.join('; ')}`;
}
