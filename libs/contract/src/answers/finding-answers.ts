import type { FindingEvent } from '@ledger/figures-domain';
import { FINDING_STATUSES, SEVERITIES, SLIP_KINDS, VERDICTS } from '@ledger/findings';
import type { TSchema } from 'typebox';
import { FINDING_FACTS } from '../events/finding-facts.js';
import { anyText, eventId, instant, integer } from '../formats.js';
import { described, listOf, object, enumOf, orNull, textual } from '../schema.js';
import { locator, nextPage } from '../vocabulary.js';

const clocks = object({ publishedBy: instant, recordedBy: instant });

const printedAt = {
  event: eventId,
  figure: anyText,
  publication: anyText,
  printed: anyText,
  locator,
};

const input = object({ ...printedAt, value: anyText, unit: anyText });

const slip = object({ kind: enumOf(SLIP_KINDS), words: anyText }, { meant: anyText });

const suspect = object({
  ...printedAt,
  needed: described(
    orNull(textual({})),
    'What it would have to be, in the unit of its figure; null if that is not one number.',
  ),
  range: anyText,
  holds: described(integer, 'How many of its other checks would then hold.'),
  breaks: described(integer, 'How many that hold now would fail.'),
  slips: listOf(slip),
});

const finding = object({
  id: anyText,
  rule: anyText,
  version: integer,
  verdict: enumOf(VERDICTS),
  severity: enumOf(SEVERITIES),
  status: enumOf(FINDING_STATUSES),
  explanation: described(anyText, 'In words, for a reader who knows no rule.'),
  publication: described(anyText, 'The publication whose number was recomputed.'),
  inputs: described(listOf(input), 'The number that was recomputed, then the others.'),
  steps: described(listOf(anyText), 'The arithmetic, one step each.'),
  suspects: described(listOf(suspect), 'What may be wrong, the likeliest first.'),
  diagnosis: orNull(textual({})),
  also: described(listOf(anyText), 'Other rules that the same cause breaks.'),
  raisedAt: described(orNull(instant), 'Null of a check that raised nothing.'),
  changedAt: orNull(instant),
});

const FINDING_EVENT_TYPES = Object.keys(FINDING_FACTS) as FindingEvent['type'][];

const step = object(
  {
    type: enumOf(FINDING_EVENT_TYPES),
    actor: anyText,
    recordedAt: instant,
    eventId,
  },
  { reason: anyText, by: described(anyText, 'The finding that replaces it.') },
);

/** Answers about what printed numbers say against each other. */
export const FINDING_ANSWERS = {
  Findings: object({ clocks, findings: listOf(finding), ...nextPage }),
  Finding: object({ clocks, finding, history: listOf(step) }),
} as const satisfies Readonly<Record<string, TSchema>>;
