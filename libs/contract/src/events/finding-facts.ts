import { FINDING_SEVERITIES, type FindingEvent } from '@ledger/figures-domain';
import { count, eventId, keyText, text, word } from '../formats.js';
import { described, listOf, object, enumOf } from '../schema.js';
import { factsOf } from './facts-of.js';

const decision = object({ id: text, reason: text });

const rule = object({ name: text, version: count });

/** The facts of events on a finding's stream. */
export const FINDING_FACTS = factsOf<FindingEvent>()({
  FindingRaised: described(
    object(
      { id: text, rule, inputs: listOf(eventId), figures: listOf(keyText), verdict: text },
      {
        publication: word,
        remedy: text,
        severity: enumOf(FINDING_SEVERITIES),
        explanation: text,
      },
    ),
    'A contradiction that the ledger can show was found.',
  ),
  FindingExplained: described(decision, 'Somebody explained it.'),
  FindingAccepted: described(decision, 'It was accepted as true.'),
  FindingDismissed: described(decision, 'It was dismissed.'),
  FindingReopened: described(decision, 'It is open again.'),
  FindingReconciled: described(decision, 'What contradicted itself no longer does.'),
  FindingSuperseded: described(
    object({ id: text, by: text, reason: text }),
    'Another finding says it now.',
  ),
});
