import { isTextual, RowRefused, type SqlValue, type Table } from '@ledger/projections-port';

/**
 * Checks that rows fit their table before they are sent: the database would accept some values
 * of another type.
 */
export class RowCheck {
  readonly #table: string;
  readonly #columns: readonly string[];
  readonly #isText: readonly boolean[];
  readonly #mayBeEmpty: readonly boolean[];

  /** @param columns those whose values follow, in order */
  constructor(table: Table, columns: readonly string[]) {
    const types = columns.map((column) => table.columns[column] ?? 'text');
    this.#table = table.name;
    this.#columns = columns;
    this.#isText = types.map(isTextual);
    this.#mayBeEmpty = types.map((type) => type.endsWith('?'));
  }

  /** @throws {RowRefused} one of the values does not fit its column */
  values(values: readonly (SqlValue | undefined)[]): void {
    for (let at = 0; at < values.length; at += 1) {
      if (!this.#takes(at, values[at])) this.#refuse(at, values[at]);
    }
  }

  #takes(at: number, value: unknown): boolean {
    if (typeof value === 'string') return this.#isText[at] === true;
    if (value === null) return this.#mayBeEmpty[at] === true;
    return Number.isSafeInteger(value) && this.#isText[at] === false;
  }

  #refuse(at: number, value: unknown): never {
    const found = value === undefined ? 'missing' : JSON.stringify(value);
    throw new RowRefused(this.#table, `${this.#columns[at]} cannot be ${found}`);
  }
}
