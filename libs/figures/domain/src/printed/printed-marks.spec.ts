import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  5† | 5 offences exact
  12(p) | 12 offences exact p
  12 [p, r] | 12 offences exact p r
  12¹ | 12 offences exact
  12 b | 12 offences exact b
  12 [r] | 12 offences exact r
  13.6 p | 13.6 percent exact p
  12 (r) | 12 offences exact r
  12 [e] | 12 offences exact e
  12 (provisional) | 12 offences exact p
  12r | 12 offences exact r
  12p | 12 offences exact p
  12 [p][r] | 12 offences exact p r
  [c] | null offences exact c
  [x] | null offences exact x
  .. | null offences exact x
  : | null offences exact x
  - | null offences exact z
  12² | 12 offences exact
  12 [note 1] | 12 offences exact
  12 [notes 1 and 2] | 12 offences exact
  5‡ | 5 offences exact
  5* | 5 offences exact
  5** | 5 offences exact
  £1.2m¹ | 1200000 GBP exact
  12%¹ | 12 percent exact
  12 [r, p] | 12 offences exact p r
  12 (R) | 12 offences exact r
  12 * | 12 offences exact
  12†‡ | 12 offences exact
  12¹ ² | 12 offences exact
  12¹,² | 12 offences exact
  12 (note 3) | 12 offences exact
  12 [note] | 12 offences exact
  12 [provisional] | 12 offences exact p
  [p] 12 | 12 offences exact p
  12 u | 12 offences exact u
  12 [low] | 12 offences exact low
  [z] | null offences exact z
  [w] | null offences exact w
  c | null offences exact c
  : c | null offences exact c
  n/a | null offences exact z
  * | null offences exact c
  [low] | null offences exact low
  0 [low] | 0 offences exact low
  withheld | null offences exact c
  suppressed | null offences exact c
  <5 [r] | 5 offences at-most r
  300 (estimated) | 300 offences exact e
  300 est. | 300 offences exact e
  12 (prov.) | 12 offences exact p
  12P | 12 offences exact p
  12ᵖ | 12 offences exact p
  12 R | 12 offences exact r
  12 (f) | 12 offences exact f
  12 [u] | 12 offences exact u
  12%p | 12 percent exact p
  12% [p] | 12 percent exact p
  £12m [p] | 12000000 GBP exact p
  £12m (r) | 12000000 GBP exact r
  12 [note 1] [p] | 12 offences exact p
  12 [p] [note 1] | 12 offences exact p
  12¹ [r] | 12 offences exact r
  12 [r]¹ | 12 offences exact r
  1.2 (r) | 1.2 gbp-million exact r
  12 e | 12 offences exact e
  12 (p, r) | 12 offences exact p r
  12 [P] | 12 offences exact p
  12 [ low ] | 12 offences exact low
  12 [er] | 12 offences exact er
  - [z] | null offences exact z
  [c]¹ | null offences exact c
  (c) | null offences exact c
  C | null offences exact c
  x¹ | null offences exact x
  ... | null offences exact x
`;

/** As above, of reports that their own print belies. */
const DISAGREE = `
  12 [c] | 12 offences exact
  12 [p] | 12 offences exact
  12 (p) | 12 offences exact
  12 (revised) | 12 offences exact
  12p | 12 offences exact
  12 [p,r] | 12 offences exact p
  [c] | null offences exact x
  12 | null offences exact c
  12 quid | null offences exact c
  twelve | null offences exact c
  12 [c] | null offences exact c
  12 [note 1] | 121 offences exact
  12¹ | 121 offences exact
  12 u | 12 offences exact
  12 [b] | 12 offences exact
  12 [k] | 12 offences exact
  [c] | null offences exact z
  [x] | 0 offences exact
  5 [c] | null offences exact c
  <5 | null offences exact c
  <5 [r] | 5 offences at-most
  12[u] | 12 offences exact
  12 [z] | 12 offences exact
  12 [e] | 12 offences exact
  12 E | 12 offences exact
  12 [p] | 12 offences exact r
  12 [p] [r] | 12 offences exact p
  12 pr | 12 offences exact p r
  12 [ns] | 12 offences exact
  .. [c] | null offences exact x
  0 | null offences exact z
  nil | null offences exact z
`;

describe('What marks a number, or stands for one, of a report held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
