import { describe, expect, it } from '@jest/globals';
import type { Describes } from '@ledger/contract';
import type { AnswerJson, ReportAnswer } from '@ledger/figures-application';

/** What ends a stream that failed. */
interface FailedLine {
  readonly outcome: 'failed';
  readonly code: string;
  readonly message: string;
  readonly correlationId: string;
}

/** An answer alone, in an array, or with the number of its line. */
type Sent = (AnswerJson<ReportAnswer> & { readonly line?: number }) | FailedLine;

/** True if the schema describes the answers exactly. */
type IsDescribed<Answers> = unknown extends Describes<'ReportAnswer', Answers> ? true : false;

/** The compiler is the test here: a line that should not compile and does fails `npm run types`. */
describe('The answer to a report', () => {
  it('has exactly the fields of its schema, whatever the outcome', () => {
    const described: IsDescribed<Sent> = true;
    // @ts-expect-error The number of the line is missing.
    const unnumbered: IsDescribed<AnswerJson<ReportAnswer> | FailedLine> = true;
    // @ts-expect-error A field that the schema does not have.
    const dated: IsDescribed<Sent & { readonly recordedAt: string }> = true;
    expect([described, unnumbered, dated]).toEqual([true, true, true]);
  });
});
