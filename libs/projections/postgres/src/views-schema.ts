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
}

/**
 * Makes the schema of views where there is nothing, and makes sure that it is one.
 *
 * @throws {ViewsShapeUnknown} there is something else, which was left as it is
 */
export async function prepareSchema(client: ClientBase, schema: string): Promise<void> {
  let seen = await lookAt(client, schema);
  checkEncoding(seen, schema);
  if (isBlank(seen)) {
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
  const { rows } = await client.query<SchemaSeen>(LOOK, [schema, BUILDS.name]);
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
      WHERE nspname = $1 AND relname = $2) AS mark
  FROM pg_database WHERE datname = current_database()`;

/** In another encoding, not every text can be kept, and its bytes do not order it as elsewhere. */
function checkEncoding({ encoding }: SchemaSeen, schema: string): void {
  if (encoding === ENCODING) return;
  throw unknownShape(schema, `its database is encoded in ${encoding}, not in ${ENCODING}`);
}

function isBlank({ things }: SchemaSeen): boolean {
  return things === 0;
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
    if (isBlank(seen)) for (const statement of SHAPE) await client.query(statement);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
