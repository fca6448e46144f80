import { compareText } from '@ledger/kernel';
import { UnknownPublication, type PublicationFacts } from '@ledger/figures-domain';
import { placeText, Problems } from './capture-problem.js';
import type { SeedFile } from './csv-table.js';
import { inOrderOfCapture } from './order-of-capture.js';
import { orderedOnLines } from './order-on-lines.js';
import { readExclusions, readFollowUps } from './read-lists.js';
import { readPublication } from './read-publication.js';
import { readRegistries } from './read-registries.js';
import { readSheet, withoutDuplicates } from './read-sheet.js';
import { refuseSharedCells } from './refuse-shared-cells.js';
import {
  DIMENSION_FILE,
  EXCLUSION_FILE,
  FOLLOW_UP_FILE,
  isBesides,
  isSheetName,
  nameOf,
  OWNERSHIP_FILE,
  PUBLICATION_FILE,
  REGISTRY_FILES,
  type PublicationFolder,
  type SeedFiles,
} from './seed-files.js';
import { foreignNames, type Registered } from './registered.js';
import type { SheetContext } from './sheet-row.js';
import type { CapturedNotice, CapturedPublication, SeedsReading } from './seeds-plan.js';

/**
 * Validates the files of a seeds folder and turns them into a plan.
 *
 * It does not stop at the first problem: the plan holds what is sound, and every problem is
 * reported, registries first, then by publication, file and row.
 *
 * @param registered what the ledger has of the names that the folder gives or uses; undefined
 *   if there is no ledger, and the folder has to register all of them itself
 */
export function planSeeds(files: SeedFiles, registered?: Registered): SeedsReading {
  const problems = new Problems();
  refuseStrangers(files, problems);
  const registries = readRegistries(files.top, problems, registered);
  const dimensionsNamed = new Set<string>();
  const read = files.publications.flatMap(
    (folder) => readFolder(folder, { registries, dimensionsNamed }, problems) ?? [],
  );
  const known = new Map(registered?.publications);
  for (const { facts } of read) known.set(facts.id, facts);
  const publications = inOrderOfCapture(read, known, problems);
  refuseSharedFollowUps(publications, problems);
  const { publishers, areas, dimensions, measures, definitions, ownerships, notices } =
    registries.own;
  if (files.isWhole) checkNotices([...notices, ...noticesIn(publications)], known, problems);
  const reliesOn = registered === undefined ? [] : foreignNames(registered, registries.own);
  const plan = {
    publishers: [...publishers.values()],
    areas: [...areas.values()],
    dimensions: [...dimensions.values()],
    measures: [...measures.values()].map(({ versions: _versions, ...facts }) => facts),
    definitions,
    ownerships,
    notices,
    publications,
    isWhole: files.isWhole,
    hasAllSheets: files.hasAllSheets,
  };
  return { plan, problems: problems.found, reliesOn, dimensionsNamed };
}

/** Otherwise a misnamed sheet would be ignored silently. */
function refuseStrangers({ top, publications }: SeedFiles, problems: Problems): void {
  const registries: readonly string[] = [...REGISTRY_FILES, DIMENSION_FILE, OWNERSHIP_FILE];
  const known = [PUBLICATION_FILE, FOLLOW_UP_FILE, EXCLUSION_FILE];
  const strangers = [
    ...top.filter((file) => !registries.includes(nameOf(file))),
    ...publications
      .flatMap(({ files }) => files)
      .filter((file) => !known.includes(nameOf(file)) && !isSheetName(nameOf(file))),
  ];
  for (const file of strangers.filter((stranger) => !isBesides(nameOf(stranger)))) {
    const message = 'This is no file of a capture: name sheets 01-all-crime.csv and so on.';
    problems.add({ file: file.path }, 'unknown-file', message);
  }
}

function readFolder(
  { name, files }: PublicationFolder,
  { registries, dimensionsNamed }: Pick<SheetContext, 'registries' | 'dimensionsNamed'>,
  problems: Problems,
): CapturedPublication | undefined {
  const named = (wanted: string) => files.find((file) => nameOf(file) === wanted);
  const file = named(PUBLICATION_FILE);
  if (file === undefined) {
    const message = 'A publication needs this file beside its sheets.';
    problems.add({ file: `${name}/${PUBLICATION_FILE}` }, 'missing-file', message);
  }
  const facts = file && readPublication(file, name, registries, problems);
  // Sheets are checked even if the facts are not sound, so that all problems are reported.
  const lines = facts?.part?.lines;
  const decimalMark = facts?.decimalMark;
  const known = { publication: name, registries, dimensionsNamed, decimalMark };
  const context = { ...known, ...(lines === undefined ? {} : { lines }) };
  const sheets = files
    .filter((sheet) => isSheetName(nameOf(sheet)))
    .sort((left, right) => compareText(left.path, right.path))
    .map((sheet) => readSheet(sheet, context, problems));
  const listOf = <Row>(wanted: string, read: (list: SeedFile) => readonly Row[]) => {
    const list = named(wanted);
    return list === undefined ? [] : read(list);
  };
  const rows = withoutDuplicates(
    sheets.flatMap((sheet) => sheet.reports),
    problems,
  );
  const reports = orderedOnLines(rows);
  refuseSharedCells(reports, problems);
  const sound = {
    reports,
    appearances: sheets.flatMap(({ appearances }) => appearances),
    followUps: listOf(FOLLOW_UP_FILE, (list) => readFollowUps(list, context, problems)),
    exclusions: listOf(EXCLUSION_FILE, (list) => readExclusions(list, lines, problems)),
  };
  return facts && { facts, ...sound };
}

function refuseSharedFollowUps(
  publications: readonly CapturedPublication[],
  problems: Problems,
): void {
  const taken = new Map<string, string>();
  for (const { place, facts } of publications.flatMap(({ followUps }) => followUps)) {
    const first = taken.get(facts.id);
    if (first === undefined) taken.set(facts.id, placeText(place));
    else problems.add(place, 'duplicate-id', `"${facts.id}" was given at ${first} already.`);
  }
}

/** The change notices that restated rows refer to. */
function noticesIn(publications: readonly CapturedPublication[]): readonly CapturedNotice[] {
  return publications.flatMap(({ reports }) =>
    reports.flatMap(({ place, report: { change } }) =>
      change?.kind === 'restatement' && change.notice ? { place, ...change.notice } : [],
    ),
  );
}

/** The publication that gives notice of a definition must be in the folder or in the ledger. */
function checkNotices(
  notices: readonly CapturedNotice[],
  ids: ReadonlyMap<string, PublicationFacts>,
  problems: Problems,
): void {
  for (const { place, publication } of notices) {
    if (!ids.has(publication)) problems.refused(place, new UnknownPublication(publication));
  }
}
