import { ownsMeasure, type OwnershipFacts } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import {
  pageLimit,
  readCursor,
  writeCursor,
  type AskedPage,
  type NextPage,
} from '../../views/cursor.js';
import { lineagesBy, ownershipBy } from '../../views/owners.js';
import type { ViewReader } from '../../views/view-reader.js';

/**
 * The query for ownership: all that applies to figures of a measure, of an area, or of both.
 */
export interface OwnershipsQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {
  readonly measure?: string;
  readonly area?: string;
}

/** A page of what is registered of ownership, in the order in which it was. */
export interface ListedOwnerships extends NextPage {
  readonly recordedBy: Instant;
  readonly ownerships: readonly OwnershipFacts[];
}

/**
 * Answers one page of the registrations of ownership. A figure that none of them covers belongs to
 * the owner of its measure.
 *
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listOwnerships(
  reader: ViewReader,
  question: OwnershipsQuestion,
): Promise<Answer<ListedOwnerships>> {
  const limit = pageLimit(question);
  const { cursor } = question;
  const from = cursor === undefined ? 0 : readCursor(cursor, [0] as const)[0];
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const all = await ownershipsOn(reader, question, recordedBy);
  const ownerships = all.slice(from, from + limit);
  const next = from + limit < all.length ? writeCursor(from + limit) : null;
  return { position, body: { recordedBy, ownerships, next } };
}

/** What bears on figures of a measure, of an area, or of both; all of it if neither is named. */
export async function ownershipsOn(
  { registries }: ViewReader,
  { measure, area }: Pick<OwnershipsQuestion, 'measure' | 'area'>,
  recordedBy: Instant,
): Promise<readonly OwnershipFacts[]> {
  const all = await ownershipBy(registries, recordedBy);
  const lineage =
    area === undefined
      ? undefined
      : (await lineagesBy(registries, new Set([area]), recordedBy)).get(area);
  return all.filter(
    (one) =>
      (measure === undefined || ownsMeasure(one, measure)) &&
      (one.area === undefined || lineage === undefined || lineage.includes(one.area)),
  );
}
