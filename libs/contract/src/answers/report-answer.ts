import { REPORT_OUTCOMES } from '@ledger/figures-domain';
import { anyText, decimal, eventId, position, integer } from '../formats.js';
import { described, listOf, object, enumOf, orNull } from '../schema.js';
import { marker, qualifier } from '../vocabulary.js';

/**
 * The outcome of a report. One object for every outcome, because client generators lose a choice
 * between several; descriptions say which fields come with which outcome.
 */
export const REPORT_ANSWER = object(
  { outcome: enumOf([...Object.values(REPORT_OUTCOMES), 'unchanged', 'refused', 'failed']) },
  {
    line: described(integer, 'Of a stream: the number of the line that is answered.'),
    key: described(anyText, 'The figure. Absent if it was refused.'),
    eventId: described(eventId, 'The event that holds it. Absent if it was refused.'),
    position: described(position, 'Where the log holds it. Absent if it was refused.'),
    read: described(
      object({ value: orNull(decimal), qualifier, markers: listOf(marker) }),
      'What was read from `printed`. Absent if the report has a value, or was refused.',
    ),
    code: described(anyText, 'Why it was refused or the stream failed.'),
    message: described(anyText, 'The same in words.'),
    correlationId: described(anyText, 'Of a stream that failed.'),
  },
);
