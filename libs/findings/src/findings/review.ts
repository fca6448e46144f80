import type { FindingEnd, FindingFacts, KnownFinding } from '@ledger/figures-domain';
import type { Found } from './finding.js';

/** What to add to the log so that it has the present findings, and no more. */
export interface Review {
  readonly raised: readonly FindingFacts[];
  /** Open findings of the log that are no longer found. */
  readonly ended: readonly { readonly id: string; readonly end: FindingEnd }[];
  /** How many are already open. */
  readonly standing: number;
}

/**
 * Compares the present findings with those raised before. An open finding is not raised again,
 * whatever people decided about it; one that is gone is closed: superseded by the finding that
 * now concerns the same figure, else reconciled. One that a later paper settled is closed too,
 * and not raised.
 */
export function reviewOf(
  found: readonly Found[],
  known: ReadonlyMap<string, KnownFinding>,
): Review {
  const impossible = found.filter(({ verdict }) => verdict === 'impossible');
  const open = impossible.filter(({ settled }) => settled === null);
  const ids = new Set(open.map(({ id }) => id));
  const raised = open.filter(({ id }) => !stands(known.get(id)));
  const gone = [...known].filter(([id, finding]) => !ids.has(id) && stands(finding));
  return {
    raised: raised.map(findingFacts),
    ended: gone.map(([id, { facts }]) => ({ id, end: endOf(facts, impossible) })),
    standing: open.length - raised.length,
  };
}

/** The facts that a contradiction is raised with. */
export function findingFacts({
  id,
  rule,
  claim,
  inputs,
  severity,
  explanation,
  diagnosis,
}: Found): FindingFacts {
  return {
    ...{ id, rule, explanation },
    inputs: inputs.map(({ event }) => event),
    figures: [...new Set(inputs.map(({ key }) => key))],
    verdict: 'impossible',
    publication: claim.publication,
    ...(severity === 'none' ? {} : { severity }),
    ...(diagnosis === null ? {} : { remedy: diagnosis }),
  };
}

function stands(finding: KnownFinding | undefined): boolean {
  if (finding === undefined) return false;
  return finding.status !== 'reconciled' && finding.status !== 'superseded';
}

function endOf({ id, figures, rule }: FindingFacts, found: readonly Found[]): FindingEnd {
  const reason = found.find((one) => one.id === id)?.settled;
  if (typeof reason === 'string') return { kind: 'reconciled', reason };
  const heir = found.find(({ claim, rule: other }) => {
    return claim.key === figures[0] && other.name === rule.name;
  });
  if (heir === undefined) {
    return { kind: 'reconciled', reason: 'As the numbers stand now they agree.' };
  }
  const why =
    heir.rule.version === rule.version
      ? 'The numbers are others now, and still do not agree.'
      : `Version ${heir.rule.version} of the rule finds it.`;
  return { kind: 'superseded', by: heir.id, reason: why };
}
