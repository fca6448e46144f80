import {
  UnknownArea,
  UnknownMeasure,
  UnknownMember,
  UnknownPublication,
  UnknownPublisher,
  type RegistryThing,
} from '@ledger/figures-domain';
import { isLedgerError, type LedgerError } from '@ledger/kernel';

/** Problems specific to a capture; all others keep the code of the ledger's refusal. */
export type CaptureCode =
  | 'area-circle'
  | 'artefact-bytes-differ'
  | 'artefact-not-text'
  | 'basis-without-restatement'
  | 'cell-of-two-figures'
  | 'change-incomplete'
  | 'correction-circle'
  | 'compared-with-missing'
  | 'compared-with-superfluous'
  | 'control-character'
  | 'dimension-without-title'
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
  | 'malformed-scale'
  | 'unknown-precision'
  | 'unknown-qualifier'
  | 'unknown-role'
  | 'unknown-statistic'
  | 'unstated-elsewhere'
  | 'wrong-cell-count'
  | 'wrong-header';

/** A location in the seeds: a file, and a row if the file has rows. */
export interface SeedLocation {
  /** Path within the seeds folder, with `/` as the separator. */
  readonly file: string;
  /** Counted as a spreadsheet counts: the header is row 1. */
  readonly row?: number;
}

/** One problem: where it is, what is wrong and what to do about it. */
export interface CaptureProblem extends SeedLocation {
  /** A {@link CaptureCode}, or the code of the ledger's refusal. */
  readonly code: string;
  readonly message: string;
  /** The name that is not registered, if that is the problem. */
  readonly unknown?: { readonly thing: RegistryThing; readonly id: string };
}

/** The message for an id or code that one file uses twice. */
export function givenTwice(id: string): string {
  return `"${id}" was given in a row above already.`;
}

/** The location as text: `folder/01-sheet.csv:12`. */
export function placeText({ file, row }: SeedLocation): string {
  return row === undefined ? file : `${file}:${row}`;
}

/** The problem on one line: `folder/01-sheet.csv:12: message`. */
export function problemText(problem: CaptureProblem): string {
  return `${placeText(problem)}: ${problem.message}`;
}

/** Problems with one cause: the same message about several locations. */
export interface ProblemGroup {
  readonly code: string;
  readonly message: string;
  /** At least one, in the order they were found. */
  readonly places: readonly SeedLocation[];
}

/** Groups problems by cause, in the order in which each cause was first found. */
export function groupProblems(problems: readonly CaptureProblem[]): readonly ProblemGroup[] {
  const groups = new Map<string, { code: string; message: string; places: SeedLocation[] }>();
  for (const { code, message, ...place } of problems) {
    const cause = `${code}\n${message}`;
    const group = groups.get(cause) ?? { code, message, places: [] };
    group.places.push(bare(place));
    groups.set(cause, group);
  }
  return [...groups.values()];
}

const PLACES_SHOWN_MAX = 3;

/** The group with its first location: `folder/01-sheet.csv:12 and 37 more: message`. */
export function groupText({ message, places }: ProblemGroup): string {
  const shown = places.slice(0, PLACES_SHOWN_MAX).map(placeText).join(', ');
  const more = places.length - PLACES_SHOWN_MAX;
  return `${shown}${more > 0 ? ` and ${more} more` : ''}: ${message}`;
}

/** Collects problems, so that one pass over a capture reports all of them. */
export class Problems {
  readonly #found: CaptureProblem[] = [];

  /** In the order they were found. */
  get found(): readonly CaptureProblem[] {
    return this.#found;
  }

  add(place: SeedLocation, code: CaptureCode, message: string): void {
    this.#found.push({ ...bare(place), code, message });
  }

  /** Adds a refusal of the ledger. */
  refused(place: SeedLocation, error: LedgerError & { readonly code: string }): void {
    const named = unknownIn(error);
    const unknown = named === undefined ? undefined : { unknown: named };
    this.#found.push({ ...bare(place), code: error.code, message: error.message, ...unknown });
  }

  /** The result of `read`; undefined, with a problem added, if it refuses. */
  attempt<Value>(place: SeedLocation, read: () => Value): Value | undefined {
    try {
      return read();
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      this.refused(place, error);
      return undefined;
    }
  }
}

function unknownIn(error: LedgerError): CaptureProblem['unknown'] {
  if (error instanceof UnknownPublisher) return { thing: 'publisher', id: error.id };
  if (error instanceof UnknownArea) return { thing: 'area', id: error.id };
  if (error instanceof UnknownMember) return { thing: 'dimension', id: error.dimension };
  if (error instanceof UnknownMeasure) return { thing: 'measure', id: error.id };
  if (error instanceof UnknownPublication) return { thing: 'publication', id: error.id };
  return undefined;
}

/** The location alone: the argument may be a whole row. */
function bare({ file, row }: SeedLocation): SeedLocation {
  return row === undefined ? { file } : { file, row };
}
