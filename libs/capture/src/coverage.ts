import type { CaptureProblem } from './capture-problem.js';
import { coverDocument, type Account, type CoveredToken } from './account-for-numbers.js';
import { findDocuments, type Documents } from './documents.js';
import { RULE_NAMES, UnknownExclusionRule } from './exclusion-rules.js';
import type { SeedsPlan } from './seeds-plan.js';
import { digestsOf } from './verify-artefacts.js';
import { verifyClaims, type AbsentDocument, type Mismatch } from './verify-claims.js';
import { bySha256 } from './verify-parts.js';

/** The number of numbers, by how they are accounted for. */
export type CoverageTotals = Readonly<Record<Account['state'] | 'numbers', number>>;

/** The numbers of one document. */
export interface DocumentCoverage {
  /** Path of the document within the folder that was searched. */
  readonly path: string;
  readonly sha256: string;
  /** Ids of the publications that were captured from it. */
  readonly publications: readonly string[];
  readonly totals: CoverageTotals;
  /** In page order. */
  readonly tokens: readonly CoveredToken[];
}

/** How every number of every document is accounted for, as plain JSON data. */
export interface Coverage {
  readonly documents: readonly DocumentCoverage[];
  readonly totals: CoverageTotals;
  /** Documents missing from the folder: their numbers could not be checked. */
  readonly absent: readonly AbsentDocument[];
  /** Documents whose numbers could not be read. */
  readonly mismatches: readonly Mismatch[];
  /** Rows of `excluded.csv` that are wrong. */
  readonly problems: readonly CaptureProblem[];
  /** Rows of `excluded.csv` that repeat a rule. */
  readonly warnings: readonly CaptureProblem[];
}

/**
 * Reads every document of a plan and accounts for each number in it.
 *
 * @param folder the folder of the documents, under any names
 * @throws {DocumentsFolderMissing}
 */
export async function coverage(plan: SeedsPlan, folder: string): Promise<Coverage> {
  const wanted = digestsOf(plan.publications.map(({ facts }) => facts));
  return coverDocuments(plan, await findDocuments(folder, wanted));
}

/** {@link coverage} of documents that were already found. */
export function coverDocuments(plan: SeedsPlan, documents: Documents): Coverage {
  const { publications, isWhole } = plan;
  const problems: CaptureProblem[] = [];
  const warnings: CaptureProblem[] = [];
  const covered: DocumentCoverage[] = [];
  const facts = publications.map((captured) => captured.facts);
  for (const [sha256, sharing] of bySha256(facts)) {
    const document = documents.get(sha256);
    if (!document?.lines) continue;
    const ids = sharing.map(({ id }) => id);
    const captured = publications.filter(({ facts: { id } }) => ids.includes(id));
    const cover = coverDocument(document.lines, captured);
    // If only part of a pack was read, its other parts are not accounted for here.
    const tokens = cover.tokens.filter(
      ({ publication }) => isWhole || publication !== undefined,
    );
    const { path } = document;
    covered.push({ path, sha256, publications: ids, totals: totalsOf(tokens), tokens });
    problems.push(...cover.problems);
    warnings.push(...cover.warnings);
  }
  const totals = totalsOf(covered.flatMap(({ tokens }) => tokens));
  const { absent, mismatches } = verifyClaims(facts, [], documents);
  return { documents: covered, totals, absent, mismatches, problems, warnings };
}

/** The coverage of one publication; problems are kept in full. */
export function coverageOf(answer: Coverage, publication: string): Coverage {
  const documents = answer.documents
    .filter(({ publications }) => publications.includes(publication))
    .map((document) => {
      const tokens = document.tokens.filter((token) => token.publication === publication);
      return { ...document, publications: [publication], tokens, totals: totalsOf(tokens) };
    });
  const isOwn = (place: { readonly file: string }) => place.file.startsWith(`${publication}/`);
  return {
    documents,
    totals: totalsOf(documents.flatMap(({ tokens }) => tokens)),
    absent: answer.absent.filter((document) => document.publication === publication),
    mismatches: answer.mismatches.filter((mismatch) => mismatch.publication === publication),
    problems: answer.problems.filter(isOwn),
    warnings: answer.warnings.filter(isOwn),
  };
}

/** The numbers that are not accounted for. */
export function unaccounted({ documents }: Coverage): readonly CoveredToken[] {
  return documents.flatMap(({ tokens }) =>
    tokens.filter(({ account }) => account.state === 'unaccounted'),
  );
}

/**
 * The numbers that one rule excludes.
 *
 * @throws {UnknownExclusionRule}
 */
export function excludedByRule({ documents }: Coverage, rule: string): readonly CoveredToken[] {
  if (!RULE_NAMES.includes(rule)) throw new UnknownExclusionRule(rule);
  return documents.flatMap(({ tokens }) =>
    tokens.filter(
      ({ account }) => account.state === 'excluded-by-rule' && account.rule === rule,
    ),
  );
}

function totalsOf(tokens: readonly CoveredToken[]): CoverageTotals {
  const totals = {
    numbers: tokens.length,
    captured: 0,
    'excluded-by-rule': 0,
    'excluded-by-row': 0,
    unaccounted: 0,
  };
  for (const { account } of tokens) totals[account.state] += 1;
  return totals;
}
