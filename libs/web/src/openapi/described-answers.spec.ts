import { describe, expect, it } from '@jest/globals';
import {
  answerText,
  PAGING_PARAMETERS,
  type Asked,
  type LIST_PARAMETERS,
} from '@ledger/contract';
import type { Answer, ListedAreas } from '@ledger/figures-read-models';
import { ApiRead } from './api-decorators.js';

/** The compiler is the test here: a line that should not compile and does fails `npm run types`. */
describe('An answer', () => {
  const areas = {
    summary: 'All areas.',
    answers: { 'application/json': 'Areas' },
    parameters: {},
  } as const;

  it('has exactly the fields that its schema has', () => {
    class Controller {
      @ApiRead(areas)
      list(): Promise<Answer<ListedAreas>> {
        throw new TypeError('Nothing calls it.');
      }

      // @ts-expect-error The answer has a field that its schema has not.
      @ApiRead(areas)
      counted(): Promise<Answer<ListedAreas & { readonly count: number }>> {
        return this.list() as ReturnType<Controller['counted']>;
      }

      // @ts-expect-error The schema has a field that the answer has not.
      @ApiRead(areas)
      unpaged(): Promise<Answer<Omit<ListedAreas, 'next'>>> {
        return this.list();
      }

      // @ts-expect-error Nothing is known of the answer's fields.
      @ApiRead(areas)
      unknown(): Promise<Answer<object>> {
        return this.list();
      }
    }
    expect(new Controller()).toBeInstanceOf(Controller);
  });

  it('is asked for with the parameters that its route declares', () => {
    class Controller {
      @ApiRead({ ...areas, parameters: PAGING_PARAMETERS })
      list(asked: Asked<typeof PAGING_PARAMETERS>): Promise<Answer<ListedAreas>> {
        throw new TypeError(`Nothing asks for ${JSON.stringify(asked)}.`);
      }

      // @ts-expect-error The method takes a parameter that the route does not declare.
      @ApiRead({ ...areas, parameters: PAGING_PARAMETERS })
      within(asked: Asked<typeof LIST_PARAMETERS>): Promise<Answer<ListedAreas>> {
        return this.list(asked);
      }

      // @ts-expect-error The method takes a parameter of another type.
      @ApiRead({ ...areas, parameters: PAGING_PARAMETERS })
      behind({ limit = 1 }: { limit?: number; cursor?: number }): Promise<Answer<ListedAreas>> {
        return this.list({ limit });
      }
    }
    expect(new Controller()).toBeInstanceOf(Controller);
  });

  it('is written as text only if its schema describes it', () => {
    const checks: readonly string[] = ['views'];
    expect(answerText('Health', { status: 'well', checks })).toBe(
      '{"status":"well","checks":["views"]}',
    );
    // @ts-expect-error A field that the schema does not have.
    expect(answerText('Health', { status: 'well', checks, age: 1 })).toContain('age');
  });
});
