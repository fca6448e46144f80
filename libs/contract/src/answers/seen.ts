import { instant } from '../formats.js';
import { described, object } from '../schema.js';

/** How long a source was seen unchanged. */
export const seen = described(
  object({}, { unchangedUntil: instant, goneBy: instant }),
  'Its source was read again: until when it was found unchanged, and by when it was gone.',
);
