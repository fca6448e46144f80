import type { Instant } from '@ledger/kernel';
import { appearanceId, foldLocator, locatorText } from './appearance.js';
import {
  announcesMore,
  isSameCapture,
  refuseOtherCapture,
  takenBackBy,
  withoutEntry,
  type TakenBack,
} from './captured-locator.js';
import { printOf, type ChainEntry } from './chain-entry.js';
import type { ChainLink } from './chain-links.js';
import type { OwnerAt } from './chain-moves.js';
import { refuseIncomparable } from './comparable-units.js';
import { entriesAgree } from './entries-agree.js';
import { chainOf } from './figure-chain.js';
import type { AnnouncedFacts, FigurePrinted, Restatement } from './figure-events.js';
import type { CompleteReport, ReportFigure } from './figure-report.js';
import { entryAt, entryOf, type FigureState } from './figure-state.js';
import type { DefinedMeasure } from '../registry/measure-state.js';
import type { PrintSaid } from '../printed/read-print.js';
import type { KnownPublication } from '../publication/publication-state.js';
import { PublicationIsSealed } from '../publication/publication-refusals.js';
import { RestatementWithoutBasis, UnknownDefinitionVersion } from './figure-refusals.js';
import { recaptureId, refuseRetracted } from './retract-appearance.js';
import { refuseWrongPrint, saidOf, type PrintContext } from './report-print.js';

/** What is known about the names in a report when it is decided. */
export interface ReportContext {
  readonly publication: KnownPublication;
  readonly measure: DefinedMeasure;
  /** What the publication corrects, directly or through others; none where it is left out. */
  readonly correctsPublications?: readonly string[];
  /** Who owns the figure when something is published; left out where only the measure says. */
  readonly ownerAt?: OwnerAt;
  /** The ledger's clock. The chain needs it, but no decision depends on it. */
  readonly now: Instant;
}

/**
 * What was decided: nothing to add, or one event with the id derived from what it says. What
 * was captured at its locator without the report's announcement is retracted before it.
 */
export type ReportDecision = (
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'printed';
      readonly event: FigurePrinted;
      readonly takenBack?: TakenBack;
    }
) & {
  readonly eventId: string;
  /** What the ledger read from the printed text, where the report had no value. */
  readonly read?: PrintSaid;
};

/**
 * Decides what a report does to a figure.
 *
 * A report is judged at its own point in publication time, against what is known now: a paper
 * of 2017 that is captured after one of 2024 is recorded as the earlier word, not as a
 * revision.
 *
 * An announcement is never lost, and the order does not matter of a report with its
 * announcement and a report of the same print without: the one that says more stands.
 *
 * @throws {AppearanceAlreadyCaptured} the same locator was captured with other facts
 * @throws {AppearanceIsRetracted} this very capture was taken back: a stale report does not
 *   bring it again
 * @throws {PublicationIsSealed} the publication's capture is complete
 * @throws {UnitNotOfMeasure} the measure is not counted in that unit
 * @throws {ValueAndMarkersDisagree} neither a value nor a marker that says why, or both
 * @throws {PrintedDoesNotSayValue} the printed text cannot be read as the value
 * @throws {PrintedHedgesOtherwise} the printed text says "more than", the report something else
 * @throws {PrintedMarkerMissing} the printed text has a marker that the report has not
 * @throws {PrintedSaysNumber} the printed text is a number, and the value null
 * @throws {PrintedNotReadable} the report has no value, and the printed text says none
 * @throws {PrintedAmbiguous} the report has no value, and the printed text can say several
 * @throws {UnitsNotComparable} the figure is printed in units of another dimension already
 * @throws {RestatementWithoutBasis} restated on a basis that the report does not name
 * @throws {UnknownDefinitionVersion} restated on a definition the measure does not have
 */
export function decideReport(
  asked: ReportFigure,
  state: FigureState,
  context: ReportContext,
): ReportDecision {
  const locator = foldLocator(asked.locator);
  const place = locatorText(locator);
  const captured = entryAt(state, asked.publication, place);
  const said = saidBefore(asked, captured) ?? saidOf(asked, printContextOf(context));
  const isWhole = isComplete(asked) && locator === asked.locator;
  const command = isWhole ? asked : { ...asked, ...said, locator };
  const read = asked.value === undefined ? { read: said } : undefined;
  if (captured === undefined) return { ...printed(command, place, state, context), ...read };
  if (announcesMore(captured, command)) {
    const takenBack = takenBackBy(captured, command);
    const before = withoutEntry(state, captured, takenBack, context.now);
    return { ...printed(command, place, before, context), takenBack, ...read };
  }
  refuseOtherCapture(captured, command);
  return { outcome: 'unchanged', eventId: captured.eventId, ...read };
}

function printed(
  command: CompleteReport,
  place: string,
  state: FigureState,
  context: ReportContext,
) {
  const eventId = newId(command, place, state);
  refuseWhatCannotBe(command, state, context);
  const facts = factsOf(command, context);
  const entry: ChainEntry = { eventId, recordedAt: context.now, facts };
  const event = eventOf(facts, moveOf(entry, state, context));
  return { outcome: 'printed', eventId, event } as const;
}

function printContextOf({ measure, publication }: ReportContext): PrintContext {
  return { measure, decimalMark: publication.facts.decimalMark };
}

/**
 * What was read from the print when it was captured: a repeated report is unchanged, even if
 * prints are read differently by then.
 */
