import { UnknownArea, UnknownMeasure, UnknownPublisher } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import { below } from './name-range.js';
import type { ViewReader } from './view-reader.js';
import { refuseHidden } from './visibility.js';

/** The registered names that a query filters by. */
export interface FilterNames {
  /** A measure, or what is above one. */
  readonly measure?: string;
  readonly area?: string;
  readonly publisher?: string;
  readonly publication?: string;
}

/**
 * Refuses a filter by a name that the ledger did not know by then: it would match nothing, and
 * a misspelt name must not look like a measure without figures.
 *
 * @throws {UnknownMeasure | UnknownArea | UnknownPublisher | UnknownPublication}
 * @throws {PublicationUnderEmbargo}
 */
export async function refuseUnknownNames(
  reader: ViewReader,
  { measure, area, publisher, publication }: FilterNames,
  recordedBy: Instant,
): Promise<void> {
  if (measure !== undefined && !(await hasMeasure(reader, measure, recordedBy))) {
    throw new UnknownMeasure(measure);
  }
  if (area !== undefined && !(await reader.isKnown('area', area, recordedBy))) {
    throw new UnknownArea(area);
  }
  if (publisher !== undefined && !(await reader.isKnown('publisher', publisher, recordedBy))) {
    throw new UnknownPublisher(publisher);
  }
  if (publication !== undefined) await refuseHidden(reader, publication, recordedBy);
}

async function hasMeasure(
  reader: ViewReader,
  code: string,
  recordedBy: Instant,
): Promise<boolean> {
  if (await reader.isKnown('measure', code, recordedBy)) return true;
  const known = { recordedMs: Date.parse(recordedBy), limit: 1 };
  return (await reader.registries.idsBetween('measure', below(code), known)).length > 0;
}
