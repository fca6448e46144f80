import {
  comparedMeasure,
  ownershipOf,
  refuseUnknownMembers,
  UnknownArea,
  UnknownMeasure,
  UnknownPublication,
  type DefinedMeasure,
  type FigureIdentity,
  type KnownDimension,
  type OwnerAt,
  type OwnershipState,
  type ReportContext,
  type ReportFigure,
} from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Registry } from '../../streams/registry.js';

/** A publication, and those that it corrects. */
type PrintedIn = Pick<ReportContext, 'publication' | 'correctsPublications'>;

/** The registries' facts for a batch of reports, looked up once for all. */
export class ReportLookups {
  readonly #publications = new Map<string, PrintedIn>();
  readonly #measures = new Map<string, DefinedMeasure>();
  readonly #areas = new Set<string>();
  readonly #dimensions = new Map<string, KnownDimension>();
  /** Of each area, itself and the areas it lies within; empty where nobody owns by area. */
  readonly #lineages = new Map<string, readonly string[]>();
  #ownership: OwnershipState = [];

  private constructor() {}

  /** @throws {StoreUnavailable} the registries cannot be read now */
  static async of(
    reports: readonly ReportFigure[],
    registry: Registry,
  ): Promise<ReportLookups> {
    const words = new ReportLookups();
    const { publications, areas, members, versions } = namedIn(reports);
    await Promise.all([
      words.#lookUpOwnership(areas, registry),
      ...[...publications].map((id) => words.#lookUpPublication(id, registry)),
      ...[...areas].map((id) => words.#lookUpArea(id, registry)),
      ...[...members].map(([id, some]) => words.#lookUpDimension(id, some, registry)),
      ...[...versions].map(([code, version]) => words.#lookUpMeasure(code, version, registry)),
    ]);
    return words;
  }

  /**
   * The context in which a report of the batch is decided.
   *
   * @throws {UnknownPublication | UnknownMeasure | UnknownArea | UnknownMember}
   */
  contextOf(report: ReportFigure, now: Instant): ReportContext {
    const known = this.#publications.get(report.publication);
    if (known === undefined) throw new UnknownPublication(report.publication);
    const measure = this.#measures.get(report.figure.measure);
    if (measure === undefined) throw new UnknownMeasure(report.figure.measure);
    const compared = comparedMeasure(report.figure.comparedWith);
    if (compared !== undefined && !this.#measures.has(compared)) {
      throw new UnknownMeasure(compared);
    }
    const notice = noticeOf(report);
    if (notice !== undefined && !this.#publications.has(notice)) {
      throw new UnknownPublication(notice);
    }
    if (!this.#areas.has(report.figure.area)) throw new UnknownArea(report.figure.area);
    refuseUnknownMembers(report.figure.breakdown, (name) => this.#dimensions.get(name));
    const ownerAt = this.#ownerAt(report.figure, measure);
    return { ...known, measure, now, ...(ownerAt === undefined ? undefined : { ownerAt }) };
  }

  #ownerAt(figure: FigureIdentity, { owner }: DefinedMeasure): OwnerAt | undefined {
    if (this.#ownership.length === 0) return undefined;
    const lineage = this.#lineages.get(figure.area) ?? [figure.area];
    const ownershipAt = ownershipOf(figure, this.#ownership, { owner, lineage });
    return (published) => ownershipAt(published).owner;
  }

  async #lookUpOwnership(areas: ReadonlySet<string>, registry: Registry): Promise<void> {
    this.#ownership = await registry.ownership();
    if (this.#ownership.every(({ area }) => area === undefined)) return;
    const lookUp = async (id: string) => {
      this.#lineages.set(id, await registry.lineage(id));
    };
    await Promise.all([...areas].map(lookUp));
  }

  async #lookUpPublication(id: string, registry: Registry): Promise<void> {
    const found = await registry.publication(id);
    if (found === undefined) return;
    const correctsPublications = await registry.correctedBy(found.facts);
    this.#publications.set(id, { publication: found, correctsPublications });
  }

  async #lookUpArea(id: string, registry: Registry): Promise<void> {
    if (await registry.hasArea(id)) this.#areas.add(id);
  }

  async #lookUpDimension(
    id: string,
    members: ReadonlySet<string>,
    registry: Registry,
  ): Promise<void> {
    const found = await registry.dimension(id, members);
    if (found !== undefined) this.#dimensions.set(id, found);
  }

  async #lookUpMeasure(code: string, version: number, registry: Registry): Promise<void> {
    const found = await registry.measure(code, version);
    if (found !== undefined) this.#measures.set(code, found);
  }
}

interface Named {
  readonly publications: Set<string>;
  readonly areas: Set<string>;
  /** The members that the batch names, by dimension. */
  readonly members: Map<string, Set<string>>;
  /** The highest definition version that the batch names, by measure. */
  readonly versions: Map<string, number>;
}

function namedIn(reports: readonly ReportFigure[]): Named {
  const named: Named = {
    publications: new Set(),
    areas: new Set(),
    members: new Map(),
    versions: new Map(),
  };
  for (const report of reports) {
    const { publication, figure, change } = report;
    named.publications.add(publication);
    const notice = noticeOf(report);
    if (notice !== undefined) named.publications.add(notice);
    named.areas.add(figure.area);
    for (const name in figure.breakdown) nameMember(named, name, figure.breakdown[name] ?? '');
    const version =
      (change?.kind === 'restatement' ? change.definitionVersion : undefined) ?? 1;
    nameVersion(named, figure.measure, version);
    const compared = comparedMeasure(figure.comparedWith);
    if (compared !== undefined) nameVersion(named, compared, 1);
  }
  return named;
}

/** The publication that announced a restatement, where the report names it. */
function noticeOf({ change }: ReportFigure): string | undefined {
  return change?.kind === 'restatement' ? change.notice?.publication : undefined;
}

function nameMember({ members }: Named, dimension: string, member: string): void {
  const known = members.get(dimension);
  if (known === undefined) members.set(dimension, new Set([member]));
  else known.add(member);
}

function nameVersion({ versions }: Named, measure: string, version: number): void {
  const highest = versions.get(measure);
  if (highest === undefined || version > highest) versions.set(measure, version);
}
