import { absenceText, mismatchText, type Verification as Places } from '@ledger/capture';
import type { ForeignEvent } from '@ledger/event-store-port';
import {
  endBeforeLog,
  endOf,
  isSame,
  type Damage,
  type LedgerVerification,
  type Notice,
} from '@ledger/integrity';
import type { LogDifference } from '@ledger/transparency-log';
import type { VerifiedTable } from '@ledger/projections-port';
import { say, type Terminal } from '@ledger/terminal';

/** Prints the findings for people. */
export function reportVerification(terminal: Terminal, found: LedgerVerification): void {
  for (const line of linesOf(found)) say(terminal, line);
}

function* linesOf(found: LedgerVerification): Iterable<string> {
  const { seals, foreign, places, incomplete } = found;
  yield* logLines(found);
  yield* foreignLines(foreign);
  yield `seals: ${seals.checked} checked, ${seals.differences.length} different`;
  for (const { publication, what } of seals.differences) yield `  ${publication}: ${what}`;
  yield* transparencyLines(found.transparencyLog);
  yield* viewLines(found.views);
  if (places !== undefined) yield* placeLines(places);
  for (const reason of incomplete) yield `not looked at: ${reason}`;
}

function* logLines(found: LedgerVerification): Iterable<string> {
  const { events, file, damages, notices } = found;
  for (const damage of file) yield `file of the log: ${damage}`;
  yield `log: ${events} events, ${damages.length} damaged`;
  if (events === 0 && file.length === 0) yield EMPTY;
  for (const damage of damages) yield `  ${findingLine(damage)}`;
  if (notices.length > 0) yield `to be looked at, and no damage: ${notices.length}`;
  for (const notice of notices) yield `  ${findingLine(notice)}`;
}

const EMPTY =
  '  It holds no event. If any were recorded here, it was emptied, or is a copy of the one file ' +
  'ledger.db beside a running ledger, whose latest events stand in ledger.db-wal: copy a ledger ' +
  'with `ledger backup`.';

/** A summary line, then a line for each. */
function foreignLines(events: readonly ForeignEvent[]): readonly string[] {
  if (events.length === 0) return [];
  const streams = new Set(events.map(({ stream }) => stream)).size;
  return [
    `not the ledger's: ${events.length} events in ${streams} streams, which it passes over`,
    ...events.map(
      ({ position, stream, revision, type, createdAt }) =>
        `  position ${position}, event ${revision} of ${stream}: ${type}, ${createdAt}`,
    ),
  ];
}

function* transparencyLines({
  size,
  differences,
  isKept,
}: LedgerVerification['transparencyLog']): Iterable<string> {
  if (size === undefined && differences.length === 0) {
    yield 'transparency log: none is kept yet';
    return;
  }
  const kept = isKept ? ', goes on from the checkpoint that was kept' : '';
  const end = differences.length === 0 ? kept : '';
  yield `transparency log: ${size ?? 0} events signed, ${differences.length} differences${end}`;
  for (const difference of differences) yield `  ${differenceOfLog(difference)}`;
}

function differenceOfLog({ position, eventId, stream, what }: LogDifference): string {
  if (position === 0) return what;
  const event = eventId === '' ? '' : `, event ${eventId} of ${stream}`;
  return `position ${position}${event}: ${what}`;
}

function* viewLines(views: LedgerVerification['views']): Iterable<string> {
  const different = views.tables.filter((table) => !isSame(table));
  yield `views: ${views.tables.length} tables, ${different.length} different`;
  for (const table of different) yield `  ${differenceLine(table)}`;
  for (const damage of views.damages) yield `  ${damage}`;
  if (!endBeforeLog(views)) return;
  yield (
    `  they end at position ${endOf(views)}, before the log, which ends at ` +
    `${views.head}: start the server that keeps them up, or rebuild them`
  );
}

function* placeLines({ checked, unchecked, absent, mismatches }: Places): Iterable<string> {
  yield (
    `places: ${checked} compared with the documents, ${mismatches.length} do not agree; ` +
    `${unchecked} not compared, because their document is not present or they name no line`
  );
  for (const document of absent) yield `  ${absenceText(document)}`;
  for (const mismatch of mismatches) yield `  ${mismatchText(mismatch)}`;
}

function findingLine({ position, eventId, stream, what }: Damage | Notice): string {
  const where = stream === '' ? '' : ` of ${stream}`;
  return `position ${position}, event ${eventId}${where}: ${what}`;
}

function differenceLine({ table, position, differing, differences }: VerifiedTable): string {
  const examples = differences.map(({ kind, key, columns }) => {
    const where = columns.length === 0 ? '' : ` in ${columns.join(', ')}`;
    return `${kind} ${key.join('/')}${where}`;
  });
  return `${table} at position ${position}: ${differing} rows differ: ${examples.join('; ')}`;
}
