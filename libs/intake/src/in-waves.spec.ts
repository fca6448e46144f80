import { describe, expect, it } from '@jest/globals';
import { ABREAST_MAX, inWaves } from './in-waves.js';

const area = (id: string, parent?: string) => ({ id, parent });

const waves = (...areas: readonly ReturnType<typeof area>[]) =>
  inWaves(areas, { name: ({ id }) => id, needs: ({ parent }) => parent }).map((wave) =>
    wave.map(({ id }) => id),
  );

describe('Items in waves', () => {
  it('are under way together if none needs another', () => {
    expect(waves(area('a'), area('b'), area('c'))).toEqual([['a', 'b', 'c']]);
  });

  it('wait for what they need', () => {
    expect(waves(area('a'), area('b', 'a'), area('c', 'a'), area('d', 'c'))).toEqual([
      ['a'],
      ['b', 'c'],
      ['d'],
    ]);
  });

  it('keep their order where they touch the same', () => {
    expect(waves(area('a'), area('b'), area('a'))).toEqual([['a', 'b'], ['a']]);
  });

  it('are no more at once than a stream of reports keeps under way', () => {
    const many = Array.from({ length: ABREAST_MAX + 1 }, (_, i) => area(`${i}`));
    expect(waves(...many).map(({ length }) => length)).toEqual([ABREAST_MAX, 1]);
  });
});
