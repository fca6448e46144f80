import { describe, expect, it } from '@jest/globals';
import { EventBody } from './event-body.js';
import { Optional, Text, Whole, Word } from './fields.js';

/** The compiler is the test here: a line that should not compile and does fails `npm run types`. */
describe('The body of a command', () => {
  it('has exactly the facts of the event it leads to, those in the address aside', () => {
    @EventBody<'FollowUpClosed', 'id'>()
    class Closing {
      readonly outcome!: string;
      readonly closedOn?: string;
    }
    // @ts-expect-error An optional fact is missing.
    @EventBody<'FollowUpClosed', 'id'>()
    class Shorter {
      readonly outcome!: string;
    }
    // @ts-expect-error A field that the event does not have.
    @EventBody<'FollowUpClosed', 'id'>()
    class Longer extends Closing {
      readonly closedBy?: string;
    }
    // @ts-expect-error A field has another type.
    @EventBody<'FollowUpClosed', 'id'>()
    class Other {
      readonly outcome!: number;
      readonly closedOn?: string;
    }
    expect([Closing, Shorter, Longer, Other]).toHaveLength(4);
  });

  it('has fields of the type that their validation lets through', () => {
    class Fields {
      @Optional()
      @Text(10)
      readonly text?: string;

      // @ts-expect-error A text is no number.
      @Text(10)
      readonly count!: number;

      // @ts-expect-error A number is no text.
      @Whole(1, 2)
      readonly name!: string;

      // @ts-expect-error One more word is valid than the field is declared to have.
      @Word(['open', 'closed', 'lost'])
      readonly status!: 'open' | 'closed';

      // @ts-expect-error A field that may be left out has to say so.
      @Optional()
      readonly owner!: string;
    }
    expect(new Fields()).toEqual({});
  });
});
