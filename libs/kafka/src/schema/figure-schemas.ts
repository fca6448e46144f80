import type {
  AnnouncedFacts,
  AppearanceRetracted,
  Announcement,
  FigureEvent,
  FigureRevised,
  Restatement,
  TranscriptionCorrected,
} from '@ledger/figures-domain';
import type { FactsSchemas } from './event-schemas.js';
import {
  described,
  listOf,
  objectOf,
  oneOfWords,
  type JsonSchema,
  type SchemaOf,
} from './json-schema.js';
import {
  decimalMark,
  count,
  figure,
  figureKey,
  locatorOf,
  printedBeside,
  printedFields,
  publishedDate,
  role,
  text,
  uuid,
  word,
} from './words.js';

/** What a publication says of a change, with a bound on the reason where it comes from outside. */
export function changeOf(reason: JsonSchema): JsonSchema {
  type Plain = Exclude<Announcement, Restatement>;
  return {
    oneOf: [
      objectOf<Plain>({
        kind: oneOfWords(['routine', 'correction', 'finalised', 'withdrawn']),
        reason,
      }),
      objectOf<Restatement>(
        { kind: { type: 'string', const: 'restatement' }, reason },
        {
          definitionVersion: count,
          notice: described(
            objectOf<NonNullable<Restatement['notice']>>(
              { publication: word },
              { line: count },
            ),
            'Where the change of basis was said.',
          ),
        },
      ),
    ],
  };
}

const required = {
  ...printedFields,
  key: figureKey,
  figure,
  publication: word,
  publisher: word,
  published: publishedDate,
  role,
  locator: locatorOf(text),
};
const optional = {
  change: changeOf(text),
  correctsPublications: described(
    listOf(word, { minItems: 1, uniqueItems: true }),
    'What its publication corrects, directly or through others, and so comes after.',
  ),
  decimalMark,
  note: text,
  ...printedBeside,
};

function printed(description: string): SchemaOf<AnnouncedFacts> {
  return described(objectOf<AnnouncedFacts>(required, optional), description);
}

/** The facts of events on a figure's stream. */
export const FIGURE_FACTS: FactsSchemas<FigureEvent> = {
  FigureRecorded: printed('A value was reported for the first time.'),
  FigureConfirmed: printed('It was printed again and agrees at the printed precision.'),
  FigureRevised: described(
    objectOf<FigureRevised['data']>(
      { ...required, kind: oneOfWords(['routine', 'correction', 'unannounced']) },
      optional,
    ),
    'A later publication gave another value on the same basis.',
  ),
  FigureRestated: printed('Its basis changed: definition, counting rule, boundary.'),
  FigureFinalised: printed('Provisional became final with the value unchanged.'),
  FigureContradicted: printed(
    'It was printed differently by the same publication, or by a publisher that does not own ' +
      'the measure; the value in force stays.',
  ),
  FigureWithdrawn: printed('The publisher withdrew it.'),
  TranscriptionCorrected: described(
    objectOf<TranscriptionCorrected['data']>(
      {
        ...printedFields,
        key: figureKey,
        corrects: uuid,
        publication: word,
        reason: text,
      },
      printedBeside,
    ),
    "The ledger's own capture was wrong; the publication never changed.",
  ),
  AppearanceRetracted: described(
    objectOf<AppearanceRetracted['data']>({
      key: figureKey,
      retracts: uuid,
      publication: word,
      reason: text,
    }),
    "The ledger's own capture was wrong altogether: the publication never printed it there.",
  ),
};
