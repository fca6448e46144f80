import { publicationsBefore, type ChainEntry } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { ChangeRow } from '../projections/index.js';
import {
  FoldedFigure,
  type Move,
  type PlacedRecord,
  type RecordedFigure,
} from './folded-figure.js';
import type { RegistryEvents } from './registry-events.js';

/** What the ledger knows from one moment on, and until it knows better. */
export interface Derived {
  /** Nothing recorded up to here is derived again; empty for all of it. */
  readonly after: Instant | '';
  readonly upTo: Instant;
  /** The figure's rows so far that still hold. */
  readonly open: readonly ChangeRow[];
}

/**
 * The rows that a figure's moves lead to, as far as they are new or no longer hold.
 *
 * The rows of a moment are those that a fold of the figure gives, by what had been recorded then
 * and for every moment of publication. They are compared with those of the moment before: what is
 * gone is closed, what is new is added. So rows depend on the events alone, never on how many of
 * them are derived at once.
 *
 * @throws {MalformedFigureKey | UnknownMeasure | UnknownPublication} the log is damaged
 */
export async function changedRows(
  figure: RecordedFigure,
  registries: RegistryEvents,
  { after, upTo, open }: Derived,
): Promise<readonly ChangeRow[]> {
  const moments = momentsOf(figure, registries).filter((one) => one > after && one <= upTo);
  const first = figure.records[0];
  // A figure whose only event is its first print has no rows.
  if (moments.length === 0 || first === undefined || figure.records.length === 1) return [];
  const folded = new FoldedFigure(figure, await registries.at(upTo));
  if (isPlainGrowth(figure, folded, moments)) {
    return folded.rows(null).flatMap((row) => rowSince(row, figure, after));
  }
  const timeline = new Timeline(open);
  for (const moment of moments) {
    const known = figure.records.filter(({ record }) => record.recordedAt <= moment);
    const then = new FoldedFigure({ ...figure, records: known }, await registries.at(moment));
    timeline.add(moment, then.rowsByPublication());
  }
  return timeline.changed;
}

/** The moments at which a figure may have become another one, in order. */
function momentsOf(
  { records }: RecordedFigure,
  registries: RegistryEvents,
): readonly Instant[] {
  const own = records.map(({ record }) => record.recordedAt);
  const [first] = own;
  const others = registries.momentsOf(referredTo(records)).filter((one) => one > (first ?? ''));
  return [...new Set([...own, ...others])].sort();
}

/** What a figure refers to, by its events. */
export function referredTo(records: readonly PlacedRecord[]) {
  const publications = new Set(records.map(({ record }) => record.data.publication));
  const [measure = '', area = ''] = (records[0]?.record.data.key ?? '').split('/', 2);
  return { publications, measure, area };
}

/**
 * True if every event added a link to the end of the chain and changed none before it, so that
 * the last fold has them all. Nearly all figures are so; of the others, each moment is folded.
 */
function isPlainGrowth(
  { records }: RecordedFigure,
  { at }: FoldedFigure,
  moments: readonly Instant[],
): boolean {
  const { links } = at.chain;
  if (links.length !== records.length) return false;
  const own = new Set(records.map(({ record }) => record.recordedAt));
  if (moments.some((moment) => !own.has(moment))) return false;
  let [visible, printer]: readonly string[] = ['', ''];
  for (const [index, { entry }] of links.entries()) {
    const { facts, eventId } = entry;
    const { visibleFrom } = at.publications.of(facts.publication);
    if (eventId !== records[index]?.record.id || (visibleFrom ?? '') < (visible ?? ''))
      return false;
    if (publicationsBefore(entry).length > 0) return false;
    // A repeat may announce what its publication's leading appearance did.
    if (facts.publication === printer && saysMore(entry)) return false;
    [visible, printer] = [visibleFrom ?? '', facts.publication];
  }
  return true;
}

function saysMore({ facts, corrected }: ChainEntry): boolean {
  return facts.change !== undefined || facts.markers.length > 0 || corrected !== undefined;
}

function rowSince(
  row: Move,
  { records }: RecordedFigure,
  after: Instant | '',
): readonly ChangeRow[] {
  const record = records.find(({ position }) => position === row.position)?.record;
  if (record === undefined || record.recordedAt <= after) return [];
  return [{ ...row, recorded_ms: Date.parse(record.recordedAt), recorded_to: null }];
}

/** Rows along the clock of the ledger. */
class Timeline {
  readonly #open = new Map<string, ChangeRow>();
  readonly #changed = new Map<string, ChangeRow>();

  constructor(open: readonly ChangeRow[]) {
    for (const row of open) this.#open.set(identityOf(row), row);
  }

  /** What was added or closed. */
  get changed(): readonly ChangeRow[] {
    return [...this.#changed.values()];
  }

  /** What the ledger knew at a moment, all of it. */
  add(moment: Instant, rows: readonly Move[]): void {
    const moment_ms = Date.parse(moment);
    const then = new Map(rows.map((row) => [identityOf(row), row]));
    for (const [identity, row] of this.#open) {
      if (then.has(identity)) continue;
      this.#open.delete(identity);
      this.#note({ ...row, recorded_to: moment_ms });
    }
    for (const [identity, row] of then) {
      if (this.#open.has(identity)) continue;
      const opened = { ...row, recorded_ms: moment_ms, recorded_to: null };
      this.#open.set(identity, opened);
      this.#note(opened);
    }
  }

  #note(row: ChangeRow): void {
    this.#changed.set(`${row.position} ${row.recorded_ms} ${row.published_ms}`, row);
  }
}

/** Equal for rows that say the same of the same moments of publication. */
function identityOf(row: Move): string {
  return COLUMNS.map((column) => String(row[column])).join('\n');
}

const COLUMNS = [
  'position',
  'published_ms',
  'published_to',
  'figure',
  'measure',
  'area',
  'publication',
  'publisher',
  'kind',
  'revision',
  'announced',
  'direction',
  'absolute',
  'relative',
  'age_days',
] as const satisfies readonly (keyof Move)[];
