/** The value of a column. Numbers are integers that JavaScript represents exactly. */
export type SqlValue = string | number | null;

/**
 * A column's type in terms that every SQL database has; `?` for a nullable one. A `label` is text
 * of few distinct values, such as a code or an id: a store may keep each value once. It is part of
 * no primary key.
 */
export type ColumnType = 'text' | 'text?' | 'label' | 'label?' | 'integer' | 'integer?';

/** The column types that a field of a row can have. */
export type ColumnTypeOf<Value> = null extends Value
  ? NonNullable<Value> extends string
    ? 'text?' | 'label?'
    : 'integer?'
  : Value extends string
    ? 'text' | 'label'
    : 'integer';

/** True for a column of text, labels included. */
export function isTextual(type: ColumnType): boolean {
  return type !== 'integer' && type !== 'integer?';
}

/** An index in addition to the primary key. */
export interface TableIndex {
  /** Unique among all tables of all projections. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns that queries read from it besides, for a store whose rows are costly to read. */
  readonly include: readonly string[];
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
  /**
   * The column with the stored bytes of the event at the row's position, which is its primary
   * key. A store that can read them in the log keeps no copy.
   */
  readonly eventColumn?: string;
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
  /** By index: {@link TableIndex.include}. */
  readonly include?: Readonly<Record<string, readonly (keyof Row & string)[]>>;
  readonly eventColumn?: keyof Row & string;
}

/** Declares a table; columns that do not fit the row's type do not compile. */
export function defineTable<Row>(
  name: string,
  columns: { readonly [Column in keyof Row & string]: ColumnTypeOf<Row[Column]> },
  { primaryKey, indexes = {}, include = {}, eventColumn }: TableKeys<Row>,
): TableOf<Row> {
  return {
    name,
    columns,
    primaryKey,
    indexes: Object.entries(indexes).map(([index, indexed]) => ({
      name: index,
      columns: indexed,
      include: include[index] ?? [],
    })),
    ...(eventColumn === undefined ? {} : { eventColumn }),
  };
}
