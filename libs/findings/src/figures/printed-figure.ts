import type { Decimal } from '@ledger/kernel';
import type {
  Announcement,
  AreaFacts,
  DimensionFacts,
  FigureIdentity,
  FigureKey,
  Locator,
  MeasureFacts,
  PrintedValue,
  PublicationFacts,
  PublishedDate,
  Role,
} from '@ledger/figures-domain';

/** A figure at one locator of one publication, as in the ledger's event. */
export interface PrintedFigure {
  /** The id of the event that says it was printed. */
  readonly event: string;
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly publication: string;
  readonly published: PublishedDate;
  readonly role: Role;
  readonly locator: Locator;
  readonly print: PrintedValue & { readonly value: Decimal };
  /** The publication's reason for the change of its number. */
  readonly change?: Announcement;
}

/** What figures refer to. */
export interface Vocabulary {
  readonly measures: ReadonlyMap<string, MeasureFacts>;
  readonly areas: ReadonlyMap<string, AreaFacts>;
  readonly dimensions: ReadonlyMap<string, DimensionFacts>;
  /** The titles of the publications, and the period that each reports on. */
  readonly publications: ReadonlyMap<string, Pick<PublicationFacts, 'title' | 'window'>>;
}

/** The breakdown as one text, in order of its names; empty if there is none. */
export function breakdownText(breakdown: Readonly<Record<string, string>>): string {
  const names = Object.keys(breakdown);
  if (names.length === 0) return '';
  return names
    .sort()
    .map((name) => `${name}=${breakdown[name]}`)
    .join(';');
}

/** The identity of a figure without its period and statistic. */
export function seriesOf({ measure, area, breakdown }: FigureIdentity): string {
  return `${measure}/${area}/${breakdownText(breakdown)}`;
}
