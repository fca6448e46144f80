import { measureLine, measureVersion, registeredOwnership } from './figure-schemas.js';
import {
  boolean,
  instant,
  listOf,
  mapOf,
  measureKind,
  nextPage,
  object,
  oneOf,
  orNull,
  polarity,
  publicationStatus,
  sha256,
  text,
  valueType,
  integer,
  type Schema,
} from './schema-words.js';

const publisher = object({ id: text, title: text, kind: text });
const area = object({ id: text, title: text, kind: text }, { parent: text });

const dimension = object({
  id: text,
  title: text,
  members: listOf(object({ id: text, title: text })),
});

const measure = object({
  code: text,
  title: text,
  units: listOf(text),
  valueType,
  kind: measureKind,
  polarity,
  owner: text,
  sumOf: listOf(text),
  madeFrom: listOf(text),
  definition: text,
  versions: listOf(measureVersion),
});

/** Open and sealed captures are one object: generated clients lose a choice between two. */
const capture = object(
  { state: oneOf('open', 'sealed'), sealings: integer },
  { seal: object({ appearances: integer, digest: sha256 }) },
);

const publication = object(
  {
    id: text,
    title: text,
    kind: text,
    publisher: text,
    published: text,
    evidence: text,
    status: publicationStatus,
    isEmbargoed: boolean,
    corrects: listOf(text),
    capture,
    visibleFrom: instant,
    registeredAt: instant,
  },
  {
    presentedTo: text,
    window: text,
    decimalMark: { type: 'string', pattern: '^,$', description: 'Absent if it is a point.' },
    artefact: object({ file: text, sha256, bytes: integer, mediaType: text }),
    part: object({
      pack: text,
      title: text,
      lines: {
        type: 'array',
        items: { type: 'integer', minimum: 1 },
        minItems: 2,
        maxItems: 2,
      },
    }),
    releasedAt: instant,
    supersededBy: text,
  },
);

const subject = object({}, { publication: text, figure: text, finding: text, line: integer });

const followUp = object(
  {
    id: text,
    title: text,
    owner: text,
    subject,
    status: oneOf('open', 'closed'),
    raisedAt: instant,
    changedAt: instant,
  },
  { raisedOn: text, due: text, note: text, outcome: text, closedOn: text },
);

/** Answers about what is registered. */
export const REGISTER_SCHEMAS = {
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
    recordedBy: instant,
    appearances: integer,
    moves: mapOf(integer),
    countedBy: oneOf('chains', 'events'),
  }),
  Comparison: object({
    a: publication,
    b: publication,
    recordedBy: instant,
    counts: orNull(mapOf(integer)),
    figures: listOf({ $ref: '#/components/schemas/ComparedFigure' }),
    ...nextPage,
  }),
  FollowUps: object({ recordedBy: instant, followUps: listOf(followUp), ...nextPage }),
} as const satisfies Record<string, Schema>;
