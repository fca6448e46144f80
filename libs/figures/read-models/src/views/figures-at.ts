import {
  chainOf,
  isStanding,
  parseFigureKey,
  type Chain,
  type ChainEntry,
  type DefinedMeasure,
  type FigureIdentity,
  type FigureKey,
  type OwnershipAt,
} from '@ledger/figures-domain';
import { mapInTurns } from '@ledger/kernel';
import type { Clocks } from './clocks.js';
import { Owners } from './owners.js';
import { LazyMap } from './lazy-map.js';
import type { PublicationAt } from './publication-at.js';
import type { EntryReader } from './entry-reader.js';
import type { RegistryReader } from './registry-reader.js';
import type { ViewReader } from './view-reader.js';
import { isVisible, outBeforeCorrections } from './visibility.js';

/** A figure as it is visible at both clocks. */
export interface FigureAt {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly measure: DefinedMeasure;
  /** The owner at the time of a publication. */
  readonly ownershipAt: OwnershipAt;
  /** Everything the ledger knew by then to have been printed of it, seen or not. */
  readonly known: readonly ChainEntry[];
  /** What was visible of it and had been retracted by then: captures made by mistake. */
  readonly retracted: readonly ChainEntry[];
  /** What is visible of it, as a history along publication time. */
  readonly chain: Chain;
  /**
   * The publications of all figures that were read together; those of this one that others correct
   * can be seen no later than these.
   */
  readonly publications: Publications;
}

/** What a figure is folded from: views, or the events themselves. */
export interface FigureReader extends Pick<
  ViewReader,
  'isKnown' | 'measures' | 'publications'
> {
  readonly entries: Pick<EntryReader, 'printsOf'>;
  readonly registries: Pick<RegistryReader, 'eventsOf'>;
}

/** Publications by id, as the ledger knew them by then. */
export type Publications = LazyMap<PublicationAt>;

/**
 * Figures as they are visible at both clocks, in order of the keys.
 *
 * @throws {UnknownMeasure} a figure of a measure nobody defined
 */
export async function figuresAt(
  reader: FigureReader,
  keys: readonly string[],
  clocks: Clocks,
): Promise<readonly FigureAt[]> {
  const figures = await readFigures(reader, keys, clocks);
  return mapInTurns(keys, (key) => figures.of(key));
}

/**
 * Reads figures together, each to be taken by its key.
 *
 * Everything is folded here from stored events, so the answer depends on which events there are by
 * those clocks and never on the order they came in.
 *
 * @returns a map whose entries throw, each by itself, `MalformedFigureKey`, or `UnknownMeasure`
 *   if the measure is not defined
 */
export async function readFigures(
  reader: FigureReader,
  keys: readonly string[],
  clocks: Clocks,
): Promise<LazyMap<FigureAt>> {
  const { recordedBy } = clocks;
  const prints = await reader.entries.printsOf(keys, Date.parse(recordedBy));
  const registries: FigureRegistries = {
    publications: await reader.publications(printers(prints.values()), recordedBy),
    measures: await reader.measures(new Set(keys.map(measureIn)), recordedBy),
    owners: await Owners.by(reader.registries, new Set(keys.map(areaIn)), recordedBy),
  };
  const { publishedBy } = clocks;
  return new LazyMap((key) =>
    figureAt(key, prints.get(key) ?? [], { registries, publishedBy }),
  );
}

/** What the ledger knew by then of what figures refer to. */
export interface FigureRegistries {
  readonly publications: Publications;
  readonly measures: LazyMap<DefinedMeasure>;
  readonly owners: Owners;
}

/**
 * Folds one figure.
 *
 * @param captured what was recorded of it by then
 * @throws {MalformedFigureKey | UnknownMeasure | UnknownPublication}
 */
export function figureAt(
  key: string,
  captured: readonly ChainEntry[],
  {
    registries,
    publishedBy,
  }: { readonly registries: FigureRegistries } & Pick<Clocks, 'publishedBy'>,
): FigureAt {
  const { publications, measures, owners } = registries;
  const figure = captured[0]?.facts.figure ?? parseFigureKey(key);
  const measure = measures.of(figure.measure);
  const ownershipAt = owners.of(figure, measure.owner);
  const ordered = withSupersessions(captured, publications);
  const out = outBeforeCorrections(ordered, publications);
  const seen = ordered.filter(({ facts }) =>
    isVisible(out.of(facts.publication), { publishedBy }),
  );
  return {
    key: key as FigureKey,
    ...{ figure, measure, ownershipAt, publications: out },
    known: captured.filter(isStanding),
    retracted: seen.filter((entry) => !isStanding(entry)),
    chain: chainOf(seen, (published) => ownershipAt(published).owner),
  };
}

/** The entries, each with the publications that its own supersedes. */
function withSupersessions(
  entries: readonly ChainEntry[],
  publications: Publications,
): readonly ChainEntry[] {
  const superseded = new Map<string, Set<string>>();
  for (const { facts } of entries) {
    const { supersededBy } = publications.of(facts.publication);
    if (supersededBy === undefined) continue;
    const ids = superseded.get(supersededBy) ?? new Set();
    superseded.set(supersededBy, ids.add(facts.publication));
  }
  if (superseded.size === 0) return entries;
  return entries.map((entry) => {
    const supersedes = superseded.get(entry.facts.publication);
    return supersedes === undefined ? entry : { ...entry, supersedes: [...supersedes] };
  });
}

/** A key starts with the code of its measure. */
function measureIn(key: string): string {
  return key.split('/', 1)[0] ?? key;
}

/** The area in a figure's key. */
export function areaIn(key: string): string {
  return key.split('/', 2)[1] ?? '';
}

function printers(prints: Iterable<readonly ChainEntry[]>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const entries of prints) for (const { facts } of entries) ids.add(facts.publication);
  return ids;
}
