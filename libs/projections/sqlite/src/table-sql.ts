import type { ColumnType, Table } from '@ledger/projections-port';

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT NOT NULL',
  'text?': 'TEXT',
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

/**
 * Creates a table. Rows are stored by their primary key; a single integer is SQLite's own row id
 * already.
 */
export function createTable(table: Table, generation: number): string {
  return createTableNamed(table, storedName(table.name, generation));
}

/** Creates a table under a name of its own. */
export function createTableNamed(table: Table, name: string): string {
  const columns = Object.entries(table.columns).map(
    ([column, type]) => `${quoted(column)} ${SQL_TYPES[type]}`,
  );
  const key = `PRIMARY KEY (${list(table.primaryKey)})`;
  const options = isRowId(table) ? 'STRICT' : 'STRICT, WITHOUT ROWID';
  return `CREATE TABLE ${quoted(name)} (${columns.join(', ')}, ${key}) ${options}`;
}

/** Creates the indexes that do not exist. */
export function createIndexes(table: Table, generation: number): readonly string[] {
  const on = quoted(storedName(table.name, generation));
  return table.indexes.map(({ name, columns }) => {
    const index = quoted(storedName(name, generation));
    return `CREATE INDEX IF NOT EXISTS ${index} ON ${on} (${list(columns)})`;
  });
}

/** Exposes a generation's table under the table's own name. */
export function createView(table: Table, generation: number): string {
  const columns = list(Object.keys(table.columns));
  const from = quoted(storedName(table.name, generation));
  return `CREATE VIEW ${quoted(table.name)} AS SELECT ${columns} FROM ${from}`;
}

/** Adds a row unless its primary key exists. Other conflicts stay failures. */
export function keepRow(table: Table, generation: number): string {
  return `${insertRow(table, generation)} DO NOTHING`;
}

/** Adds or replaces a row. */
export function putRow(table: Table, generation: number): string {
  const others = Object.keys(table.columns).filter((name) => !table.primaryKey.includes(name));
  if (others.length === 0) return keepRow(table, generation);
  const changes = others.map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  return `${insertRow(table, generation)} DO UPDATE SET ${changes.join(', ')}`;
}

/** Removes a row. */
export function removeRow(table: Table, generation: number): string {
  const key = table.primaryKey.map((name) => `${quoted(name)} = ?`).join(' AND ');
  return `DELETE FROM ${quoted(storedName(table.name, generation))} WHERE ${key}`;
}

/** All rows in order of primary key, values in order of columns. */
export function selectRows(table: Table): string {
  const columns = list(Object.keys(table.columns));
  return `SELECT ${columns} FROM ${quoted(table.name)} ORDER BY ${list(table.primaryKey)}`;
}

function insertRow(table: Table, generation: number): string {
  const columns = Object.keys(table.columns);
  const places = columns.map(() => '?').join(', ');
  const into = `${quoted(storedName(table.name, generation))} (${list(columns)})`;
  return `INSERT INTO ${into} VALUES (${places}) ON CONFLICT (${list(table.primaryKey)})`;
}

function isRowId({ columns, primaryKey: [first, ...others] }: Table): boolean {
  return first !== undefined && others.length === 0 && columns[first] === 'integer';
}

function list(names: readonly string[]): string {
  return names.map(quoted).join(', ');
}
