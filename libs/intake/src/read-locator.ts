import type { Locator } from '@ledger/figures-domain';
import { countAt, objectAt, textAt } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';

const TEXTS = ['section', 'paragraph', 'table', 'row', 'column', 'reference'] as const;
const COUNTS = ['line', 'occurrence'] as const;
const FIELDS: ReadonlySet<string> = new Set([...TEXTS, ...COUNTS]);

/** The longest caption or reference that a locator takes. */
export const LOCATOR_CHARACTERS_MAX = 300;

/**
 * Where in its publication the figure stands.
 *
 * @throws {MalformedReport} unless at least one field other than `occurrence`, which only tells
 *   equal tokens on one line apart, says where
 */
export function readLocator(value: unknown): Locator {
  const fields = objectAt(value === undefined ? {} : value, 'locator', FIELDS);
  const locator: Record<string, string | number> = {};
  for (const name of TEXTS) {
    const text = fields[name];
    if (text === undefined) continue;
    locator[name] = textAt(text, `locator.${name}`, LOCATOR_CHARACTERS_MAX);
  }
  if (fields['line'] !== undefined) locator['line'] = countAt(fields['line'], 'locator.line');
  if (Object.keys(locator).length === 0) {
    throw new MalformedReport('locator', 'must say where: give a line, a table, a reference');
  }
  const { occurrence } = fields;
  if (occurrence !== undefined)
    locator['occurrence'] = countAt(occurrence, 'locator.occurrence');
  return locator;
}
