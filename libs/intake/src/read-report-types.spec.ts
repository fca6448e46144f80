import { describe, expect, it } from '@jest/globals';
import type { Report } from '@ledger/contract';
import type { CommandFields } from './read-report.js';
import type { OptionalFields, RequiredFields, WrittenOut } from './written-out.js';

/** What the reader writes out, as the command has it. */
type Optional<Schema> = OptionalFields<CommandFields<Schema>>;
type Needed<Schema> = RequiredFields<CommandFields<Schema>>;

/** The compiler is the test here: a line that should not compile and does fails `npm run types`. */
describe("A field that is added to a report's schema", () => {
  type Paged = Report & { readonly page?: number };
  type Signed = Report & { readonly signature: string };
  type Recounted = Omit<Report, 'note'> & { readonly note?: number };

  const optional = {} as Optional<Report>;
  const required = {} as Needed<Report>;

  it('does not compile until the reader handles it', () => {
    // @ts-expect-error An optional field that nothing reads.
    const paged: Optional<Paged> = optional;
    // @ts-expect-error A required field that nothing reads.
    const signed: Needed<Signed> = required;
    expect([paged, signed]).toEqual([{}, {}]);
  });

  it('does not compile if the command has it with another type', () => {
    const note = 'as printed';
    const same: Pick<Optional<Report>, 'note'> = { note };
    // @ts-expect-error The command has a text, the schema a number.
    const other: Pick<Optional<Recounted>, 'note'> = { note };
    expect(other).toEqual(same);
  });

  it('has to be written out, also if it may be left out', () => {
    // @ts-expect-error `line` may be undefined, but not forgotten.
    const notice: WrittenOut<{ publication: string; line?: number }> = { publication: 'a' };
    expect(notice).toEqual({ publication: 'a' });
  });
});
