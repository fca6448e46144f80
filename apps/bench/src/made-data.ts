import {
  appearanceId,
  figureKey,
  figureStream,
  locatorText,
  parsePeriod,
  parsePublishedDate,
  type AnnouncedFacts,
  type DimensionFacts,
  type FigureIdentity,
  type Locator,
} from '@ledger/figures-domain';
import { encodeRecord, instantOf, parseDecimal } from '@ledger/kernel';
import type { NewEvent } from '@ledger/event-store-port';

/** A generated figure: its identity and what is printed of it. */
export interface MadeFigure {
  readonly figure: FigureIdentity;
  readonly printed: string;
  readonly locator: Locator;
}

/** The publisher of all made data, as it is registered. */
export const PUBLISHER = { id: 'bench-police', title: 'Bench Police', kind: 'police-force' };
/** The id of the publication that the made reports name. */
export const PUBLICATION = 'bench-release-2024-09';
/** The id of the dimension by which made figures are broken down. */
export const CHANNEL = 'channel';

const MEASURES = 200;
const AREAS = 50;
const MONTHS = 100;
/** Enough of them for a hundred million figures. */
const CHANNELS = 100;
const PUBLISHED = parsePublishedDate('2024-09-05');

/** Codes of the measures of generated figures. */
export function measureCodes(): string[] {
  return Array.from({ length: MEASURES }, (_, i) => `recorded-crime.type-${i}`);
}

/** Ids of the areas of generated figures. */
export function areaIds(): string[] {
  return ['bench', ...Array.from({ length: AREAS - 1 }, (_, i) => `bench.district-${i + 1}`)];
}

/** The dimension of generated figures beyond a million. */
export function channels(): DimensionFacts {
  const members = Array.from({ length: CHANNELS }, (_, i) => ({
    id: `c${i + 1}`,
    title: `Channel ${i + 1}`,
  }));
  return { id: CHANNEL, title: 'Channel', members };
}

/**
 * The generated figure with that number, from a table of measures by areas by months and,
 * beyond a million, by channels. The same number always gives the same figure.
 */
export function madeFigure(number: number): MadeFigure {
  const measure = number % MEASURES;
  const area = Math.floor(number / MEASURES) % AREAS;
  const month = Math.floor(number / (MEASURES * AREAS)) % MONTHS;
  const channel = Math.floor(number / (MEASURES * AREAS * MONTHS));
  const year = 2016 + Math.floor(month / 12);
  const period = `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
  return {
    figure: {
      measure: `recorded-crime.type-${measure}`,
      area: area === 0 ? 'bench' : `bench.district-${area}`,
      period: parsePeriod(period),
      statistic: 'value',
      breakdown: channel === 0 ? {} : { [CHANNEL]: `c${channel}` },
    },
    printed: String(scattered(number)),
    locator: {
      section: `${1 + (measure % 9)}.${1 + (measure % 7)}`,
      table: `Offences of type ${measure}`,
      row: period,
      column: 'Recorded Crime',
      line: 1 + (number % 900_000),
      occurrence: 1,
    },
  };
}

/** The report of a generated figure, as upstream systems send it: one line of NDJSON. */
export function madeReportLine(number: number): string {
  const { figure, printed, locator } = madeFigure(number);
  const { measure, area, period, statistic, breakdown } = figure;
  return `${JSON.stringify({
    publication: PUBLICATION,
    measure,
    area,
    period,
    statistic,
    breakdown,
    value: printed,
    printed,
    unit: 'offences',
    qualifier: 'exact',
    markers: [],
    role: 'primary',
    locator,
  })}\n`;
}

/** The first event of a generated figure's stream, byte for byte as a report of it produces it. */
export function madeEvent(number: number): { stream: string; event: NewEvent } {
  const { figure, printed, locator } = madeFigure(number);
  const key = figureKey(figure);
  const stream = figureStream(key);
  const id = appearanceId(key, PUBLICATION, locatorText(locator), printed);
  const data: AnnouncedFacts = {
    key,
    figure,
    publication: PUBLICATION,
    publisher: PUBLISHER.id,
    published: PUBLISHED,
    role: 'primary',
    locator,
    value: parseDecimal(printed),
    printed,
    unit: 'offences',
    qualifier: 'exact',
    markers: [],
  };
  const body = encodeRecord({
    id,
    stream,
    revision: 0,
    type: 'FigureRecorded',
    data,
    schemaVersion: 1,
    recordedAt: instantOf(RECORDED_FROM_MS + number),
    actor: 'bench',
    correlationId: 'bench',
    causationId: 'bench',
  });
  return { stream, event: { id, type: 'FigureRecorded', body } };
}

const RECORDED_FROM_MS = Date.UTC(2024, 9, 1);

/** A deterministic pseudo-random number of up to five digits. */
function scattered(number: number): number {
  return Math.imul(number + 1, 2_654_435_761) >>> 15;
}
