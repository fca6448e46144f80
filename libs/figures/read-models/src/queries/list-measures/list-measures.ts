import type { DefinedMeasure } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import { searchWordsOf } from '../../projections/index.js';
import type { Answer } from '../../views/answer.js';
import { below } from '../../views/name-range.js';
import { refuseUnknownNames } from '../../views/refuse-unknown-names.js';
import type { AskedClocks } from '../../views/clocks.js';
import type { AskedPage, NextPage } from '../../views/cursor.js';
import { SearchWithoutWords } from '../../views/read-refusals.js';
import { ALL_NAMES } from '../../views/name-range.js';
import {
  pageOfRegistry,
  registeredThings,
  type RegisteredThing,
} from '../../views/registry-pages.js';
import { measureAt } from '../../views/registries-at.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for measures. */
export interface MeasuresQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {
  /** Words of its code, title, definition or captions; it has to have all of them. */
  readonly q?: string;
  /** Only measures below this one, which need not be one itself. */
  readonly under?: string;
}

/** A page of measures, in order of code. */
export interface ListedMeasures extends NextPage {
  readonly recordedBy: Instant;
  readonly measures: readonly DefinedMeasure[];
}

/**
 * Lists measures with their definition versions.
 *
 * @throws {UnknownMeasure} nothing is called that above which measures are wanted
 * @throws {SearchWithoutWords | MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listMeasures(
  reader: ViewReader,
  question: MeasuresQuestion,
): Promise<Answer<ListedMeasures>> {
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const recordedMs = Date.parse(recordedBy);
  const { under } = question;
  const range = under === undefined ? ALL_NAMES : below(under);
  if (under !== undefined) await refuseUnknownNames(reader, { measure: under }, recordedBy);
  const isWanted = await filterOf(reader, question, recordedMs);
  const { items, next } = await pageOfRegistry(
    (after) => registeredThings(reader, 'measure', { range, after, recordedMs }),
    question,
    (thing) => (isWanted(thing) ? measureAt(thing.id, thing.events, recordedBy) : null),
  );
  return { position, body: { recordedBy, measures: items, next } };
}

async function filterOf(
  { words }: ViewReader,
  { q }: MeasuresQuestion,
  recordedMs: number,
): Promise<(thing: RegisteredThing) => boolean> {
  if (q === undefined) return () => true;
  const sought = searchWordsOf(q);
  if (sought.size === 0) throw new SearchWithoutWords(q);
  const codes = new Set(await words.refsOfAll('measure', sought, recordedMs));
  return ({ id }) => codes.has(id);
}
