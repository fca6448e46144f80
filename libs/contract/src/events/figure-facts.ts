import type { FigureEvent } from '@ledger/figures-domain';
import { eventId, figureKey, publishedDate, text, word } from '../formats.js';
import { described, listOf, object } from '../schema.js';
import {
  changeOf,
  decimalMark,
  figure,
  locatorOf,
  printed,
  printedBeside,
  revisionKind,
  role,
} from '../vocabulary.js';
import { factsOf } from './facts-of.js';

const required = {
  ...printed,
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

function printedAs(description: string) {
  return described(object(required, optional), description);
}

/** The facts of events on a figure's stream. */
export const FIGURE_FACTS = factsOf<FigureEvent>()({
  FigureRecorded: printedAs('A value was reported for the first time.'),
  FigureConfirmed: printedAs('It was printed again and agrees at the printed precision.'),
  FigureRevised: described(
    object({ ...required, kind: revisionKind }, optional),
    'A later publication gave another value on the same basis.',
  ),
  FigureRestated: printedAs('Its basis changed: definition, counting rule, boundary.'),
  FigureFinalised: printedAs('Provisional became final with the value unchanged.'),
  FigureContradicted: printedAs(
    'It was printed differently by the same publication, or by a publisher that does not own ' +
      'the measure; the value in force stays.',
  ),
  FigureWithdrawn: printedAs('The publisher withdrew it.'),
  TranscriptionCorrected: described(
    object(
      {
        ...printed,
        key: figureKey,
        corrects: eventId,
        publication: word,
        reason: text,
      },
      printedBeside,
    ),
    "The ledger's own capture was wrong; the publication never changed.",
  ),
  AppearanceRetracted: described(
    object({
      key: figureKey,
      retracts: eventId,
      publication: word,
      reason: text,
    }),
    "The ledger's own capture was wrong altogether: the publication never printed it there.",
  ),
});
