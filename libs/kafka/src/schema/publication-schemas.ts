import {
  PUBLICATION_STATUSES,
  type Artefact,
  type PackPart,
  type PublicationEvent,
  type PublicationFacts,
} from '@ledger/figures-domain';
import type { FactsSchemas } from './event-schemas.js';
import { described, listOf, objectOf, oneOfWords } from './json-schema.js';
import {
  count,
  decimalMark,
  boolean,
  publishedDate,
  sha256,
  text,
  integer,
  word,
} from './words.js';

const artefact = objectOf<Artefact>({ file: text, sha256, bytes: integer, mediaType: text });

const part = objectOf<PackPart>({
  pack: text,
  title: text,
  lines: listOf(count, { minItems: 2, maxItems: 2 }),
});

/** What a publication's event says beside its reason. */
const explained = { id: word, reason: text };

/** The facts of events on a publication's stream. */
export const PUBLICATION_FACTS: FactsSchemas<PublicationEvent> = {
  PublicationRegistered: described(
    objectOf<PublicationFacts>(
      {
        id: word,
        title: text,
        kind: text,
        publisher: word,
        published: publishedDate,
        evidence: text,
        status: oneOfWords(PUBLICATION_STATUSES),
        isEmbargoed: boolean,
      },
      {
        presentedTo: text,
        corrects: described(
          listOf(word, { minItems: 1, uniqueItems: true }),
          'Publications that it corrects or replaces, and so comes after.',
        ),
        window: text,
        decimalMark,
        artefact,
        part,
      },
    ),
    'An issued paper or data release was registered.',
  ),
  PublicationSealed: described(
    objectOf({ id: word, appearances: integer, digest: sha256 }),
    'Its capture is complete: how many appearances, and a digest over them.',
  ),
  PublicationReopened: described(objectOf(explained), 'Something of it was missed.'),
  PublicationReleased: described(objectOf(explained), 'What was under embargo became public.'),
  PublicationSuperseded: described(
    objectOf({ ...explained, by: word }),
    'Another publication takes its place.',
  ),
};
