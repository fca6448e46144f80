import type { Decimal } from '@ledger/kernel';
import {
  breakdownText,
  type Announcement,
  type AreaFacts,
  type DimensionFacts,
  type FigureIdentity,
  type FigureKey,
  type Locator,
  type MeasureFacts,
  type PrintedValue,
  type PublicationFacts,
  type PublishedDate,
  type Role,
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
  /** The titles of the publications, who issued them, and the period that each reports on. */
  readonly publications: ReadonlyMap<
    string,
    Pick<PublicationFacts, 'title' | 'window'> & Partial<Pick<PublicationFacts, 'publisher'>>
  >;
}

/** The identity of a figure without its period and statistic. */
export function seriesOf({ measure, area, breakdown }: FigureIdentity): string {
  return `${measure}/${area}/${breakdownText(breakdown)}`;
}
