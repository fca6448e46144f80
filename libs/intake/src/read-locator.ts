import { LOCATOR_CHARACTERS_MAX } from '@ledger/contract';
import type { Locator } from '@ledger/figures-domain';
import { foldText } from '@ledger/kernel';
import { countAt, objectAt, textAt } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';

/** In order of names, in which they are stored: nothing needs sorting then. */
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

/** What says nothing without a line. */
const ON_A_LINE: ReadonlySet<string> = new Set<keyof Locator>(['occurrence', 'order']);

/**
 * Where in its publication the figure stands.
 *
 * @throws {MalformedReport} unless at least one field says where beside `occurrence`, which only
 *   tells equal tokens on one line apart, and `order`, which only tells what is read first
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
