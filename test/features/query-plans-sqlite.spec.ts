import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { reportFigure, papers } from '@ledger/figures-domain/testing';
import {
  comparePublications,
  getFigure,
  getFigureHistory,
  getMeasure,
  getPublication,
  getPublicationFigures,
  getSeries,
  listAreas,
  listFollowUps,
  listMeasures,
  listPublications,
  listPublishers,
  searchFigures,
  ViewedContents,
  ViewReader,
  Views,
  type ViewTables,
} from '@ledger/figures-read-models';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { createViewsFile } from '../views-database.js';
import { NOW, startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

/** Small by nature: the table of builds, the types of events, the kinds of words. */
const SMALL = [
  /^SCAN projection_builds$/,
  /^USE TEMP B-TREE FOR GROUP BY$/,
  /^USE TEMP B-TREE FOR DISTINCT$/,
];

/** A seal covers sorted ids, and an index by ids would cost every event for its sake. */
const SORTED = /^select "event_id" from "entries" where "publication" =/;

let ledger: ViewedLedger;
let connection: Database.Database;
const statements = new Map<string, readonly unknown[]>();

beforeAll(async () => {
  const database = await createViewsFile();
  ledger = await startViewedExamples(database);
  await ledger.report(reportFigure({ markers: ['p'] }), reportFigure({ in: 'december' }));
  await ledger.caughtUp();
  connection = new Database(database.file, { readonly: true });
  const views = new Kysely<ViewTables>({
    dialect: new SqliteDialect({ database: connection }),
    log: ({ query }) => void statements.set(query.sql, query.parameters),
  });
  await askEverything(new ViewReader({ views, now: () => NOW }));
});

afterAll(async () => {
  connection.close();
  await ledger.close();
});

async function askEverything(reader: ViewReader): Promise<void> {
  const { key } = reportFigure();
  const { september, december } = papers;
  const search = { area: 'kent', period: '2024-05', publication: september.id, marker: 'p' };
  await getFigure(reader, { key });
  await getFigureHistory(reader, { key });
  await searchFigures(reader, {});
  await searchFigures(reader, { ...search, measure: 'recorded-crime', q: 'crime 412' });
  await getSeries(reader, { measure: 'recorded-crime.all' });
  await listPublications(reader, { q: 'board' });
  await getPublication(reader, { id: september.id });
  await getPublicationFigures(reader, { id: september.id });
  await comparePublications(reader, { a: september.id, b: december.id });
  await listMeasures(reader, { under: 'recorded-crime' });
  await getMeasure(reader, { code: 'recorded-crime.all' });
  await listAreas(reader, {});
  await listPublishers(reader, {});
  await listFollowUps(reader, { publication: september.id });
  await new ViewedContents(reader, new Views(reader)).sealOf(september.id, 0);
}

it('No question makes SQLite walk through a table or sort more than it must', () => {
  const planOf = (sql: string, parameters: readonly unknown[]) =>
    connection
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map(({ detail }) => detail);
  const asked = [...statements].filter(([sql]) => !SORTED.test(sql));
  const findings = asked.flatMap(([sql, parameters]) =>
    planOf(sql, parameters)
      .filter((step) => /^SCAN|TEMP B-TREE|AUTOMATIC/.test(step))
      .filter((step) => !SMALL.some((small) => small.test(step)))
      .map((step) => `${step}: ${sql.slice(0, 120)}`),
  );

  expect(asked.length).toBe(statements.size - 1);
  expect(statements.size).toBeGreaterThan(15);
  expect(findings).toEqual([]);
});
