import { stringify } from 'csv-stringify/sync';
import {
  absenceText,
  coverage,
  coverageOf,
  EXCLUSION_COLUMNS,
  excludedByRule,
  mismatchText,
  problemText,
  readSeeds,
  unaccounted,
  type CaptureProblem,
  type Coverage,
  type CoveredToken,
  type SeedsPlan,
  type SeedsReading,
} from '@ledger/capture';
import { RegistryFacts } from '@ledger/figures-application';
import { UnknownPublication } from '@ledger/figures-domain';
import { LedgerError } from '@ledger/kernel';
import { NoLedgerHere, openStores } from '../context/ledger-stores.js';
import { say, sayJson, tableOf } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** The options of `ledger coverage`: the folders to compare, and what to list. */
export interface CoverageOptions {
  readonly seeds: string;
  readonly artefacts: string;
  /** Lists everything that this rule excludes. */
  readonly rule?: string;
  /** Checks this publication only. */
  readonly publication?: string;
  /** Writes the list as rows of `excluded.csv`, without their reasons. */
  readonly csv: boolean;
}

/** Rows of `excluded.csv` belong to one publication: several cannot share one file. */
class RowsOfSeveralPublications extends LedgerError {
  readonly code = 'rows-of-several-publications';
  readonly kind = 'refusal';

  constructor(readonly publications: readonly string[]) {
    super(
      `There are numbers of ${publications.join(', ')}, and each has an excluded.csv of its ` +
        'own: choose one with --publication.',
    );
  }
}

/** Accounts for every number of every document: captured, excluded, or unaccounted. */
export async function coverageCommand(
  { terminal, json, place }: CommandContext,
  options: CoverageOptions,
): Promise<ExitStatus> {
  const { plan, problems } = await readBeside(place, options.seeds);
  const own = problemsOf(problems, options);
  const answer = withProblems(await coverageAsked(options, plan, own), own);
  const listed =
    options.rule === undefined ? unaccounted(answer) : excludedByRule(answer, options.rule);
  if (options.csv) {
    terminal.out.write(exclusionRows(listed));
    for (const problem of answer.problems) terminal.err.write(`${problemText(problem)}\n`);
  } else if (json) sayJson(terminal, options.rule === undefined ? answer : listed);
  else sayCoverage(terminal, answer, listed);
  return isComplete(answer) ? 0 : 1;
}

/** Looks up names that a folder does not register itself in the ledger, if there is one. */
async function readBeside(
  place: CommandContext['place'],
  seeds: string,
): Promise<SeedsReading> {
  const stores = await openStores(place()).catch((error: unknown) => {
    if (error instanceof NoLedgerHere) return undefined;
    throw error;
  });
  try {
    return await readSeeds(seeds, stores && new RegistryFacts(stores.eventStore));
  } finally {
    await stores?.close();
  }
}

/**
 * @param problems those of the chosen publication: one that could not be read is not in the plan
 * @throws {UnknownPublication} the folder has no such publication
 */
async function coverageAsked(
  { artefacts, publication }: CoverageOptions,
  plan: SeedsPlan,
  problems: readonly CaptureProblem[],
): Promise<Coverage> {
  const answer = await coverage(plan, artefacts);
  if (publication === undefined) return answer;
  const isPlanned = plan.publications.some(({ facts }) => facts.id === publication);
  if (!isPlanned && problems.length === 0) {
    throw new UnknownPublication(publication);
  }
  return coverageOf(answer, publication);
}

/** Those of the chosen publication's folder, or all. */
function problemsOf(
  problems: readonly CaptureProblem[],
  { publication }: CoverageOptions,
): readonly CaptureProblem[] {
  return problems.filter(
    ({ file }) => publication === undefined || file.startsWith(`${publication}/`),
  );
}

/** A row that could not be read accounts for nothing, so it is listed with what it left open. */
function withProblems(answer: Coverage, problems: readonly CaptureProblem[]): Coverage {
  return { ...answer, problems: [...problems, ...answer.problems] };
}

function sayCoverage(
  terminal: CommandContext['terminal'],
  answer: Coverage,
  listed: readonly CoveredToken[],
): void {
  say(terminal, totalsTable(answer));
  for (const token of listed) say(terminal, tokenLine(token));
  for (const document of answer.absent) say(terminal, absenceText(document));
  for (const mismatch of answer.mismatches) say(terminal, mismatchText(mismatch));
  for (const problem of answer.problems) say(terminal, problemText(problem));
  for (const warning of answer.warnings) {
    say(terminal, `superfluous: ${problemText(warning)}`);
  }
}

/** @throws {RowsOfSeveralPublications} */
function exclusionRows(tokens: readonly CoveredToken[]): string {
  const publications = [
    ...new Set(tokens.map(({ publication = 'no publication' }) => publication)),
  ];
  if (publications.length > 1) throw new RowsOfSeveralPublications(publications);
  const rows = tokens.map(({ line, text, occurrence }) => [line, text, occurrence ?? '', '']);
  return stringify([EXCLUSION_COLUMNS, ...rows], { record_delimiter: 'unix' });
}

function isComplete(answer: Coverage): boolean {
  const { absent, mismatches, problems, warnings, documents } = answer;
  const unread = absent.length + mismatches.length;
  const wrong = unaccounted(answer).length + unread + problems.length;
  return documents.length > 0 && wrong + warnings.length === 0;
}

function totalsTable({ documents, totals }: Coverage): string {
  const header = ['document', 'numbers', 'captured', 'by rule', 'by row', 'unaccounted'];
  const rows = [...documents.map((one) => ({ path: one.path, ...one.totals }))];
  return tableOf(
    header,
    [...rows, { path: 'all', ...totals }].map((row) => [
      row.path,
      String(row.numbers),
      String(row.captured),
      String(row['excluded-by-rule']),
      String(row['excluded-by-row']),
      String(row.unaccounted),
    ]),
  );
}

function tokenLine(token: CoveredToken): string {
  const { publication, line, column, text, occurrence, context } = token;
  const which = occurrence === undefined ? '' : `, occurrence ${occurrence}`;
  const where = `${publication ?? 'no publication'}, line ${line}, column ${column}`;
  return `${where}: ${text}${which} (${context})`;
}
