import {
  coverage,
  excludedByRule,
  mismatchText,
  problemText,
  readSeeds,
  unaccounted,
  type Coverage,
  type CoveredToken,
} from '@ledger/capture';
import { say, sayJson, tableOf } from '../terminal.js';
import type { CommandContext, ExitStatus } from './command.js';

export interface CoverageOptions {
  readonly seeds: string;
  readonly artefacts: string;
  /** Lists everything that this rule excludes. */
  readonly rule?: string;
}

/** Accounts for every number of every document: captured, excluded, or unaccounted. */
export async function coverageCommand(
  { terminal, json }: CommandContext,
  options: CoverageOptions,
): Promise<ExitStatus> {
  const { plan } = await readSeeds(options.seeds);
  const answer = await coverage(plan, options.artefacts);
  const listed =
    options.rule === undefined ? unaccounted(answer) : excludedByRule(answer, options.rule);
  if (json) sayJson(terminal, options.rule === undefined ? answer : listed);
  else {
    say(terminal, totalsTable(answer));
    for (const token of listed) say(terminal, tokenLine(token));
    for (const mismatch of answer.mismatches) say(terminal, mismatchText(mismatch));
    for (const problem of answer.problems) say(terminal, problemText(problem));
    for (const warning of answer.warnings)
      say(terminal, `superfluous: ${problemText(warning)}`);
  }
  return isComplete(answer) ? 0 : 1;
}

function isComplete(answer: Coverage): boolean {
  const { mismatches, problems, warnings, documents } = answer;
  const wrong = unaccounted(answer).length + mismatches.length + problems.length;
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

function tokenLine({ publication, line, column, text, context }: CoveredToken): string {
  return `${publication ?? 'no publication'}, line ${line}, column ${column}: ${text} (${context})`;
}
