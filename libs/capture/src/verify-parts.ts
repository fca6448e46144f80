import type { Documents, FoundDocument } from './documents.js';
import type { CapturedFrom, Mismatch } from './verify-claims.js';

/** The publication each line belongs to, by 0-based line index; undefined if none. */
export type LineOwners = readonly (string | undefined)[];

/**
 * Checks that the parts of each artefact hold every non-empty line of it exactly once.
 *
 * @param publications all publications of those artefacts: if a pack is captured in part, the
 *   rest counts as unclaimed
 */
export function verifyParts(
  publications: readonly CapturedFrom[],
  documents: Documents,
): readonly Mismatch[] {
  const mismatches: Mismatch[] = [];
  for (const [sha256, sharing] of bySha256(publications)) {
    const document = documents.get(sha256);
    if (document?.lines) partition(sharing, { ...document, lines: document.lines }, mismatches);
  }
  return mismatches;
}

/** Publications by the SHA-256 of their artefact; those without one are left out. */
export function bySha256<Publication extends CapturedFrom>(
  publications: readonly Publication[],
): ReadonlyMap<string, readonly Publication[]> {
  const sharing = new Map<string, Publication[]>();
  for (const publication of publications) {
    const sha256 = publication.artefact?.sha256;
    if (sha256 === undefined) continue;
    sharing.set(sha256, [...(sharing.get(sha256) ?? []), publication]);
  }
  return sharing;
}

/** Which publication each line belongs to; the first one where parts overlap. */
export function lineOwners(
  publications: readonly CapturedFrom[],
  lineCount: number,
): LineOwners {
  const owners: (string | undefined)[] = Array.from({ length: lineCount });
  for (const { id, part } of publications) {
    const [first, last] = part?.lines ?? [1, lineCount];
    for (let line = first; line <= Math.min(last, lineCount); line += 1) {
      owners[line - 1] ??= id;
    }
  }
  return owners;
}

type TextDocument = FoundDocument & { readonly lines: readonly string[] };

function partition(
  sharing: readonly CapturedFrom[],
  { path, lines }: TextDocument,
  mismatches: Mismatch[],
): void {
  const owners = lineOwners(sharing, lines.length);
  for (const { id, part } of sharing) {
    const [first, last] = part?.lines ?? [1, lines.length];
    if (last > lines.length) {
      const message = `The part ends on line ${last}; ${path} has ${lines.length} lines.`;
      mismatches.push({ code: 'line-not-in-artefact', publication: id, line: last, message });
    }
    const taken = linesWhere(lines, (line) => {
      return line >= first && line <= last && owners[line - 1] !== id;
    })[0];
    if (taken === undefined) continue;
    const message = `Line ${taken} of ${path} belongs to ${owners[taken - 1]} already.`;
    mismatches.push({ code: 'parts-overlap', publication: id, line: taken, message });
  }
  const publication = sharing.map(({ id }) => id).join(', ');
  for (const line of linesWhere(lines, (at) => owners[at - 1] === undefined)) {
    const message = `Line ${line} of ${path} belongs to no publication.`;
    mismatches.push({ code: 'part-line-unclaimed', publication, line, message });
  }
}

/** Numbers, from 1, of the lines that are not empty and that `wants` accepts. */
function linesWhere(
  lines: readonly string[],
  wants: (line: number) => boolean,
): readonly number[] {
  return lines.flatMap((text, at) => (text.trim() !== '' && wants(at + 1) ? [at + 1] : []));
}
