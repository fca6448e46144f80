import {
  areaStream,
  figureStream,
  findingStream,
  measureStream,
  OWNERSHIP_STREAM,
  parseFigureKey,
  publicationStream,
  type FigureKey,
  type FindingFacts,
} from '@ledger/figures-domain';
import type { EventRecord } from '@ledger/kernel';
import { findingsList } from './event-disclosure.js';

/** Gives the events of a stream. */
export type ReadRecords = (name: string) => Promise<readonly EventRecord[]>;

/**
 * The names of the streams that an answer about a figure rests on, sorted: of the figure, its
 * measure, ownership, each publication that an event of the figure names, its area, and each area
 * that an event of such an area names as its parent; the list of its findings, each finding on
 * it, and each finding's publication.
 *
 * @throws {MalformedFigureKey}
 */
export async function restedStreams(
  key: string,
  read: ReadRecords,
): Promise<readonly string[]> {
  const { measure, area } = parseFigureKey(key);
  const list = findingsList(key);
  const own = figureStream(key as FigureKey);
  const names = new Set([own, measureStream(measure), OWNERSHIP_STREAM, list]);
  for (const { data } of await read(list)) {
    const { id, publication } = data as FindingFacts;
    names.add(findingStream(id));
    if (publication !== undefined) names.add(publicationStream(publication));
  }
  for (const { data } of await read(own)) {
    names.add(publicationStream((data as { readonly publication: string }).publication));
  }
  for (let level = [area]; level.length > 0;) {
    const next = new Set<string>();
    for (const id of level) {
      names.add(areaStream(id));
      for (const { data } of await read(areaStream(id))) {
        const { parent } = data as { readonly parent?: string };
        if (parent !== undefined && !names.has(areaStream(parent))) next.add(parent);
      }
    }
    level = [...next];
  }
  return [...names].sort();
}
