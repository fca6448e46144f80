import { FOLLOW_UP_STATUSES, type Move } from '@ledger/figures-domain';
import type { TSchema } from 'typebox';
import { anyText, count, boolean, instant, sha256, integer } from '../formats.js';
import { described, listOf, mapOf, object, enumOf, orNull, type SchemaOf } from '../schema.js';
import {
  decimalMark,
  type Compared,
  measureKind,
  nextPage,
  polarity,
  publicationStatus,
  valueType,
} from '../vocabulary.js';
import { COMPARISON_ANSWERS } from './comparison-answers.js';
import { measureLine, measureVersion, registeredOwnership } from './figure-answers.js';
import { seen } from './seen.js';

const publisher = object({ id: anyText, title: anyText, kind: anyText });
const area = object({ id: anyText, title: anyText, kind: anyText }, { parent: anyText });

const dimension = object({
  id: anyText,
  title: anyText,
  members: listOf(object({ id: anyText, title: anyText })),
});

const measure = object({
  code: anyText,
  title: anyText,
  units: listOf(anyText),
  valueType,
  kind: measureKind,
  polarity,
  owner: anyText,
  sumOf: listOf(anyText),
  madeFrom: listOf(anyText),
  definition: anyText,
  versions: listOf(measureVersion),
});

/** One object for open and sealed captures: client generators lose a choice between two. */
const capture = object(
  { state: enumOf(['open', 'sealed']), sealings: integer },
  { seal: object({ appearances: integer, digest: sha256 }) },
);

const publication = object(
  {
    id: anyText,
    title: anyText,
    kind: anyText,
    publisher: anyText,
    published: anyText,
    evidence: anyText,
    status: publicationStatus,
    isEmbargoed: boolean,
    corrects: listOf(anyText),
    correctedBy: listOf(anyText),
    supersedes: listOf(anyText),
    capture,
    visibleFrom: instant,
    registeredAt: instant,
  },
  {
    presentedTo: anyText,
    window: anyText,
    decimalMark,
    artefact: object({ file: anyText, sha256, bytes: integer, mediaType: anyText }),
    part: object({
      pack: anyText,
      title: anyText,
      lines: listOf(count, { minItems: 2, maxItems: 2 }),
    }),
    releasedAt: instant,
    supersededBy: anyText,
    seen,
  },
);

/** Counts by word. The document leaves the words open, so that there can be others. */
type SchemaOfCounts<Counts> = SchemaOf<Counts> & { readonly type: 'object' };

function countsByWord(): unknown {
  return mapOf(integer);
}

const subject = object(
  {},
  { publication: anyText, figure: anyText, finding: anyText, line: integer },
);

const followUp = object(
  {
    id: anyText,
    title: anyText,
    owner: anyText,
    subject,
    status: enumOf(FOLLOW_UP_STATUSES),
    raisedAt: instant,
    changedAt: instant,
  },
  { raisedOn: anyText, due: anyText, note: anyText, outcome: anyText, closedOn: anyText },
);

/** Answers about registries. */
export const REGISTRY_ANSWERS = {
  Publishers: object({ recordedBy: instant, publishers: listOf(publisher), ...nextPage }),
  Areas: object({ recordedBy: instant, areas: listOf(area), ...nextPage }),
  Dimensions: object({
    recordedBy: instant,
    dimensions: listOf(dimension),
    ...nextPage,
  }),
  Measures: object({ recordedBy: instant, measures: listOf(measure), ...nextPage }),
  Measure: object({
    measure,
    recordedBy: instant,
    ancestors: listOf(measureLine),
    children: listOf(measureLine),
    parts: listOf(measureLine),
    ownerships: listOf(registeredOwnership),
  }),
  Ownerships: object({
    recordedBy: instant,
    ownerships: listOf(registeredOwnership),
    ...nextPage,
  }),
  Publications: object({ recordedBy: instant, publications: listOf(publication), ...nextPage }),
  Publication: object({
    publication,
    publishedBy: instant,
    recordedBy: instant,
    appearances: integer,
    moves: countsByWord() as SchemaOfCounts<Readonly<Partial<Record<Move, number>>>>,
    countedBy: enumOf(['chains', 'events']),
  }),
  Comparison: object({
    a: publication,
    b: publication,
    recordedBy: instant,
    counts: orNull(countsByWord() as SchemaOfCounts<Readonly<Record<Compared, number>>>),
    figures: listOf(COMPARISON_ANSWERS.ComparedFigure),
    pairs: described(
      orNull(listOf(COMPARISON_ANSWERS.IdentityPair)),
      'The same measure, area, breakdown and statistic in both, each over a period of its own of ' +
        'the same length, the latest of each with a number. A page has those whose key in a is ' +
        'among the keys it covers. Null of publications with too many appearances.',
    ),
    ...nextPage,
  }),
  FollowUps: object({ recordedBy: instant, followUps: listOf(followUp), ...nextPage }),
} as const satisfies Readonly<Record<string, TSchema>>;
