import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  comparedMeasure,
  figureKey,
  figureStream,
  KEY_CHARACTERS_MAX,
  MalformedFigureKey,
  parseFigureKey,
  type FigureIdentity,
} from './figure-key.js';
import { parsePeriod } from '../time/period.js';
import { comparisonOf, STATISTICS } from './statistic.js';
import { identity } from '../testing/examples.js';

const letters = Array.from('abcxyz019');
const word = fc
  .array(fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 2,
  })
  .map((parts) => parts.join('-'));
const code = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('.'));
const measure = code.map((text) => `m${text}`);
const period = fc
  .oneof(
    fc.constantFrom('2024', '2024-05', '2024-05-17', '2024-05..2024-07', '2018-04..2019-03'),
    word.map((id) => `unstated@${id}`),
  )
  .map(parsePeriod);
const breakdown = fc
  .uniqueArray(fc.tuple(fc.oneof(word, fc.constant('constructor')), code), {
    maxLength: 3,
    selector: ([name]) => name,
  })
  .map((pairs) => Object.fromEntries(pairs));

const identities: fc.Arbitrary<FigureIdentity> = fc
  .record({
    measure,
    area: code,
    period,
    statistic: fc.constantFrom(...STATISTICS),
    against: fc.record({ period, measure, level: fc.constantFrom('5', '95', '97.5', '99.99') }),
    isMeasure: fc.boolean(),
    breakdown,
  })
  .map(({ against, isMeasure, ...figure }) => {
    const wanted = comparisonOf(figure.statistic);
    if (wanted === 'nothing') return figure;
    const either = isMeasure ? against.measure : against.period;
    const comparedWith = wanted === 'period-or-measure' ? either : against[wanted];
    return { ...figure, comparedWith };
  });

describe("A figure's key", () => {
  it('is written as the design says', () => {
    expect(figureKey(identity())).toBe('recorded-crime.all/kent/2024-05');
    expect(
      figureKey(
        identity({
          period: '2024-05..2024-07',
          statistic: 'percent-change',
          comparedWith: '2023-05..2023-07',
        }),
      ),
    ).toBe('recorded-crime.all/kent/2024-05..2024-07/percent-change~2023-05..2023-07');
    expect(
      figureKey(
        identity({ measure: 'call-handling.answered-share', breakdown: { channel: '101' } }),
      ),
    ).toBe('call-handling.answered-share/kent/2024-05/channel=101');
  });

  it('is the same whatever order the breakdowns are named in', () => {
    const there = { sex: 'female', age: '18-24' };
    const back = { age: '18-24', sex: 'female' };

    expect(figureKey(identity({ breakdown: there }))).toBe(
      figureKey(identity({ breakdown: back })),
    );
  });

  it('reads back as the identity it was made from', () => {
    fc.assert(
      fc.property(identities, (figure) => {
        expect(parseFigureKey(figureKey(figure))).toEqual(figure);
      }),
      { numRuns: 500 },
    );
  });

  it('is never shared by two different figures', () => {
    fc.assert(
      fc.property(identities, identities, (left, right) => {
        const isSame = figureKey(left) === figureKey(right);
        expect(isSame).toBe(JSON.stringify(inOrder(left)) === JSON.stringify(inOrder(right)));
      }),
    );
  });

  it('is refused in every other text, and never fails otherwise', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), mangledKeys()), (text) => {
        try {
          expect(figureKey(parseFigureKey(text))).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedFigureKey);
        }
      }),
    );
  });

  it.each([
    ['recorded-crime.all/kent', 'it needs a measure, an area and a period'],
    ['Recorded/kent/2024', '"Recorded" is not a measure'],
    ['recorded/kent shire/2024', '"kent shire" is not a area'],
    ['recorded/kent/last year', '"last year" is not a period'],
    ['recorded/kent/2024-01..2024-12', 'it is written recorded/kent/2024'],
    ['recorded/kent/2024/value', '"value" is not a statistic of a key'],
    ['recorded/kent/2024/history', '"history" is not a statistic of a key'],
    ['recorded/kent/2024/change', 'change compares with something'],
    ['recorded/kent/2024/lower-bound', 'lower-bound compares with something'],
    ['recorded/kent/2024/lower-bound~2023', '"2023" is not something to compare with'],
    ['recorded/kent/2024/percentile~95.0', '"95.0" is not something to compare with'],
    ['recorded/kent/2024/percentile~0', '"0" is not something to compare with'],
    ['recorded/kent/2024/index~population', '"population" is not something to compare with'],
    ['recorded/kent/2024/rate~2023', '"2023" is not something to compare with'],
    ['recorded/kent/2024/mean~2023', 'mean compares with nothing'],
    ['recorded/kent/2024/change~May 2023', '"May 2023" is not something to compare with'],
    ['recorded/kent/2024/b=1/a=1', 'it is written recorded/kent/2024/a=1/b=1'],
    ['recorded/kent/2024/a=1/a=2', '"a=2" is not a breakdown'],
    ['recorded/kent/2024/=1', '"=1" is not a breakdown'],
  ])('tells what is wrong with %s', (text, reason) => {
    expect(() => parseFigureKey(text)).toThrow(reason);
  });

  it('has a length that every store takes', () => {
    const names = Array.from({ length: 12 }, (_, i) => [`${'n'.repeat(100)}${i}`, '1']);
    const long = identity({ breakdown: Object.fromEntries(names) });

    expect(() => figureKey(long)).toThrow(`more than ${KEY_CHARACTERS_MAX} characters`);
  });

  it("names the figure's stream", () => {
    expect(figureStream(figureKey(identity()))).toBe('figure-recorded-crime.all/kent/2024-05');
  });
});

describe('What a figure is compared with', () => {
  it('is a measure where it is a code, and no measure where it is a period', () => {
    expect(comparedMeasure('workforce.officers')).toBe('workforce.officers');
    expect(comparedMeasure('2023-05')).toBeUndefined();
    expect(comparedMeasure('unstated@september-paper')).toBeUndefined();
    expect(comparedMeasure(undefined)).toBeUndefined();
  });
});

function inOrder({ breakdown, ...figure }: FigureIdentity): unknown {
  return [Object.entries(figure).sort(), Object.entries(breakdown).sort()];
}

function mangledKeys(): fc.Arbitrary<string> {
  const marks = ['/', '~', '=', '@', '..', ' ', 'A', '', '-', '.', '/value', '/a=1'];
  return fc.tuple(identities, fc.nat(), fc.constantFrom(...marks)).map(([figure, at, mark]) => {
    const key = figureKey(figure);
    return key.slice(0, at % key.length) + mark + key.slice((at % key.length) + 1);
  });
}
