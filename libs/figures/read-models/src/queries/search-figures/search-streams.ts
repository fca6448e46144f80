import { isMarker, parsePeriod } from '@ledger/figures-domain';
import type { Decimal } from '@ledger/kernel';
import { intersection, union, type KeyStream } from '../../views/key-stream.js';
import { UnknownMarker } from '../../views/read-refusals.js';
import type { SearchTerm } from '../../views/search-words.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The filters of a search, besides words. */
export interface SearchFilter {
  /** A measure, and all below it. */
  readonly measure?: string;
  readonly area?: string;
  /** In any form a period is read in. */
  readonly period?: string;
  /** A publication that printed it. */
  readonly publication?: string;
  /** A marker of the value in force. */
  readonly marker?: string;
}

/** The candidates of a search. */
export interface SearchPlan {
  readonly stream: KeyStream;
  /** Numbers of which one has to be printed, for each term that cannot be a word. */
  readonly required: readonly (readonly Decimal[])[];
}

/**
 * Plans a search: one stream of figures per filter, and their intersection. Until the first
 * figure is read, only the meaning of words is looked up.
 *
 * @throws {UnknownMarker | MalformedPeriod}
 */
export async function searchPlan(
  reader: ViewReader,
  { filter, terms }: { readonly filter: SearchFilter; readonly terms: readonly SearchTerm[] },
  recordedMs: number,
): Promise<SearchPlan> {
  const streams = filterStreams(reader, filter, recordedMs);
  const required: (readonly Decimal[])[] = [];
  for (const { words, numbers } of terms) {
    const found = await wordStream(reader, words, recordedMs);
    const printed = numbers.map((number) => reader.figures.of('number', number, recordedMs));
    if (found === null && numbers.length > 0) required.push(numbers);
    streams.push(union(found === null ? printed : [...printed, found]));
  }
  if (streams.length === 0) streams.push(reader.figures.all(recordedMs));
  return { stream: intersection(streams), required };
}

function filterStreams(
  { figures }: ViewReader,
  { measure, area, period, publication, marker }: SearchFilter,
  recordedMs: number,
): KeyStream[] {
  const streams: KeyStream[] = [];
  if (measure !== undefined) streams.push(figures.under(measure, recordedMs));
  if (area !== undefined) streams.push(figures.of('area', area, recordedMs));
  if (period !== undefined) {
    streams.push(figures.of('period', parsePeriod(period), recordedMs));
  }
  if (publication !== undefined) {
    streams.push(figures.of('publication', publication, recordedMs));
  }
  if (marker !== undefined) {
    if (!isMarker(marker)) throw new UnknownMarker(marker);
    streams.push(figures.of('marker', marker, recordedMs));
  }
  return streams;
}

/** The figures whose measure or area has all of some words; null if a word is unknown. */
async function wordStream(
  { words, figures }: ViewReader,
  sought: readonly string[],
  recordedMs: number,
): Promise<KeyStream | null> {
  const streams: KeyStream[] = [];
  for (const word of sought) {
    const measures = await words.refsOf('measure', word, recordedMs);
    const areas = await words.refsOf('area', word, recordedMs);
    if (measures.length + areas.length === 0) return null;
    const found = areas.map((area) => figures.of('area', area, recordedMs));
    streams.push(union([figures.ofMeasures(measures, recordedMs), ...found]));
  }
  return intersection(streams);
}
