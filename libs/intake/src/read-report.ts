import {
  NOTE_CHARACTERS_MAX,
  PRINTED_CHARACTERS_MAX,
  REPORT_FIELDS,
  UNIT_CHARACTERS_MAX,
} from '@ledger/contract';
import {
  figureKey,
  isMarker,
  isScale,
  isWord,
  MARKERS,
  QUALIFIERS,
  ROLES,
  SCALE_MAX,
  SCALE_MIN,
  type Marker,
  type PrintSaid,
  type ReportFigure,
} from '@ledger/figures-domain';
import { parseDecimal, type Decimal } from '@ledger/kernel';
import { mustBe, nameAt, objectAt, textAt, wordAt } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';
import { readAnnouncement } from './read-announcement.js';
import { readIdentity } from './read-identity.js';
import { readLocator } from './read-locator.js';

const FIELDS: ReadonlySet<string> = new Set(REPORT_FIELDS);

/**
 * Parses a report from JSON, the same in HTTP, Kafka and NDJSON files.
 *
 * Optional are: `value`, which the ledger then reads from `printed` with the qualifier and
 * markers that are left out too; `statistic` (`value`), `breakdown` (none), `qualifier`
 * (`exact`), `markers` (none), `role` (`primary`), `scale` (0), `precision` (`unknown` of a
 * source that drops trailing zeros), `comparedWith`, `change`, `note`, and `yearKind`, which
 * says what two years in a period (`2016/17`) mean. A number's `value` is a text, because most
 * programs read a JSON number as a binary float.
 *
 * Written by hand, without class-validator: every report of every upstream passes through here,
 * and checking decorators by reflection takes longer than everything else a report needs.
 *
 * @throws {MalformedReport} a field is missing, unknown or invalid
 * @throws {MalformedPeriod} a period is invalid
 * @throws {MalformedDecimal} the value is not a decimal
 * @throws {MalformedFigureKey} the figure's key would be too long
 */
export function readReport(json: unknown): ReportFigure {
  const fields = objectAt(json, '', FIELDS);
  const publication = nameAt(fields['publication'], 'publication', isWord);
  const figure = readIdentity(fields, publication);
  const { role = 'primary', precision, change, note } = fields;
  const scale = readScale(fields['scale']);
  return {
    key: figureKey(figure),
    figure,
    publication,
    role: wordAt(role, 'role', ROLES),
    locator: readLocator(fields['locator']),
    printed: textAt(fields['printed'], 'printed', PRINTED_CHARACTERS_MAX),
    unit: textAt(fields['unit'], 'unit', UNIT_CHARACTERS_MAX),
    ...(scale === 0 ? undefined : { scale }),
    ...(precision === undefined
      ? undefined
      : { precision: wordAt(precision, 'precision', ['unknown'] as const) }),
    ...readSaid(fields),
    ...(change === undefined ? undefined : { change: readAnnouncement(change) }),
    ...(note === undefined ? undefined : { note: textAt(note, 'note', NOTE_CHARACTERS_MAX) }),
  };
}

/** Value, qualifier and markers; without a value only those of the others that the report has. */
function readSaid({ value, qualifier, markers }: Record<string, unknown>): Partial<PrintSaid> {
  const isUnread = value === undefined;
  return {
    ...(isUnread ? undefined : { value: readValue(value) }),
    ...(isUnread && qualifier === undefined
      ? undefined
      : { qualifier: wordAt(qualifier ?? 'exact', 'qualifier', QUALIFIERS) }),
    ...(isUnread && markers === undefined ? undefined : { markers: readMarkers(markers) }),
  };
}

function readValue(value: unknown): Decimal | null {
  if (value === null) return null;
  if (typeof value === 'string') return parseDecimal(value);
  throw new MalformedReport('value', mustBe(value, 'a decimal written as a text, or null'));
}

/** The power of ten from the table's heading; 0 if there is none. */
function readScale(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value === 'number' && isScale(value)) return value;
  const wanted = `a whole number from ${SCALE_MIN} to ${SCALE_MAX}, as 6 for "in millions"`;
  throw new MalformedReport('scale', mustBe(value, wanted));
}

const NO_MARKERS: readonly Marker[] = Object.freeze([]);

/** In alphabetical order, without repeats: a publisher's order of markers means nothing. */
function readMarkers(value: unknown): readonly Marker[] {
  if (value === undefined) return NO_MARKERS;
  if (!Array.isArray(value)) throw new MalformedReport('markers', 'must be a JSON array');
  const markers = new Set<Marker>();
  for (const [i, marker] of (value as readonly unknown[]).entries()) {
    if (typeof marker !== 'string' || !isMarker(marker)) {
      throw new MalformedReport(
        `markers.${i}`,
        `must be one of ${Object.keys(MARKERS).join(' ')}`,
      );
    }
    markers.add(marker);
  }
  return markers.size === 0 ? NO_MARKERS : [...markers].sort();
}
