import type { RegistryEvent } from '@ledger/figures-domain';
import Type from 'typebox';
import { code, boolean, publishedDate, text, word } from '../formats.js';
import { described, listOf, object } from '../schema.js';
import { measureKind, notice, polarity, valueType } from '../vocabulary.js';
import { factsOf } from './facts-of.js';

const members = listOf(object({ id: code, title: text }));

/** The facts of events on the streams of publishers, areas, dimensions and measures. */
export const REGISTRY_FACTS = factsOf<RegistryEvent>()({
  PublisherRegistered: described(
    object({ id: word, title: text, kind: text }),
    'An organisation that publishes figures was registered.',
  ),
  PublisherCorrected: described(
    object({ id: word, title: text, kind: text, reason: text }),
    'What the registry says of a publisher was corrected.',
  ),
  AreaRegistered: described(
    object({ id: code, title: text, kind: text }, { parent: code }),
    'A place that figures are about was registered.',
  ),
  AreaCorrected: described(
    object({ id: code, title: text, kind: text, reason: text }, { parent: code }),
    'What the registry says of an area was corrected.',
  ),
  DimensionRegistered: described(
    object({ id: word, title: text, members }),
    'A dimension of breakdowns was registered, with its first members.',
  ),
  MembersRegistered: described(
    object({ id: word, members }),
    'A dimension got further members.',
  ),
  OwnershipRegistered: described(
    object(
      { owner: word },
      { measures: code, area: code, source: word, from: publishedDate, reason: text },
    ),
    'Somebody owns the figures of a part of the measures and areas, from a date on.',
  ),
  MeasureDefined: described(
    object({
      code,
      title: text,
      units: listOf(text, { minItems: 1 }),
      valueType,
      kind: measureKind,
      polarity,
      owner: word,
      sumOf: listOf(code),
      madeFrom: listOf(code),
      definition: text,
    }),
    'What is measured was defined.',
  ),
  MeasureRedefined: described(
    object(
      {
        code,
        version: Type.Integer({ minimum: 2 }),
        validFrom: text,
        definition: text,
        breaks: boolean,
      },
      { notice },
    ),
    'What a measure counts changed.',
  ),
});
