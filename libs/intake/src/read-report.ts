import {
  NOTE_CHARACTERS_MAX,
  PRINTED_CHARACTERS_MAX,
  REPORT_FIELDS,
  UNIT_CHARACTERS_MAX,
  type Report,
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
  type Qualifier,
  type ReportFigure,
} from '@ledger/figures-domain';
import { parseDecimal, type Decimal } from '@ledger/kernel';
import { mustBe, nameAt, objectAt, textAt, wordAt } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';
import { readAnnouncement } from './read-announcement.js';
import { readIdentity, type FigureField } from './read-identity.js';
import { readLocator } from './read-locator.js';
import { withPresent, type OptionalFields, type RequiredFields } from './written-out.js';

const FIELDS: ReadonlySet<keyof Report> = new Set(REPORT_FIELDS);

/**
 * The command with every field of the report that does not identify the figure. A field that is
 * added to the report's schema does not compile until it is read and the command has it, with a
 * type that the schema allows.
 */
export type CommandFields<Schema> = ReportFigure & Omit<Schema, FigureField>;

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
  const publication = nameAt(fields.publication, 'publication', isWord);
  const figure = readIdentity(fields, publication);
  const { role = 'primary', precision, change, note } = fields;
  const isUnread = fields.value === undefined;
  const scale = readScale(fields.scale);
  const required: RequiredFields<CommandFields<Report>> = {
    key: figureKey(figure),
    figure,
    publication,
    role: wordAt(role, 'role', ROLES),
    locator: readLocator(fields.locator),
    printed: textAt(fields.printed, 'printed', PRINTED_CHARACTERS_MAX),
    unit: textAt(fields.unit, 'unit', UNIT_CHARACTERS_MAX),
  };
  const optional: OptionalFields<CommandFields<Report>> = {
    scale: scale === 0 ? undefined : scale,
    precision: precision === undefined ? undefined : wordAt(precision, 'precision', PRECISIONS),
    value: readValue(fields.value),
    qualifier: readQualifier(fields.qualifier, isUnread),
    markers: readMarkers(fields.markers, isUnread),
    change: change === undefined ? undefined : readAnnouncement(change),
    note: note === undefined ? undefined : textAt(note, 'note', NOTE_CHARACTERS_MAX),
  };
  return withPresent<ReportFigure>(required, optional);
}

function readValue(value: unknown): Decimal | null | undefined {
  if (value === undefined || value === null) return value;
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

const PRECISIONS = ['unknown'] as const;

/** Left out together with the value, it is read from the printed text. */
function readQualifier(value: unknown, isUnread: boolean): Qualifier | undefined {
  if (value === undefined) return isUnread ? undefined : 'exact';
  return wordAt(value, 'qualifier', QUALIFIERS);
}

const NO_MARKERS: readonly Marker[] = Object.freeze([]);

/**
 * In alphabetical order, without repeats: a publisher's order of markers means nothing. Left out
 * together with the value, they are read from the printed text.
 */
function readMarkers(value: unknown, isUnread: boolean): readonly Marker[] | undefined {
  if (value === undefined) return isUnread ? undefined : NO_MARKERS;
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