function saidBefore(
  asked: ReportFigure,
  captured: ChainEntry | undefined,
): PrintSaid | undefined {
  if (captured === undefined || asked.value !== undefined) return undefined;
  const { printed, unit, value, qualifier, markers } = printOf(captured);
  if (printed !== asked.printed || unit !== asked.unit) return undefined;
  return { value, qualifier: asked.qualifier ?? qualifier, markers: asked.markers ?? markers };
}

/** True of almost every report, which then need not be copied. */
function isComplete(asked: ReportFigure): asked is CompleteReport {
  const { value, qualifier, markers } = asked;
  return value !== undefined && qualifier !== undefined && markers !== undefined;
}

/**
 * The id of an appearance at a free locator. A retracted one keeps its id, so the same text
 * captured again, with other facts, gets the next one.
 *
 * @throws {AppearanceIsRetracted} what was taken back said the very same
 */
function newId(command: CompleteReport, place: string, state: FigureState): string {
  let id = appearanceId(command.key, command.publication, place, command.printed);
  for (let before = entryOf(state, id); before !== undefined; before = entryOf(state, id)) {
    if (isSameCapture(before, command)) refuseRetracted(command.key, before);
    id = recaptureId(id);
  }
  return id;
}

function refuseWhatCannotBe(
  command: CompleteReport,
  state: FigureState,
  context: ReportContext,
): void {
  const { publication, measure } = context;
  // What is wrong with the report itself comes first: reopening the publication would not mend it.
  refuseWrongPrint(command, printContextOf(context));
  if (state.kind === 'reported') refuseIncomparable(command, state.entries);
  if (command.change?.kind === 'restatement') refuseUnknownBasis(command.change, measure);
  if (publication.capture.state === 'sealed') {
    throw new PublicationIsSealed(publication.facts.id);
  }
}

/**
 * The basis of a restated number is a version of its measure's definition, or the publication
 * that announced the change, or both. Restatements that were recorded without one still stand.
 *
 * @param measure undefined where it is unknown, and with it its versions
 * @throws {RestatementWithoutBasis} neither is named
 * @throws {UnknownDefinitionVersion} the measure has no such version
 */
export function refuseUnknownBasis(
  { definitionVersion: version, notice }: Omit<Restatement, 'kind' | 'reason'>,
  measure: DefinedMeasure | undefined,
): void {
  if (version === undefined && notice === undefined) throw new RestatementWithoutBasis();
  if (version === undefined || measure === undefined) return;
  if (measure.versions.some((known) => known.version === version)) return;
  throw new UnknownDefinitionVersion(measure.code, version);
}

/** In order of names, in which they are stored: nothing needs sorting then. */
function factsOf(
  command: CompleteReport,
  { publication: { facts }, correctsPublications = [] }: ReportContext,
): AnnouncedFacts {
  return {
    ...(command.change === undefined ? undefined : { change: command.change }),
    ...(correctsPublications.length === 0 ? undefined : { correctsPublications }),
    ...(facts.decimalMark === undefined ? undefined : { decimalMark: facts.decimalMark }),
    figure: command.figure,
    key: command.key,
    locator: command.locator,
    markers: command.markers,
    ...(command.note === undefined ? undefined : { note: command.note }),
    ...(command.precision === undefined ? undefined : { precision: command.precision }),
    printed: command.printed,
    publication: facts.id,
    published: facts.published,
    publisher: facts.publisher,
    qualifier: command.qualifier,
    role: command.role,
    ...(command.scale === undefined || command.scale === 0
      ? undefined
      : { scale: command.scale }),
    unit: command.unit,
    value: command.value,
  };
}

/**
 * Further prints of a publication only confirm or contradict its first, even if the new one is
 * more exact and leads in the chain from then on: the event says what was new on arrival, while
 * the chain does not depend on the order of arrival.
 */
function moveOf(
  entry: ChainEntry,
  state: FigureState,
  { ownerAt, measure }: ReportContext,
): Pick<ChainLink, 'move' | 'kind'> {
  const owner = ownerAt ?? measure.owner;
  const known = state.kind === 'reported' ? state.entries : [];
  const { publication } = entry.facts;
  const siblings = known.filter(({ facts }) => facts.publication === publication);
  const leading = chainOf(siblings, owner).links[0];
  if (leading !== undefined) {
    return { move: entriesAgree(leading.entry, entry) ? 'confirmed' : 'contradicted' };
  }
  const link = chainOf([...known, entry], owner).links.find((one) => one.entry === entry);
  if (link === undefined) throw new TypeError('A chain holds every entry it is made of.');
  return link;
}

function eventOf(facts: AnnouncedFacts, link: Pick<ChainLink, 'move' | 'kind'>): FigurePrinted {
  switch (link.move) {
    case 'recorded':
      return { type: 'FigureRecorded', data: facts };
    case 'confirmed':
      return { type: 'FigureConfirmed', data: facts };
    case 'revised':
      return { type: 'FigureRevised', data: { ...facts, kind: link.kind ?? 'unannounced' } };
    case 'restated':
      return { type: 'FigureRestated', data: facts };
    case 'finalised':
      return { type: 'FigureFinalised', data: facts };
    case 'contradicted':
      return { type: 'FigureContradicted', data: facts };
    case 'withdrawn':
      return { type: 'FigureWithdrawn', data: facts };
  }
}
