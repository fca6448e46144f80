import type { FollowUpEvent, FollowUpFacts, FollowUpSubject } from '@ledger/figures-domain';
import type { FactsSchemas } from './event-schemas.js';
import { described, objectOf } from './json-schema.js';
import { count, day, figureKey, text, word } from './words.js';

const subject = objectOf<FollowUpSubject>(
  {},
  { publication: word, figure: figureKey, finding: text, line: count },
);

/** The facts of events on a follow-up's stream. */
export const FOLLOW_UP_FACTS: FactsSchemas<FollowUpEvent> = {
  FollowUpRaised: described(
    objectOf<FollowUpFacts>(
      { id: text, title: text, owner: text, subject },
      { raisedOn: day, due: day, note: text },
    ),
    'A question or an action was asked for.',
  ),
  FollowUpUpdated: described(
    objectOf({ id: text }, { owner: text, due: day, note: text }),
    'Its owner, due date or note changed.',
  ),
  FollowUpClosed: described(
    objectOf({ id: text, outcome: text }, { closedOn: day }),
    'It ended.',
  ),
};
