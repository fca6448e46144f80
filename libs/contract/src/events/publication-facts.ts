import type { PublicationEvent } from '@ledger/figures-domain';
import Type from 'typebox';
import {
  count,
  instant,
  boolean,
  period,
  publishedDate,
  sha256,
  text,
  integer,
  word,
} from '../formats.js';
import { described, listOf, object, orNull } from '../schema.js';
import { decimalMark, publicationStatus } from '../vocabulary.js';
import { factsOf } from './facts-of.js';

const artefact = object({ file: text, sha256, bytes: integer, mediaType: text });

const lines = Type.Unsafe<readonly [number, number]>({
  ...listOf(count),
  minItems: 2,
  maxItems: 2,
});
const part = object({ pack: text, title: text, lines });

/** What publication events carry with their reason. */
const explained = { id: word, reason: text };

/** The facts of events on a publication's stream. */
export const PUBLICATION_FACTS = factsOf<PublicationEvent>()({
  PublicationRegistered: described(
    object(
      {
        id: word,
        title: text,
        kind: text,
        publisher: word,
        published: publishedDate,
        evidence: text,
        status: publicationStatus,
        isEmbargoed: boolean,
      },
      {
        presentedTo: text,
        corrects: described(
          listOf(word, { minItems: 1, uniqueItems: true }),
          'Publications that it corrects or replaces, and so comes after.',
        ),
        window: period,
        decimalMark,
        artefact,
        part,
      },
    ),
    'An issued paper or data release was registered.',
  ),
  PublicationSealed: described(
    object({ id: word, appearances: integer, digest: sha256 }),
    'Its capture is complete: how many appearances, and a digest over them.',
  ),
  PublicationReopened: described(object(explained), 'Something of it was missed.'),
  PublicationReleased: described(object(explained), 'What was under embargo became public.'),
  PublicationSuperseded: described(
    object({ ...explained, by: word }),
    'Another publication takes its place.',
  ),
  ArtefactSeen: described(
    object(
      {
        id: word,
        seenAt: instant,
        sha256: described(orNull(sha256), 'That of its artefact; null if it was gone.'),
      },
      { address: text },
    ),
    'Its source was read, and found unchanged or gone.',
  ),
});
