import { parsePeriod, parsePublishedDate, precisionOf } from '@ledger/figures-domain';
import { LedgerError, sha256Hex } from '@ledger/kernel';
import { utf8Text } from './utf8.js';

/** What is known of a publication before its figures are captured. */
export interface NewPublication {
  readonly id: string;
  readonly title?: string;
  readonly kind?: string;
  readonly publisher?: string;
  readonly presentedTo?: string;
  /** A year, month, day or moment, as precise as is known. */
  readonly published?: string;
  readonly evidence?: string;
  readonly window?: string;
  /** Name of the document's file. */
  readonly file: string;
}

/** The document is not text, so its lines cannot be counted. */
export class DocumentNotText extends LedgerError {
  readonly code = 'document-not-text';
  readonly kind = 'refusal';

  constructor(readonly file: string) {
    super(
      `${file} is no UTF-8 text: save the text of the document, a line for each line of it.`,
    );
  }
}

/** `publication.json` for a document, and what is still to be filled in. */
export interface InitialPublication {
  readonly json: string;
  /** Number of lines in the document's text. */
  readonly lines: number;
  /** Names of the required fields that are still empty. */
  readonly missing: readonly string[];
}

/**
 * Drafts `publication.json` for a document: its name, size and SHA-256, with the given facts.
 *
 * @throws {DocumentNotText}
 * @throws {MalformedPublishedDate}
 * @throws {MalformedPeriod}
 */
export function initialPublication(
  document: Buffer,
  known: NewPublication,
): InitialPublication {
  const text = utf8Text(document);
  if (text === null) throw new DocumentNotText(known.file);
  const {
    id,
    title = '',
    kind = 'report',
    publisher = '',
    published = '',
    evidence = '',
  } = known;
  const date = published === '' ? '' : parsePublishedDate(published);
  const facts = {
    ...{ id, title, kind, publisher },
    presentedTo: known.presentedTo ?? null,
    published: { date, precision: date === '' ? '' : precisionOf(date), evidence },
    window: known.window === undefined ? null : parsePeriod(known.window),
    artefact: {
      file: known.file,
      sha256: sha256Hex(document),
      bytes: document.length,
      mediaType: 'text/plain',
    },
    status: 'public',
  };
  const needed = { title, publisher, published, evidence };
  return {
    json: `${JSON.stringify(facts, null, 2)}\n`,
    lines: text.replace(/\r?\n$/, '').split('\n').length,
    missing: Object.entries(needed).flatMap(([name, value]) => (value === '' ? [name] : [])),
  };
}
