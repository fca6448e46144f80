import { placeText } from './capture-problem.js';
import { findDocuments } from './documents.js';
import type { CapturedPublication, SeedsPlan } from './seeds-plan.js';
import {
  verifyClaims,
  type CapturedFrom,
  type PlaceClaim,
  type Verification,
} from './verify-claims.js';
import { verifyParts } from './verify-parts.js';

/**
 * Compares a plan with the documents it was captured from: every figure's token on its line,
 * the line of every follow-up and definition notice, and, for a whole seeds folder, that the
 * parts of each pack cover all of it.
 *
 * @param folder the folder of the documents, under any names
 * @throws {DocumentsFolderMissing}
 */
export async function verifyArtefacts(plan: SeedsPlan, folder: string): Promise<Verification> {
  const publications = plan.publications.map(({ facts }) => facts);
  const documents = await findDocuments(folder, digestsOf(publications));
  const claims = [...plan.publications.flatMap(claimsOf), ...noticeClaims(plan)];
  const verification = verifyClaims(publications, claims, documents);
  const parts = plan.isWhole ? verifyParts(publications, documents) : [];
  return { ...verification, mismatches: [...verification.mismatches, ...parts] };
}

/**
 * Compares claims of any origin with the documents, in particular those of the event log, whose
 * events hold publication, printed text and locator.
 *
 * @param folder the folder of the documents, under any names
 * @throws {DocumentsFolderMissing}
 */
export async function verifyClaimsInFolder(
  publications: readonly CapturedFrom[],
  claims: readonly PlaceClaim[],
  folder: string,
): Promise<Verification> {
  const documents = await findDocuments(folder, digestsOf(publications));
  return verifyClaims(publications, claims, documents);
}

/** The digests of the documents that publications were captured from. */
export function digestsOf(publications: readonly CapturedFrom[]): ReadonlySet<string> {
  return new Set(publications.flatMap(({ artefact }) => artefact?.sha256 ?? []));
}

/** What the rows of a publication claim about its document. */
export function claimsOf(captured: CapturedPublication): readonly PlaceClaim[] {
  const publication = captured.facts.id;
  const figures = captured.appearances.map(({ place, ...appearance }): PlaceClaim => {
    return { publication, source: placeText(place), ...appearance };
  });
  const followUps = captured.followUps.map(({ place, facts }): PlaceClaim => {
    const { line } = facts.subject;
    const source = placeText(place);
    return { publication, source, ...(line === undefined ? {} : { line }) };
  });
  return [...figures, ...followUps];
}

/** A plan of one publication has the notices of all: only its own can be compared. */
function noticeClaims({ notices, publications }: SeedsPlan): readonly PlaceClaim[] {
  const ids = new Set(publications.map(({ facts }) => facts.id));
  return notices
    .filter(({ publication }) => ids.has(publication))
    .map(({ place, ...notice }) => ({ source: placeText(place), ...notice }));
}
