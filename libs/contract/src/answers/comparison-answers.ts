import type { TSchema } from 'typebox';
import { anyText, decimal } from '../formats.js';
import { described, enumOf, object, orNull } from '../schema.js';
import { COMPARED, figure } from '../vocabulary.js';
import { print } from './figure-answers.js';

const pairedFigure = object({ key: anyText, figure, print });

/** What a comparison of two publications says of figures. */
export const COMPARISON_ANSWERS = {
  ComparedFigure: object({
    key: anyText,
    figure,
    measureTitle: anyText,
    outcome: enumOf(COMPARED),
    a: orNull(print),
    b: orNull(print),
    difference: orNull(decimal),
  }),
  IdentityPair: object({
    measureTitle: anyText,
    periodLength: described(anyText, 'Of both periods: `12 months`, `7 days`.'),
    a: pairedFigure,
    b: pairedFigure,
    difference: described(decimal, 'What b prints less what a prints, in the unit of a.'),
  }),
} as const satisfies Readonly<Record<string, TSchema>>;
