import { SEVERITIES, VERDICTS } from '@ledger/findings';
import { endedView, foundView, type FindingView } from './finding-view.js';
import type { PublicationChecks } from './publication-checks.js';
import type { AsOf } from './view-reader.js';

/**
 * Everything about one publication's numbers: its checks, and the findings that were raised and
 * are not found any more. The gravest come first, then the order of the page.
 *
 * @throws {TooManyFiguresToCheck}
 */
export async function publicationFindings(
  checks: PublicationChecks,
  publication: string,
  asOf: AsOf,
): Promise<readonly FindingView[]> {
  const { reader } = checks;
  const { recordedBy } = asOf.clocks;
  const raised = await reader.findings.ofPublication(publication, recordedBy);
  const found = await checks.of(publication, asOf);
  const ids = new Set(found.map(({ id }) => id));
  const views = found.map((one) => foundView(one, raised.get(one.id) ?? null));
  for (const [id, at] of raised) {
    if (!ids.has(id)) views.push(await endedView(reader, at, publication, recordedBy));
  }
  return views.toSorted(byWeight);
}

function byWeight(left: FindingView, right: FindingView): number {
  return (
    VERDICTS.indexOf(left.verdict) - VERDICTS.indexOf(right.verdict) ||
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    lineOf(left) - lineOf(right)
  );
}

function lineOf({ inputs }: FindingView): number {
  return inputs[0]?.locator.line ?? 0;
}
