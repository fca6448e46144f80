import type { Build, ColumnType, Projection, Table } from '@ledger/projections-port';

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT NOT NULL',
  'text?': 'TEXT',
  // The number of its text in the table of labels.
  label: 'INTEGER NOT NULL',
  'label?': 'INTEGER',
  integer: 'INTEGER NOT NULL',
  'integer?': 'INTEGER',
};

/** A quoted identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The suffix of the names of all tables of a generation, and of no other. */
export function suffixOf(generation: number): string {
  return `_g${generation}`;
}

/** A table's name in the file; readers see it without the generation. */
function storedName(table: string, generation: number): string {
  return `${table}${suffixOf(generation)}`;
}

/** The name of the table with the labels of a build. */
export function labelsName({ name }: Projection, generation: number): string {
  return storedName(labelsTable(name), generation);
}

/** The name that all tables of a projection's labels begin with. */
export function labelsTable(projection: string): string {
  return `${projection}_labels`;
}

/** Creates the table with the labels of a build. */
export function createLabels(projection: Projection, generation: number): string {
  const name = quoted(labelsName(projection, generation));
  return `CREATE TABLE ${name} (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT`;
}

/**
 * Creates a table. Rows are stored by their primary key; a single integer is SQLite's own row id
 * already.
 *
 * @param columns those that the file keeps
 */
export function createTable(
  table: Table,
  generation: number,
  columns: readonly string[],
): string {
  const kept = columns.map((column) => [column, table.columns[column] ?? 'text'] as const);
  return createTableNamed(
    { ...table, columns: Object.fromEntries(kept) },
    storedName(table.name, generation),
  );
}

/** Creates a table under a name of its own. */
export function createTableNamed(table: Table, name: string): string {
  const columns = Object.entries(table.columns).map(
    ([column, type]) => `${quoted(column)} ${SQL_TYPES[type]}`,
  );
  const key = `PRIMARY KEY (${columnList(table.primaryKey)})`;
  const options = isRowId(table) ? 'STRICT' : 'STRICT, WITHOUT ROWID';
  return `CREATE TABLE ${quoted(name)} (${columns.join(', ')}, ${key}) ${options}`;
}

/** Creates the indexes that do not exist. */
export function createIndexes(table: Table, generation: number): readonly string[] {
  const on = quoted(storedName(table.name, generation));
  return table.indexes.map(({ name, columns }) => {
    const index = quoted(storedName(name, generation));
    return `CREATE INDEX IF NOT EXISTS ${index} ON ${on} (${columnList(columns)})`;
  });
}

/**
 * Exposes a generation's table under the table's own name, labels as their texts. The joins are
 * outer ones, because SQLite leaves out those whose texts a query does not read.
 */
export function createView(
  table: Table,
  build: Pick<Build, 'projection' | 'generation'>,
  columns: readonly string[],
): string {
  const labels = quoted(labelsName(build.projection, build.generation));
  const joins: string[] = [];
  const shown = columns.map((column) => {
    if (!isLabel(table.columns[column])) return `row.${quoted(column)}`;
    const of = quoted(`label ${column}`);
    joins.push(` LEFT JOIN ${labels} AS ${of} ON ${of}.number = row.${quoted(column)}`);
    return `${of}.text AS ${quoted(column)}`;
  });
  const from = `${quoted(storedName(table.name, build.generation))} AS row${joins.join('')}`;
  return `CREATE VIEW ${quoted(table.name)} AS SELECT ${shown.join(', ')} FROM ${from}`;
}

/** True for a column that refers to a label. */
export function isLabel(type: ColumnType | undefined): boolean {
  return type === 'label' || type === 'label?';
}

/** The columns that the file keeps of a table that exists. */
export function selectKept(table: Table, generation: number): string {
  return `SELECT name FROM pragma_table_info(${text(storedName(table.name, generation))})`;
}

/** Adds a row unless its primary key exists. Other conflicts stay failures. */
export function keepRow(table: Table, generation: number, columns: readonly string[]): string {
  return `${insertRow(table, generation, columns)} DO NOTHING`;
}

/** Adds or replaces a row. */
export function putRow(table: Table, generation: number, columns: readonly string[]): string {
  const others = columns.filter((name) => !table.primaryKey.includes(name));
  if (others.length === 0) return keepRow(table, generation, columns);
  const changes = others.map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  return `${insertRow(table, generation, columns)} DO UPDATE SET ${changes.join(', ')}`;
}

/** Removes a row. */
export function removeRow(table: Table, generation: number): string {
  const key = table.primaryKey.map((name) => `${quoted(name)} = ?`).join(' AND ');
  return `DELETE FROM ${quoted(storedName(table.name, generation))} WHERE ${key}`;
}

/** All rows in order of primary key, values in order of columns. */
export function selectRows(table: Table): string {
  const columns = columnList(Object.keys(table.columns));
  const order = columnList(table.primaryKey);
  return `SELECT ${columns} FROM ${quoted(table.name)} ORDER BY ${order}`;
}

function insertRow(table: Table, generation: number, columns: readonly string[]): string {
  const places = columns.map(() => '?').join(', ');
  const into = `${quoted(storedName(table.name, generation))} (${columnList(columns)})`;
  return `INSERT INTO ${into} VALUES (${places}) ON CONFLICT (${columnList(table.primaryKey)})`;
}

function isRowId({ columns, primaryKey: [first, ...others] }: Table): boolean {
  return first !== undefined && others.length === 0 && columns[first] === 'integer';
}

/** Columns separated by commas, of a table where it has another name in the statement. */
export function columnList(names: readonly string[], table?: string): string {
  const of = table === undefined ? '' : `${table}.`;
  return names.map((name) => `${of}${quoted(name)}`).join(', ');
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
