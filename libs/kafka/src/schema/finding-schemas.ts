import {
  FINDING_SEVERITIES,
  type FindingEvent,
  type FindingFacts,
  type FindingSuperseded,
} from '@ledger/figures-domain';
import type { FactsSchemas } from './event-schemas.js';
import { described, listOf, objectOf, oneOfWords, type JsonSchema } from './json-schema.js';
import { count, figureKey, text, uuid } from './words.js';

const decided = (description: string): ReturnType<typeof decision> =>
  described(decision(), description);

function decision() {
  return objectOf<{ readonly id: string; readonly reason: string }>({ id: text, reason: text });
}

const rule: JsonSchema = objectOf<FindingFacts['rule']>({ name: text, version: count });

/** The facts of events on a finding's stream. */
export const FINDING_FACTS: FactsSchemas<FindingEvent> = {
  FindingRaised: described(
    objectOf<FindingFacts>(
      { id: text, rule, inputs: listOf(uuid), figures: listOf(figureKey), verdict: text },
      { remedy: text, severity: oneOfWords(FINDING_SEVERITIES), explanation: text },
    ),
    'A contradiction that the ledger can show was found.',
  ),
  FindingExplained: decided('Somebody explained it.'),
  FindingAccepted: decided('It was accepted as true.'),
  FindingDismissed: decided('It was dismissed.'),
  FindingReopened: decided('It is open again.'),
  FindingReconciled: decided('What contradicted itself no longer does.'),
  FindingSuperseded: described(
    objectOf<FindingSuperseded['data']>({ id: text, by: text, reason: text }),
    'Another finding says it now.',
  ),
};
