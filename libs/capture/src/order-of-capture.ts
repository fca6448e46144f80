import { compareText } from '@ledger/kernel';
import {
  publishedFrom,
  registerPublication,
  UnknownPublication,
  type PublicationFacts,
} from '@ledger/figures-domain';
import type { Problems } from './capture-problem.js';
import { PUBLICATION_FILE } from './seed-files.js';
import type { CapturedPublication } from './seeds-plan.js';

/**
 * The publications in capture order: by date of publication, but a publication comes after
 * those it corrects, because the ledger must know them first.
 *
 * @param known the publications of the folder and of the ledger, by id
 */
export function inOrderOfCapture(
  publications: readonly CapturedPublication[],
  known: ReadonlyMap<string, PublicationFacts>,
  problems: Problems,
): readonly CapturedPublication[] {
  for (const { facts } of publications) checkCorrected(facts, known, problems);
  const inTime = new Map(
    [...publications]
      .sort((left, right) => byPublicationTime(left.facts, right.facts))
      .map((publication) => [publication.facts.id, publication]),
  );
  const ordered = new Set<CapturedPublication>();
  const take = (id: string, behind: readonly string[]): void => {
    const publication = inTime.get(id);
    if (publication === undefined || ordered.has(publication)) return;
    if (behind.includes(id)) {
      const place = { file: `${id}/${PUBLICATION_FILE}` };
      problems.add(place, 'correction-circle', `${[...behind, id].join(' corrects ')}.`);
      return;
    }
    for (const corrected of publication.facts.corrects ?? []) take(corrected, [...behind, id]);
    ordered.add(publication);
  };
  for (const id of inTime.keys()) take(id, []);
  return [...ordered];
}

function checkCorrected(
  facts: PublicationFacts,
  known: ReadonlyMap<string, PublicationFacts>,
  problems: Problems,
): void {
  const place = { file: `${facts.id}/${PUBLICATION_FILE}` };
  const corrected = (facts.corrects ?? []).flatMap((id) => {
    const found = known.get(id);
    if (found === undefined) problems.refused(place, new UnknownPublication(id));
    return found ?? [];
  });
  problems.attempt(place, () => registerPublication(facts, undefined, corrected));
}

function byPublicationTime(left: PublicationFacts, right: PublicationFacts): number {
  const times = compareText(publishedFrom(left.published), publishedFrom(right.published));
  return times || compareText(left.id, right.id);
}
