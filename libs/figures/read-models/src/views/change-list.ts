import type { ChangeSort } from '@ledger/contract';
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import type { ViewTables } from '../projections/index.js';
import { below } from './name-range.js';
import type { Clocks } from './clocks.js';

/** Which changes a list has; all must hold. */
export interface ChangeRowsFilter {
  readonly publisher?: string | undefined;
  readonly publication?: string | undefined;
  /** A measure and all below it. */
  readonly measure?: string | undefined;
  /** Any of these areas. */
  readonly areas?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly announced?: boolean | undefined;
  readonly direction?: string | undefined;
  /** Published from this moment on. */
  readonly publishedMs?: number | undefined;
  /** By the numbers that sizes are sorted by. */
  readonly absolute?: number | undefined;
  readonly relative?: number | undefined;
}

/** Where a page begins: behind a row, by what the list is sorted by and its position. */
export interface ChangePlace {
  readonly value: number;
  readonly position: number;
}

/** A page of rows. */
export interface ChangeRowsPage {
  readonly filter: ChangeRowsFilter;
  readonly sort: ChangeSort;
  readonly behind: ChangePlace | null;
  readonly limit: number;
}

/** A move, by the event that made it. */
export interface FoundChange extends ChangePlace {
  readonly key: string;
  readonly eventId: string;
}

const COLUMN_OF = {
  newest: 'published_ms',
  largest: 'absolute',
  'largest-relative': 'relative',
  'oldest-value': 'age_days',
} as const satisfies Readonly<Record<ChangeSort, string>>;

type Where = ExpressionBuilder<ViewTables, 'changes'>;

/** Finds changes, as of both clocks. */
export class ChangeList {
  readonly #views: Kysely<ViewTables>;

  constructor(views: Kysely<ViewTables>) {
    this.#views = views;
  }

  /** What is sorted by a size or an age has only changes with one. */
  async page(
    { filter, sort, behind, limit }: ChangeRowsPage,
    clocks: Clocks,
  ): Promise<readonly FoundChange[]> {
    const column = COLUMN_OF[sort];
    const rows = await this.#views
      .selectFrom('changes')
      .innerJoin('figures', 'figures.position', 'changes.figure')
      .innerJoin('entries', 'entries.position', 'changes.position')
      .select(['figures.key', 'entries.event_id as eventId', 'changes.position'])
      .select(`changes.${column} as value`)
      .where((on) =>
        on.and([
          ...clockConditions(on as Where, clocks),
          ...filterConditions(on as Where, filter),
          on(`changes.${column}`, 'is not', null),
          ...(behind === null ? [] : [isBehind(on as Where, column, behind)]),
        ]),
      )
      .orderBy(`changes.${column}`, 'desc')
      .orderBy('changes.position', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ value, ...row }) => ({ ...row, value: value ?? 0 }));
  }
}

function clockConditions(on: Where, { publishedBy, recordedBy }: Clocks) {
  const [published, recorded] = [Date.parse(publishedBy), Date.parse(recordedBy)];
  return [
    on('changes.recorded_ms', '<=', recorded),
    isAfter(on, 'recorded_to', recorded),
    on('changes.published_ms', '<=', published),
    isAfter(on, 'published_to', published),
  ];
}

function isAfter(
  on: Where,
  column: 'recorded_to' | 'published_to',
  moment: number,
): Expression<SqlBool> {
  return on.or([on(`changes.${column}`, 'is', null), on(`changes.${column}`, '>', moment)]);
}

function isBehind(
  on: Where,
  column: (typeof COLUMN_OF)[ChangeSort],
  { value, position }: ChangePlace,
): Expression<SqlBool> {
  return on.and([
    on(`changes.${column}`, '<=', value),
    on.or([on(`changes.${column}`, '<', value), on('changes.position', '<', position)]),
  ]);
}

function filterConditions(on: Where, filter: ChangeRowsFilter): readonly Expression<SqlBool>[] {
  const { publisher, publication, measure, areas, kinds, announced } = filter;
  const { direction, publishedMs, absolute, relative } = filter;
  const found: Expression<SqlBool>[] = [];
  if (publisher !== undefined) found.push(on('changes.publisher', '=', publisher));
  if (publication !== undefined) found.push(on('changes.publication', '=', publication));
  if (measure !== undefined) found.push(isMeasured(on, measure));
  if (areas !== undefined) found.push(on('changes.area', 'in', areas));
  if (kinds !== undefined) found.push(on('changes.kind', 'in', kinds));
  if (announced !== undefined) found.push(on('changes.announced', '=', Number(announced)));
  if (direction !== undefined) found.push(on('changes.direction', '=', direction));
  if (publishedMs !== undefined) found.push(on('changes.published_ms', '>=', publishedMs));
  if (absolute !== undefined) found.push(on('changes.absolute', '>=', absolute));
  if (relative !== undefined) found.push(on('changes.relative', '>=', relative));
  return found;
}

function isMeasured(on: Where, measure: string): Expression<SqlBool> {
  const { from, to } = below(measure);
  return on.or([
    on('changes.measure', '=', measure),
    on.and([on('changes.measure', '>', from), on('changes.measure', '<', to)]),
  ]);
}
