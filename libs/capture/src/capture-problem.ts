import { isLedgerError, type LedgerError } from '@ledger/kernel';

/** What only a capture can get wrong; everything else keeps the code of the ledger's refusal. */
export type CaptureCode =
  | 'area-circle'
  | 'artefact-bytes-differ'
  | 'artefact-missing'
  | 'artefact-not-text'
  | 'cell-of-two-figures'
  | 'change-incomplete'
  | 'compared-with-missing'
  | 'compared-with-superfluous'
  | 'control-character'
  | 'duplicate-appearance'
  | 'duplicate-id'
  | 'exclusion-ambiguous'
  | 'exclusion-captured-too'
  | 'exclusion-duplicate'
  | 'exclusion-not-on-line'
  | 'exclusion-superfluous'
  | 'exclusion-without-number'
  | 'line-not-in-artefact'
  | 'lines-outside-part'
  | 'malformed-breakdown'
  | 'malformed-cell'
  | 'malformed-compared-with'
  | 'malformed-csv'
  | 'malformed-json'
  | 'malformed-publication'
  | 'missing-file'
  | 'not-utf8'
  | 'occurrence-ambiguous'
  | 'occurrence-not-on-line'
  | 'part-line-unclaimed'
  | 'parts-overlap'
  | 'printed-missing'
  | 'publication-id-differs'
  | 'redefinition-differs'
  | 'token-not-on-line'
  | 'unknown-change-kind'
  | 'unknown-file'
  | 'unknown-marker'
  | 'unknown-qualifier'
  | 'unknown-role'
  | 'unknown-statistic'
  | 'unstated-elsewhere'
  | 'wrong-cell-count'
  | 'wrong-header';

/** A place in the seeds: a file, and its row where it has rows. */
export interface SeedPlace {
  /** Path within the seeds folder, with `/` between its parts. */
  readonly file: string;
  /** Counted as a spreadsheet counts: the header is row 1. */
  readonly row?: number;
}

/** One thing that is wrong, where it is, and what to do about it. */
export interface CaptureProblem extends SeedPlace {
  /** A {@link CaptureCode}, or the code of the refusal the ledger would give. */
  readonly code: string;
  readonly message: string;
}

/** The place as people read it: `folder/01-sheet.csv:12`. */
export function placeText({ file, row }: SeedPlace): string {
  return row === undefined ? file : `${file}:${row}`;
}

/** The problem on one line: `folder/01-sheet.csv:12: message`. */
export function problemText(problem: CaptureProblem): string {
  return `${placeText(problem)}: ${problem.message}`;
}

/** Collects problems, so that one pass over a capture tells all of them. */
export class Problems {
  readonly #found: CaptureProblem[] = [];

  /** In the order they were met. */
  get found(): readonly CaptureProblem[] {
    return this.#found;
  }

  add(place: SeedPlace, code: CaptureCode, message: string): void {
    this.#found.push({ ...bare(place), code, message });
  }

  /** Adds what the ledger itself would answer. */
  refused(place: SeedPlace, { code, message }: LedgerError & { readonly code: string }): void {
    this.#found.push({ ...bare(place), code, message });
  }

  /** What `read` answers, or nothing and a problem if it refuses. */
  attempt<Value>(place: SeedPlace, read: () => Value): Value | undefined {
    try {
      return read();
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      this.refused(place, error);
      return undefined;
    }
  }
}

/** The place alone: whoever asks may be a whole row. */
function bare({ file, row }: SeedPlace): SeedPlace {
  return row === undefined ? { file } : { file, row };
}
