import { UnknownFinding } from '@ledger/figures-domain';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks, Clocks } from '../../views/clocks.js';
import type { FindingView } from '../../views/finding-view.js';
import type { PublicationChecks } from '../../views/publication-checks.js';
import { publicationFindings } from '../../views/publication-findings.js';
import { visiblePublication } from '../../views/publication-view.js';
import type { FindingAt, FindingStep } from '../../views/finding-at.js';
import type { AsOf } from '../../views/view-reader.js';
import { isVisible } from '../../views/visibility.js';

/** The query for one finding, or for a check that raised none. */
export interface FindingQuestion extends AskedClocks {
  readonly id: string;
  /** The publication whose number was recomputed: a check that raised nothing is found by it. */
  readonly publication?: string;
}

/** A finding with everything that happened to it. */
export interface FindingBody {
  readonly clocks: Clocks;
  readonly finding: FindingView;
  /** Empty of a check that raised nothing. */
  readonly history: readonly FindingStep[];
}

/**
 * One finding: its numbers, the arithmetic step by step, the diagnosis, and what was decided.
 *
 * @throws {UnknownFinding}
 * @throws {UnknownPublication | PublicationUnderEmbargo | TooManyFiguresToCheck}
 * @throws {MalformedInstant}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getFinding(
  checks: PublicationChecks,
  question: FindingQuestion,
): Promise<Answer<FindingBody>> {
  const { reader } = checks;
  const { id } = question;
  const asOf = await reader.asOf(question);
  const { position, clocks } = asOf;
  const at = await reader.findings.one(id, clocks.recordedBy);
  const publication = publicationOf(question, at);
  const finding = await findingIn(checks, publication, { id, asOf });
  return { position, body: { clocks, finding, history: at?.history ?? [] } };
}

function publicationOf({ id, publication }: FindingQuestion, at: FindingAt | null): string {
  const known = at?.facts.publication ?? publication;
  if (known === undefined) throw new UnknownFinding(id);
  return known;
}

async function findingIn(
  checks: PublicationChecks,
  publication: string,
  { id, asOf }: { readonly id: string; readonly asOf: AsOf },
): Promise<FindingView> {
  const view = await visiblePublication(checks.reader, publication, asOf.clocks);
  if (!isVisible(view, asOf.clocks)) throw new UnknownFinding(id);
  const all = await publicationFindings(checks, publication, asOf);
  const finding = all.find((one) => one.id === id);
  if (finding === undefined) throw new UnknownFinding(id);
  return finding;
}
