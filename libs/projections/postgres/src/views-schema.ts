import { BUILDS } from '@ledger/projections-port';
import type { ClientBase } from 'pg';
import { createTableNamed, quoted } from './table-sql.js';
import { columnsFound, columnsOfTable, unknownShape } from './table-shape.js';

/** Tells a schema of views from everybody else's. */
const MARK = 'performance-ledger views, shape 1';
const ENCODING = 'UTF8';

/** Numbers builds; none is ever taken for an earlier one that was dropped. */
export const GENERATIONS = 'projection_generations';

const SHAPE = [
  createTableNamed(BUILDS, BUILDS.name),
  `CREATE SEQUENCE ${quoted(GENERATIONS)}`,
  `COMMENT ON TABLE ${quoted(BUILDS.name)} IS '${MARK}'`,
];

/** What a schema is seen to be. */
interface SchemaSeen {
  readonly encoding: string;
  readonly isThere: boolean;
  /** How many tables, views and sequences it has. */
  readonly things: number;
  readonly mark: string | null;
  readonly hasRegister: boolean;
  /** Whether builds were numbered in it. */
  readonly hasGenerations: boolean;
  /** How many of its tables are not of a build. */
  readonly otherTables: number;
}

/**
 * Makes the schema of views where there is nothing, and makes sure that it is one. Views that lost
 * their register are cleared away, to be built anew.
 *
 * @throws {ViewsShapeUnknown} there is something else, which was left as it is
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

/** In another encoding, not every text can be kept, and its bytes do not order it as elsewhere. */
function checkEncoding({ encoding }: SchemaSeen, schema: string): void {
  if (encoding === ENCODING) return;
  throw unknownShape(schema, `its database is encoded in ${encoding}, not in ${ENCODING}`);
}

function isBlank({ things }: SchemaSeen): boolean {
  return things === 0;
}

/** Only what cannot be somebody else's is taken for views of ours. */
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
    // Whoever comes second waits here, and then finds that all is there.
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
