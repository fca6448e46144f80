/** The value of a column. Numbers are integers that JavaScript represents exactly. */
export type SqlValue = string | number | null;

/** A column's type in terms that every SQL database has; `?` for a nullable one. */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?';

/** The one column type that a field of a row can have. */
export type ColumnTypeOf<Value> = null extends Value
  ? NonNullable<Value> extends string
    ? 'text?'
    : 'integer?'
  : Value extends string
    ? 'text'
    : 'integer';

/** An index in addition to the primary key. */
export interface TableIndex {
  /** Unique among all tables of all projections. */
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * A table of a projection. Text is compared by its UTF-8 bytes in every database, so that order
 * and cursors mean the same in all of them.
 */
export interface Table {
  /** Unique among all projections; lower case with underscores. */
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly primaryKey: readonly string[];
  readonly indexes: readonly TableIndex[];
}

/** A row of any table. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

declare const rowOf: unique symbol;

/** A table whose rows have a type. */
export interface TableOf<Row> extends Table {
  readonly [rowOf]?: Row;
}

/** The keys and indexes of a table. */
export interface TableKeys<Row> {
  readonly primaryKey: readonly (keyof Row & string)[];
  readonly indexes?: Readonly<Record<string, readonly (keyof Row & string)[]>>;
}

/** Declares a table; columns that do not fit the row's type do not compile. */
export function defineTable<Row>(
  name: string,
  columns: { readonly [Column in keyof Row & string]: ColumnTypeOf<Row[Column]> },
  { primaryKey, indexes = {} }: TableKeys<Row>,
): TableOf<Row> {
  return {
    name,
    columns,
    primaryKey,
    indexes: Object.entries(indexes).map(([index, indexed]) => ({
      name: index,
      columns: indexed as readonly string[],
    })),
  };
}
