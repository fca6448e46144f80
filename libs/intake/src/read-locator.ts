import { LOCATOR_CHARACTERS_MAX } from '@ledger/contract';
import type { Locator } from '@ledger/figures-domain';
import { foldText } from '@ledger/kernel';
import { countAt, objectAt, textAt } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';

/** In order of names, as they are stored: so nothing needs sorting. */
const READERS = {
  column: captionAt,
  line: countAt,
  occurrence: countAt,
  order: countAt,
  paragraph: captionAt,
  reference: captionAt,
  row: captionAt,
  section: captionAt,
  table: captionAt,
} as const satisfies Record<keyof Locator, (value: unknown, path: string) => string | number>;

const ENTRIES = Object.entries(READERS);
const FIELDS: ReadonlySet<string> = new Set(Object.keys(READERS));

/** Fields that mean nothing without a line. */
const ON_A_LINE: ReadonlySet<string> = new Set<keyof Locator>(['occurrence', 'order']);

/**
 * The locator of the figure in its publication.
 *
 * @throws {MalformedReport} unless at least one field locates it in addition to `occurrence`,
 *   which only distinguishes equal tokens on one line, and `order`, which only gives the reading
 *   order
 */
export function readLocator(value: unknown): Locator {
  const fields = objectAt(value === undefined ? {} : value, 'locator', FIELDS);
  const locator: Record<string, string | number> = {};
  let says = 0;
  for (const [name, read] of ENTRIES) {
    const field = fields[name];
    if (field === undefined) continue;
    locator[name] = read(field, `locator.${name}`);
    if (!ON_A_LINE.has(name)) says += 1;
  }
  if (says === 0) {
    throw new MalformedReport('locator', 'must say where: give a line, a table, a reference');
  }
  return locator;
}

function captionAt(value: unknown, path: string): string {
  const text = textAt(value, path, LOCATOR_CHARACTERS_MAX);
  const caption = foldText(text);
  if (caption === '') throw new MalformedReport(path, 'must be more than white space');
  return caption;
}
