import type { FollowUpEvent } from '@ledger/figures-domain';
import { count, day, keyText, text, word } from '../formats.js';
import { described, object } from '../schema.js';
import { factsOf } from './facts-of.js';

const subject = object({}, { publication: word, figure: keyText, finding: text, line: count });

/** The facts of events on a follow-up's stream. */
export const FOLLOW_UP_FACTS = factsOf<FollowUpEvent>()({
  FollowUpRaised: described(
    object(
      { id: text, title: text, owner: text, subject },
      { raisedOn: day, due: day, note: text },
    ),
    'A question or an action was asked for.',
  ),
  FollowUpUpdated: described(
    object({ id: text }, { owner: text, due: day, note: text }),
    'Its owner, due date or note changed.',
  ),
  FollowUpClosed: described(
    object({ id: text, outcome: text }, { closedOn: day }),
    'It ended.',
  ),
});
