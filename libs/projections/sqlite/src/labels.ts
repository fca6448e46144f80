import type { Projection } from '@ledger/projections-port';
import type { Database, Statement } from 'better-sqlite3';
import { labelsName, quoted } from './table-sql.js';

/** The labels of one build: each text is kept once, and rows refer to it by a number. */
export class Labels {
  readonly #numbers = new Map<string, number>();
  readonly #add: Statement<[string]>;
  readonly #find: Statement<[string], number>;

  constructor(connection: Database, projection: Projection, generation: number) {
    const table = quoted(labelsName(projection, generation));
    this.#add = connection.prepare(
      `INSERT INTO ${table} (text) VALUES (?) ON CONFLICT DO NOTHING`,
    );
    this.#find = connection
      .prepare<[string], number>(`SELECT number FROM ${table} WHERE text = ?`)
      .pluck();
  }

  /** The number of a text, which is added if it is new. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#add.run(text);
    const number = this.#find.get(text);
    if (number === undefined)
      throw new TypeError(`The label ${JSON.stringify(text)} was not kept`);
    this.#numbers.set(text, number);
    return number;
  }
}
