import { BUILDS } from '@ledger/projections-port';
import type { ClientBase } from 'pg';
import { createTableNamed, quoted } from './table-sql.js';
import { columnsFound, columnsOfTable, unknownShape } from './table-shape.js';

/** Marks a schema of views. */
const MARK = 'performance-ledger views, shape 1';
const ENCODING = 'UTF8';

/** Numbers builds; a new one never has the number of a dropped one. */
export const GENERATIONS = 'projection_generations';

const SHAPE = [
  createTableNamed(BUILDS, BUILDS.name),
  `CREATE SEQUENCE ${quoted(GENERATIONS)}`,
  `COMMENT ON TABLE ${quoted(BUILDS.name)} IS '${MARK}'`,
];

/** What is found in a schema. */
interface SchemaSeen {
  readonly encoding: string;
  readonly isThere: boolean;
  /** The number of tables, views and sequences. */
  readonly things: number;
  readonly mark: string | null;
  readonly hasRegister: boolean;
  /** Whether it has the sequence that numbers builds. */
  readonly hasGenerations: boolean;
  /** The number of tables that belong to no build. */
  readonly otherTables: number;
}

/**
 * Creates the schema of views where there is nothing, else checks it. Views without their
 * register are dropped, to be rebuilt.
 *
 * @throws {ViewsShapeUnknown} there is something else, which was left unchanged
 */
export async function prepareSchema(client: ClientBase, schema: string): Promise<void> {
  let seen = await lookAt(client, schema);
  checkEncoding(seen, schema);
  if (isBlank(seen) || hasLostRegister(seen)) {
    await createShape(client, schema);
    seen = await lookAt(client, schema);
  }
  if (seen.mark !== MARK) {
    const found = seen.mark === null ? 'there is something else in it' : `it is "${seen.mark}"`;
    throw unknownShape(schema, found);
  }
  const columns = await columnsFound(client, schema, BUILDS.name);
  if (columns !== columnsOfTable(BUILDS)) {
    throw unknownShape(schema, `${BUILDS.name} has the columns ${columns}`);
  }
}

async function lookAt(client: ClientBase, schema: string): Promise<SchemaSeen> {
  const { rows } = await client.query<SchemaSeen>(LOOK, [schema, BUILDS.name, GENERATIONS]);
  const [seen] = rows;
  if (seen === undefined) throw new Error('PostgreSQL does not know its own database');
  return seen;
}

const LOOK = `
  SELECT pg_encoding_to_char(encoding) AS encoding,
    (SELECT count(*) = 1 FROM pg_namespace WHERE nspname = $1) AS "isThere",
    (SELECT count(*)::integer FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname = $1) AS things,
    (SELECT obj_description(pg_class.oid, 'pg_class')
      FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname = $1 AND relname = $2) AS mark,
    (SELECT count(*) = 1 FROM pg_tables WHERE schemaname = $1 AND tablename = $2)
      AS "hasRegister",
    (SELECT count(*) = 1 FROM pg_sequences WHERE schemaname = $1 AND sequencename = $3)
      AS "hasGenerations",
    (SELECT count(*)::integer FROM pg_tables
      WHERE schemaname = $1 AND tablename !~ '_g[0-9]+$') AS "otherTables"
  FROM pg_database WHERE datname = current_database()`;

/** Another encoding cannot hold every text, and orders bytes differently. */
function checkEncoding({ encoding }: SchemaSeen, schema: string): void {
  if (encoding === ENCODING) return;
  throw unknownShape(schema, `its database is encoded in ${encoding}, not in ${ENCODING}`);
}

function isBlank({ things }: SchemaSeen): boolean {
  return things === 0;
}

/** Only what cannot be foreign is taken for our views. */
function hasLostRegister({ hasRegister, hasGenerations, otherTables }: SchemaSeen): boolean {
  return !hasRegister && hasGenerations && otherTables === 0;
}

/** Drops all tables of builds, with the views that readers see them through. */
async function clear(client: ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ readonly tablename: string }>(
    'SELECT tablename FROM pg_tables WHERE schemaname = $1',
    [schema],
  );
  for (const { tablename } of rows) {
    await client.query(`DROP TABLE ${quoted(schema)}.${quoted(tablename)} CASCADE`);
  }
  await client.query(`DROP SEQUENCE ${quoted(schema)}.${quoted(GENERATIONS)}`);
}

async function createShape(client: ClientBase, schema: string): Promise<void> {
  await client.query('BEGIN');
  try {
    // A concurrent process waits here, and then finds that everything exists.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      MARK + schema,
    ]);
    const seen = await lookAt(client, schema);
    if (!seen.isThere) await client.query(`CREATE SCHEMA ${quoted(schema)}`);
    const isLost = hasLostRegister(seen);
    if (isLost) await clear(client, schema);
    if (isLost || isBlank(seen)) {
      for (const statement of SHAPE) await client.query(statement);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
