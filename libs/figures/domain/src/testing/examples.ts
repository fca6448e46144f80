import { parseDecimal, type Origin } from '@ledger/kernel';
import type { Locator, Role } from '../figure/appearance.js';
import type { PrintedValue } from '../printed/print.js';
import type { AnnouncedFacts, Announcement } from '../figure/figure-events.js';
import { figureKey, type FigureIdentity } from '../figure/figure-key.js';
import type { DefinedMeasure } from '../registry/measure-state.js';
import { parsePeriod } from '../time/period.js';
import type { PublicationFacts } from '../publication/publication-events.js';
import type { KnownPublication } from '../publication/publication-state.js';
import { parsePublishedDate } from '../time/published-date.js';
import type {
  AreaFacts,
  DimensionFacts,
  MeasureFacts,
  PublisherFacts,
} from '../registry/registry-events.js';
import type { ReportFigure } from '../figure/figure-report.js';

/** Where example events come from. */
export const exampleOrigin: Origin = {
  actor: 'an-analyst',
  correlationId: 'an-import',
  causationId: 'a-command',
};

/** Owns the example measure. */
export const force: PublisherFacts = {
  id: 'kent-police',
  title: 'Kent Police',
  kind: 'police-force',
};

/** Publishes too, and owns nothing. */
export const statisticsOffice: PublisherFacts = {
  id: 'ons',
  title: 'Office for National Statistics',
  kind: 'statistics-office',
};

export const kent: AreaFacts = { id: 'kent', title: 'Kent', kind: 'force-area' };

export function measureFacts(facts: Partial<MeasureFacts> = {}): MeasureFacts {
  return {
    code: 'recorded-crime.all',
    title: 'All recorded crime',
    units: ['offences'],
    valueType: 'count',
    kind: 'flow',
    polarity: 'down-is-good',
    owner: force.id,
    sumOf: [],
    madeFrom: [],
    definition: 'All notifiable offences recorded by the force',
    ...facts,
  };
}

/** The example measure in its first definition. */
export const recordedCrime: DefinedMeasure = {
  ...measureFacts(),
  versions: [{ version: 1, definition: measureFacts().definition }],
};

export function publicationFacts(facts: Partial<PublicationFacts> = {}): PublicationFacts {
  return {
    id: 'september-paper',
    title: 'Report to the board, September 2024',
    kind: 'report',
    publisher: force.id,
    published: parsePublishedDate('2024-09'),
    evidence: 'printed on its first page',
    status: 'public',
    isEmbargoed: false,
    ...facts,
  };
}

/** The papers that examples report from: three of the force, one of another publisher. */
export const papers = {
  september: publicationFacts(),
  december: publicationFacts({
    id: 'december-paper',
    title: 'Report to the board, December 2024',
    published: parsePublishedDate('2024-12-04'),
  }),
  march: publicationFacts({
    id: 'march-paper',
    title: 'Report to the board, March 2025',
    published: parsePublishedDate('2025-03-05T10:00:00.000Z'),
  }),
  bulletin: publicationFacts({
    id: 'statistics-bulletin',
    title: 'Crime in England and Wales',
    kind: 'data-release',
    publisher: statisticsOffice.id,
    published: parsePublishedDate('2024-10-24'),
  }),
} as const;

export type Paper = keyof typeof papers;

/** A paper that is open for its figures. */
export function openPaper(paper: Paper): KnownPublication {
  return {
    facts: papers[paper],
    capture: { state: 'open', sealings: 0 },
    isReleased: true,
    sightings: [],
  };
}

/** Two locators on a page. */
export const table: Locator = { line: 25, table: 'All crime' };
export const paragraph: Locator = { line: 40, paragraph: '12' };

/** The fields of a printed figure that a test sets; the rest is example data. */
export interface Print {
  readonly figure?: Partial<Omit<FigureIdentity, 'period'>> & { readonly period?: string };
  readonly in?: Paper;
  readonly at?: Locator;
  readonly role?: Role;
  /** Null for a number that is missing. */
  readonly value?: string | null;
  /** The value itself by default. */
  readonly printed?: string;
  readonly unit?: string;
  readonly scale?: number;
  readonly precision?: 'unknown';
  readonly qualifier?: PrintedValue['qualifier'];
  readonly markers?: PrintedValue['markers'];
  readonly change?: Announcement;
  readonly note?: string;
}

/** The example figure: recorded crime in Kent in May 2024. */
export function identity({ period = '2024-05', ...figure }: NonNullable<Print['figure']> = {}) {
  return {
    measure: recordedCrime.code,
    area: kent.id,
    period: parsePeriod(period),
    statistic: 'value',
    breakdown: {},
    ...figure,
  } as const satisfies FigureIdentity;
}

/** A period of one day of its own for each number, to make as many figures as a test needs. */
export function dayOf(number: number): string {
  return new Date(Date.UTC(1900, 0, 1 + number)).toISOString().slice(0, 10);
}

/** A dimension whose members are called as they are written. */
export function dimensionFacts(id: string, ...members: readonly string[]): DimensionFacts {
  return { id, title: id, members: members.map((member) => ({ id: member, title: member })) };
}

/** "The September paper prints recorded crime as 412 in its table." */
export function reportFigure(print: Print = {}): ReportFigure & PrintedValue {
  const figure = identity(print.figure);
  return {
    key: figureKey(figure),
    figure,
    publication: papers[print.in ?? 'september'].id,
    role: print.role ?? 'primary',
    locator: print.at ?? table,
    ...printedValue(print),
    ...(print.change === undefined ? {} : { change: print.change }),
    ...(print.note === undefined ? {} : { note: print.note }),
  };
}

/** The facts of the event that {@link reportFigure} leads to. */
export function printedFacts(print: Print = {}): AnnouncedFacts {
  const { publisher, published } = papers[print.in ?? 'september'];
  return { ...reportFigure(print), publisher, published };
}

/** The number alone. */
export function printedValue(print: Print = {}): PrintedValue {
  const { value = '412' } = print;
  return {
    value: value === null ? null : parseDecimal(value),
    printed: print.printed ?? value ?? '..',
    unit: print.unit ?? 'offences',
    ...(print.scale === undefined ? {} : { scale: print.scale }),
    ...(print.precision === undefined ? {} : { precision: print.precision }),
    qualifier: print.qualifier ?? 'exact',
    markers: print.markers ?? [],
  };
}
