import type { Artefact, PublicationFacts } from '@ledger/figures-domain';
import type { CaptureCode } from './capture-problem.js';
import type { Documents, FoundDocument } from './documents.js';
import { tokenSpans } from './token-spans.js';

/** "This token stands there": claimed by a row of a sheet, or by an event of the log. */
export interface PlaceClaim {
  readonly publication: string;
  /** Where the claim is made: a sheet's file and row, or an event's id. */
  readonly source: string;
  /** The figure that the claim is about, if known. */
  readonly key?: string;
  /** Line of the artefact's text, from 1; without it there is nothing to check. */
  readonly line?: number;
  /** As printed; without it only the line itself must exist. */
  readonly printed?: string;
  /** Which of several equal tokens on that line, from 1; left out if it must be the only one. */
  readonly occurrence?: number;
}

/** A claim, or a publication's artefact, that the documents do not bear out. */
export interface Mismatch {
  readonly code: CaptureCode;
  readonly publication: string;
  readonly source?: string;
  readonly key?: string;
  readonly line?: number;
  readonly token?: string;
  readonly message: string;
}

/** The mismatch on one line, with the row or the publication it is about. */
export function mismatchText({ source, publication, message }: Mismatch): string {
  return `${source ?? publication}: ${message}`;
}

/** What was compared with the documents, and what did not agree. */
export interface Verification {
  /** The number of claims that were compared. */
  readonly checked: number;
  /** Claims that could not be: their document is absent or not text, or they name no line. */
  readonly unchecked: number;
  /** Documents missing from the folder: what was captured from them was not checked. */
  readonly absent: readonly AbsentDocument[];
  readonly mismatches: readonly Mismatch[];
}

/** A document that is needed and not in the folder. */
export interface AbsentDocument {
  readonly publication: string;
  readonly file: string;
  readonly sha256: string;
}

/** The absence on one line. */
export function absenceText({ publication, file, sha256 }: AbsentDocument): string {
  return `${publication}: ${file} is not present (no document here has SHA-256 ${sha256})`;
}

/** The artefact that a publication was captured from, and its part of it. */
export type CapturedFrom = Pick<PublicationFacts, 'id' | 'artefact' | 'part'>;

/**
 * Compares claims with the documents whose SHA-256 the publications name.
 *
 * A missing document is not a mismatch: it is reported as absent, once for each publication
 * that needs it.
 */
export function verifyClaims(
  publications: readonly CapturedFrom[],
  claims: readonly PlaceClaim[],
  documents: Documents,
): Verification {
  const mismatches: Mismatch[] = [];
  const absent: AbsentDocument[] = [];
  const texts = new Map<string, Text>();
  for (const publication of publications) {
    const { id, artefact } = publication;
    if (artefact !== undefined && !documents.has(artefact.sha256)) {
      absent.push({ publication: id, file: artefact.file, sha256: artefact.sha256 });
      continue;
    }
    const { text, mismatch } = textOfPublication(publication, documents);
    if (text !== undefined) texts.set(publication.id, text);
    if (mismatch !== undefined) mismatches.push(mismatch);
  }
  let checked = 0;
  for (const claim of claims) {
    const text = texts.get(claim.publication);
    if (text === undefined || claim.line === undefined) continue;
    checked += 1;
    const mismatch = mismatchOf(claim, claim.line, text);
    if (mismatch !== undefined) mismatches.push(mismatch);
  }
  return { checked, unchecked: claims.length - checked, absent, mismatches };
}

interface Text {
  readonly lines: readonly string[];
  readonly part: readonly [number, number];
}

function textOfPublication(
  { id, artefact, part }: CapturedFrom,
  documents: Documents,
): { text?: Text; mismatch?: Mismatch } {
  if (artefact === undefined) return {};
  const document = documents.get(artefact.sha256);
  if (document === undefined) return {};
  const mismatch = artefactMismatch(id, artefact, document);
  const { lines } = document;
  const text = lines && { lines, part: part?.lines ?? ([1, lines.length] as const) };
  return { ...(text ? { text } : {}), ...(mismatch ? { mismatch } : {}) };
}

function artefactMismatch(
  publication: string,
  { bytes }: Artefact,
  document: FoundDocument,
): Mismatch | undefined {
  if (document.bytes !== bytes) {
    const message = `${document.path} has ${document.bytes} bytes; the publication says ${bytes}.`;
    return { code: 'artefact-bytes-differ', publication, message };
  }
  if (document.lines !== null) return undefined;
  const message = `${document.path} is no UTF-8 text: its lines cannot be checked.`;
  return { code: 'artefact-not-text', publication, message };
}

function mismatchOf(claim: PlaceClaim, line: number, text: Text): Mismatch | undefined {
  const { publication, source, key, printed: token, occurrence } = claim;
  const at = {
    publication,
    source,
    ...(key === undefined ? {} : { key }),
    line,
    ...(token === undefined ? {} : { token }),
  };
  const content = text.lines[line - 1];
  if (content === undefined) {
    const message = `There is no line ${line}: the document has ${text.lines.length}.`;
    return { ...at, code: 'line-not-in-artefact', message };
  }
  if (line < text.part[0] || line > text.part[1]) {
    const part = text.part.join(' to ');
    const message = `Line ${line} is outside the publication's part, lines ${part}.`;
    return { ...at, code: 'lines-outside-part', message };
  }
  if (token === undefined) return undefined;
  const fault = tokenFault(content, token, line, occurrence);
  return fault && { ...at, ...fault };
}

function tokenFault(
  content: string,
  token: string,
  line: number,
  occurrence: number | undefined,
): Pick<Mismatch, 'code' | 'message'> | undefined {
  const { length } = tokenSpans(content, token);
  if (length === 0) {
    const message = `"${token}" does not stand on line ${line} as a whole token.`;
    return { code: 'token-not-on-line', message };
  }
  if (occurrence === undefined && length > 1) {
    const message = `"${token}" stands ${length} times on line ${line}: say which in occurrence.`;
    return { code: 'occurrence-ambiguous', message };
  }
  if ((occurrence ?? 1) <= length) return undefined;
  const message = `"${token}" stands ${length} times on line ${line}, not ${occurrence}.`;
  return { code: 'occurrence-not-on-line', message };
}
