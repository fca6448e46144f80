import { CompiledQuery, sql, type Kysely, type RawBuilder } from 'kysely';
import type { ViewTables } from '../projections/index.js';

/** A query builder's end: what it would send. */
interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/** The named placeholders of a query, each cast to its type. */
export interface Places<Name extends string> {
  readonly text: (name: Name) => RawBuilder<string>;
  readonly whole: (name: Name) => RawBuilder<number>;
}

/** The values for the placeholders of a query. */
type PlaceValues<Name extends string> = Readonly<Record<Name, string | number>>;

/** A compiled query, ready for any values. */
export type HotQuery<Name extends string, Row> = (
  values: PlaceValues<Name>,
) => Promise<readonly Row[]>;

/** Marks a placeholder in a query that is being compiled. */
class Place {
  constructor(readonly name: string) {}
}

/**
 * Makes a query that is built and compiled on first use and from then on only run: building one
 * takes longer than most take to run.
 *
 * Values are cast where they stand, because SQLite otherwise plans a statement again for every
 * value it can see, and PostgreSQL otherwise guesses types.
 */
export function hotQuery<Name extends string, Row>(
  views: Kysely<ViewTables>,
  build: (places: Places<Name>) => Compilable<Row>,
): HotQuery<Name, Row> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (values) => {
    compiled ??= build(PLACES).compile();
    const given = values as Readonly<Record<string, string | number>>;
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Place ? given[parameter.name] : parameter,
    );
    const { rows } = await views.executeQuery<Row>(CompiledQuery.raw(compiled.sql, parameters));
    return rows;
  };
}

/** A query over a list of texts, beside named values. */
export type HotListQuery<Name extends string, Row> = (
  list: readonly string[],
  values: PlaceValues<Name>,
) => Promise<readonly Row[]>;

/** Lists are filled up to the next of these, so that a few statements do for all of them. */
const LIST_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] as const;
const LIST_SIZE_MAX = 512;

/**
 * Makes a hot query over a list of any length; rows come in order of the list's parts of
 * {@link LIST_SIZE_MAX}, in the query's order within each.
 */
export function hotListQuery<Name extends string, Row>(
  views: Kysely<ViewTables>,
  build: (list: readonly RawBuilder<string>[], places: Places<Name>) => Compilable<Row>,
): HotListQuery<Name, Row> {
  const bySize = new Map<number, HotQuery<string, Row>>();
  return async (list, values) => {
    const rows: Row[] = [];
    for (let at = 0; at < list.length; at += LIST_SIZE_MAX) {
      const part = list.slice(at, at + LIST_SIZE_MAX);
      const size = LIST_SIZES.find((one) => one >= part.length) ?? LIST_SIZE_MAX;
      let query = bySize.get(size);
      if (query === undefined) bySize.set(size, (query = listQuery(views, size, build)));
      rows.push(...(await query({ ...filledUp(part, size), ...values })));
    }
    return rows;
  };
}

function listQuery<Name extends string, Row>(
  views: Kysely<ViewTables>,
  size: number,
  build: (list: readonly RawBuilder<string>[], places: Places<Name>) => Compilable<Row>,
): HotQuery<string, Row> {
  return hotQuery<string, Row>(views, (places) =>
    build(
      Array.from({ length: size }, (_, at) => places.text(`list-${at}`)),
      places,
    ),
  );
}

/** The last value fills the rest: a list in SQL means a set. */
function filledUp(list: readonly string[], size: number): Record<string, string> {
  const last = list.at(-1) ?? '';
  const values: Record<string, string> = {};
  for (let at = 0; at < size; at += 1) values[`list-${at}`] = list[at] ?? last;
  return values;
}

const PLACES: Places<string> = {
  text: (name) => sql<string>`cast(${new Place(name)} as text)`,
  whole: (name) => sql<number>`cast(${new Place(name)} as bigint)`,
};
