import {
  MEASURE_KINDS,
  POLARITIES,
  VALUE_TYPES,
  type AddedMembers,
  type AreaFacts,
  type Corrected,
  type DefinitionFacts,
  type DimensionFacts,
  type MeasureFacts,
  type MemberFacts,
  type OwnershipFacts,
  type PublisherFacts,
  type RegistryEvent,
} from '@ledger/figures-domain';
import type { FactsSchemas } from './event-schemas.js';
import { described, listOf, objectOf, oneOfWords } from './json-schema.js';
import { code, count, boolean, publishedDate, text, word } from './words.js';

type Notice = NonNullable<DefinitionFacts['notice']>;

const members = listOf(objectOf<MemberFacts>({ id: code, title: text }));

/** The facts of events on the streams of publishers, areas, dimensions and measures. */
export const REGISTRY_FACTS: FactsSchemas<RegistryEvent> = {
  PublisherRegistered: described(
    objectOf<PublisherFacts>({ id: word, title: text, kind: text }),
    'An organisation that publishes figures was registered.',
  ),
  PublisherCorrected: described(
    objectOf<Corrected<PublisherFacts>>({ id: word, title: text, kind: text, reason: text }),
    'What the registry says of a publisher was corrected.',
  ),
  AreaRegistered: described(
    objectOf<AreaFacts>({ id: code, title: text, kind: text }, { parent: code }),
    'A place that figures are about was registered.',
  ),
  AreaCorrected: described(
    objectOf<Corrected<AreaFacts>>(
      { id: code, title: text, kind: text, reason: text },
      { parent: code },
    ),
    'What the registry says of an area was corrected.',
  ),
  DimensionRegistered: described(
    objectOf<DimensionFacts>({ id: word, title: text, members }),
    'A dimension of breakdowns was registered, with its first members.',
  ),
  MembersRegistered: described(
    objectOf<AddedMembers>({ id: word, members }),
    'A dimension got further members.',
  ),
  OwnershipRegistered: described(
    objectOf<OwnershipFacts>(
      { owner: word },
      { measures: code, area: code, source: word, from: publishedDate, reason: text },
    ),
    'Somebody owns the figures of a part of the measures and areas, from a date on.',
  ),
  MeasureDefined: described(
    objectOf<MeasureFacts>({
      code,
      title: text,
      units: listOf(text, { minItems: 1 }),
      valueType: oneOfWords(VALUE_TYPES),
      kind: oneOfWords(MEASURE_KINDS),
      polarity: oneOfWords(POLARITIES),
      owner: word,
      sumOf: listOf(code),
      madeFrom: listOf(code),
      definition: text,
    }),
    'What is measured was defined.',
  ),
  MeasureRedefined: described(
    objectOf<DefinitionFacts>(
      {
        code,
        version: { type: 'integer', minimum: 2 },
        validFrom: text,
        definition: text,
        breaks: boolean,
      },
      { notice: objectOf<Notice>({ publication: word }, { line: count }) },
    ),
    'What a measure counts changed.',
  ),
};
