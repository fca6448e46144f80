import { isTextual, type ColumnType, type Table } from '@ledger/projections-port';

/** Text is compared by its bytes, whatever the database's collation. */
const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text COLLATE "C" NOT NULL',
  'text?': 'text COLLATE "C"',
  label: 'text COLLATE "C" NOT NULL',
  'label?': 'text COLLATE "C"',
  integer: 'bigint NOT NULL',
  'integer?': 'bigint',
};

/** PostgreSQL silently truncates longer names, and then confuses them. */
const NAME_BYTES_MAX = 63;

/** A quoted identifier. */
export function quoted(name: string): string {
  if (Buffer.byteLength(name) > NAME_BYTES_MAX) {
    throw new RangeError(
      `PostgreSQL takes no name of more than ${NAME_BYTES_MAX} bytes: ${name}`,
    );
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** Identifiers of SQL, quoted and separated by commas. */
export function quotedList(names: readonly string[]): string {
  return names.map(quoted).join(', ');
}

/** The suffix of the names of all tables of a generation, and of no other. */
export function suffixOf(generation: number): string {
  return `_g${generation}`;
}

/** A table's name in the database; readers see it without the generation. */
export function storedName(table: string, generation: number): string {
  return `${table}${suffixOf(generation)}`;
}

/** A generation's table, as a quoted identifier. */
export function stored({ name }: Table, generation: number): string {
  return quoted(storedName(name, generation));
}

/** A table's columns with their types. */
export function columnsOf({ columns }: Table): string {
  const typed = Object.entries(columns).map(
    ([name, type]) => `${quoted(name)} ${SQL_TYPES[type]}`,
  );
  return typed.join(', ');
}

/** A table's columns by name. */
export function columnNames({ columns }: Table): string {
  return quotedList(Object.keys(columns));
}

/** The primary key of a table. */
export function keyOf({ primaryKey }: Table): string {
  return `PRIMARY KEY (${quotedList(primaryKey)})`;
}

/** Creates a table under a name of its own. */
export function createTableNamed(table: Table, name: string): string {
  return `CREATE TABLE ${quoted(name)} (${columnsOf(table)}, ${keyOf(table)})`;
}

/** Creates the indexes that do not exist. */
export function createIndexes(table: Table, generation: number): readonly string[] {
  return table.indexes.map(({ name, columns, include }) => {
    const index = quoted(storedName(name, generation));
    const on = `${stored(table, generation)} (${quotedList(columns)})`;
    const included = include.length === 0 ? '' : ` INCLUDE (${quotedList(include)})`;
    return `CREATE INDEX IF NOT EXISTS ${index} ON ${on}${included}`;
  });
}

/** Updates the planner's statistics of a table. */
export function analyse(table: Table, generation: number): string {
  return `ANALYZE ${stored(table, generation)}`;
}

/** Exposes a generation's table under the table's own name. */
export function createView(table: Table, generation: number): string {
  const rows = `SELECT ${columnNames(table)} FROM ${stored(table, generation)}`;
  return `CREATE VIEW ${quoted(table.name)} AS ${rows}`;
}

/** Adds rows, one array per column, unless their primary keys exist. */
export function keepRows(table: Table, generation: number): string {
  return `${insertRows(table, generation)} DO NOTHING`;
}

/** Adds or replaces rows, one array per column. */
export function putRows(table: Table, generation: number): string {
  const others = Object.keys(table.columns).filter((name) => !table.primaryKey.includes(name));
  if (others.length === 0) return keepRows(table, generation);
  const changes = others.map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  return `${insertRows(table, generation)} DO UPDATE SET ${changes.join(', ')}`;
}

/** Removes rows, one array per column of the primary key. */
export function removeRows(table: Table, generation: number): string {
  const { primaryKey } = table;
  const same = primaryKey.map((name) => `row.${quoted(name)} = gone.${quoted(name)}`);
  const from = `${stored(table, generation)} AS row`;
  const gone = `unnest(${arraysOf(table, primaryKey)}) AS gone (${quotedList(primaryKey)})`;
  return `DELETE FROM ${from} USING ${gone} WHERE ${same.join(' AND ')}`;
}

/** All rows of a generation in order of primary key, values in order of columns. */
export function selectRows(table: Table, generation: number): string {
  const from = stored(table, generation);
  return `SELECT ${columnNames(table)} FROM ${from} ORDER BY ${quotedList(table.primaryKey)}`;
}

function insertRows(table: Table, generation: number): string {
  const into = `${stored(table, generation)} (${columnNames(table)})`;
  const rows = `SELECT * FROM unnest(${arraysOf(table, Object.keys(table.columns))})`;
  return `INSERT INTO ${into} ${rows} ON CONFLICT (${quotedList(table.primaryKey)})`;
}

/** A parameter for the array of each of some columns. */
function arraysOf({ columns }: Table, names: readonly string[]): string {
  const places = names.map((name, at) => {
    const type = isTextual(columns[name] ?? 'text') ? 'text' : 'bigint';
    return `$${at + 1}::${type}[]`;
  });
  return places.join(', ');
}
