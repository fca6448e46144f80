import type { DefinedMeasure } from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import type { RegistryKind } from '../../projections/index.js';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import { publicationAt } from '../../views/publication-at.js';
import { areaAt, dimensionAt, measureAt, publisherAt } from '../../views/registries-at.js';
import type { ViewReader } from '../../views/view-reader.js';
import { isUnderEmbargo } from '../../views/visibility.js';

const KINDS = ['area', 'dimension', 'measure', 'publication', 'publisher'] as const;

/** What has a title to be shown to people by; a member of a dimension is named `sex=female`. */
export type TitledKind = (typeof KINDS)[number] | 'member';

/** The things whose titles are requested: codes and ids by kind. */
export interface TitlesQuestion extends Pick<AskedClocks, 'recordedBy'> {
  readonly named: Readonly<Partial<Record<TitledKind, Iterable<string>>>>;
}

/** Titles by code or id, without things that are not registered or under embargo. */
export type Titles = Readonly<Record<TitledKind, ReadonlyMap<string, string>>>;

/**
 * The titles of things that other answers name by code or id.
 *
 * @throws {MalformedInstant}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getTitles(
  reader: ViewReader,
  question: TitlesQuestion,
): Promise<Answer<Titles>> {
  const { position, clocks } = await reader.asOf(question);
  const titles = {} as Record<TitledKind, ReadonlyMap<string, string>>;
  for (const kind of KINDS) {
    const ids = [...new Set(question.named[kind] ?? [])];
    titles[kind] = await titlesOf(reader, kind, ids, clocks.recordedBy);
  }
  titles.member = await titlesOfMembers(reader, question.named.member, clocks.recordedBy);
  return { position, body: titles };
}

async function titlesOf(
  { registries }: ViewReader,
  kind: (typeof KINDS)[number] & RegistryKind,
  ids: readonly string[],
  recordedBy: Instant,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const [id, events] of await registries.eventsOf(kind, ids)) {
    const title = TITLE_OF[kind](id, events, recordedBy);
    if (title !== undefined) titles.set(id, title);
  }
  return titles;
}

async function titlesOfMembers(
  { registries }: ViewReader,
  named: Iterable<string> = [],
  recordedBy: Instant,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  const pairs = [...new Set(named)].map((pair) => [pair, ...pair.split('=')] as const);
  const dimensions = [...new Set(pairs.map(([, dimension]) => dimension ?? ''))];
  const events = await registries.eventsOf('dimension', dimensions);
  for (const [pair, dimension = '', member = ''] of pairs) {
    const known = dimensionAt(events.get(dimension) ?? [], recordedBy);
    const title = known?.members.get(member);
    if (title !== undefined) titles.set(pair, title);
  }
  return titles;
}

type TitleOf = (
  id: string,
  events: readonly EventRecord[],
  recordedBy: Instant,
) => string | undefined;

const TITLE_OF: Readonly<Record<(typeof KINDS)[number], TitleOf>> = {
  area: (_, events, recordedBy) => areaAt(events, recordedBy)?.title,
  publisher: (_, events, recordedBy) => publisherAt(events, recordedBy)?.title,
  dimension: (_, events, recordedBy) => dimensionAt(events, recordedBy)?.title,
  measure: (id, events, recordedBy): DefinedMeasure['title'] =>
    measureAt(id, events, recordedBy).title,
  publication: (id, events, recordedBy) => {
    const publication = publicationAt(id, events, recordedBy);
    return isUnderEmbargo(publication) ? undefined : publication.facts.title;
  },
};
