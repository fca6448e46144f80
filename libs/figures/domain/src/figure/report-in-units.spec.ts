import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { appearanceId, locatorText } from './appearance.js';
import type { ChainEntry } from './chain-entry.js';
import { chainOf } from './figure-chain.js';
import type { DefinedMeasure } from '../registry/measure-state.js';
import {
  confirmed,
  contradicted,
  recorded,
  revised,
} from '../testing/figure-event-examples.js';
import {
  paragraph,
  printedFacts,
  recordedCrime,
  reportFigure,
  type Print,
} from '../testing/examples.js';
import { contextOf, now, reporting } from '../testing/reporting.js';

describe('A figure that is printed in several units', () => {
  const spending: DefinedMeasure = {
    ...recordedCrime,
    units: ['USD', 'CNY', 'usd-million', 'minutes', 'seconds', 'percent', 'percentage-points'],
  };
  const given = reporting((report) => ({ ...contextOf(report), measure: spending }));
  const again = { in: 'december' } as const;

  it.each([
    ['confirms', ['60', 'seconds'], ['1', 'minutes']],
    ['confirms', ['7107000000', 'USD'], ['7107', 'usd-million']],
    ['revises', ['5', 'minutes'], ['5', 'seconds']],
  ] as const)('%s %p by %p', (what, [value, unit], later) => {
    const second = { ...again, value: later[0], unit: later[1] };
    given(recorded({ value, unit }))
      .when(reportFigure(second))
      .then(what === 'confirms' ? confirmed(second) : revised('unannounced', second));
  });

  it.each([
    ['USD', 'CNY'],
    ['minutes', 'USD'],
    ['percent', 'percentage-points'],
  ])('keeps what came first in %s and refuses %s beside it', (unit, other) => {
    given(recorded({ value: '5', unit }))
      .when(reportFigure({ ...again, value: '5', unit: other }))
      .thenRefused('units-not-comparable');
    given(recorded({ value: '5', unit: other, ...again }))
      .when(reportFigure({ value: '5', unit }))
      .thenRefused('units-not-comparable');
  });

  it('takes what it knows already, also where a stored figure has both', () => {
    const both = [
      recorded({ value: '5', unit: 'USD' }),
      contradicted({ value: '5', unit: 'CNY', in: 'bulletin' }),
    ];
    given(...both)
      .when(reportFigure({ value: '5', unit: 'CNY', in: 'bulletin' }))
      .thenNothing();
    given(...both)
      .when(reportFigure({ ...again, value: '5', unit: 'CNY' }))
      .then(revised('unannounced', { ...again, value: '5', unit: 'CNY' }));
  });

  it('distinguishes two currencies by a breakdown', () => {
    const yuan = { value: '5', unit: 'CNY', figure: { breakdown: { unit: 'cny' } } };
    given().when(reportFigure(yuan)).then(recorded(yuan));
  });

  it('has one chain, whatever order its reports come in', () => {
    const prints: readonly Print[] = [
      { value: '60', unit: 'seconds' },
      { value: '1', unit: 'minutes', at: paragraph },
      { value: '1.00', unit: 'minutes', ...again },
      { value: '75', unit: 'seconds', in: 'bulletin' },
      { value: '61', unit: 'seconds', in: 'march' },
    ];
    const chainIn = (order: readonly Print[]) => {
      const entries = order.map((print): ChainEntry => {
        const { key, publication, locator, printed } = reportFigure(print);
        const eventId = appearanceId(key, publication, locatorText(locator), printed);
        return { eventId, recordedAt: now, facts: printedFacts(print) };
      });
      return chainOf(entries, spending.owner);
    };
    fc.assert(
      fc.property(fc.shuffledSubarray([...prints], { minLength: prints.length }), (order) => {
        expect(chainIn(order)).toEqual(chainIn(prints));
      }),
      { numRuns: 40 },
    );
    expect(chainIn(prints).links.map(({ move }) => move)).toEqual([
      'recorded',
      'confirmed',
      'contradicted',
      'confirmed',
      'revised',
    ]);
  });
});

describe('A number in a table that is headed with a scale', () => {
  const spending: DefinedMeasure = { ...recordedCrime, units: ['USD'] };
  const given = reporting((report) => ({ ...contextOf(report), measure: spending }));
  const million = { value: '7107000000', printed: '7,107', unit: 'USD', scale: 6 } as const;

  it('has the value that its print and the scale make', () => {
    given().when(reportFigure(million)).then(recorded(million));
    given()
      .when(reportFigure({ ...million, scale: 0 }))
      .thenRefused('printed-does-not-say-value');
    given()
      .when(reportFigure({ ...million, scale: 3 }))
      .thenRefused('printed-does-not-say-value');
    given()
      .when(reportFigure({ ...million, value: '7107' }))
      .thenRefused('printed-does-not-say-value');
    const fine = { value: '0.012', printed: '12', unit: 'USD', scale: -3 } as const;
    given().when(reportFigure(fine)).then(recorded(fine));
  });

  it('is confirmed by the same number in prose, to the precision of each', () => {
    const prose = { value: '7100000000', printed: '$7.1 billion', unit: 'USD', at: paragraph };
    given(recorded(million)).when(reportFigure(prose)).then(confirmed(prose));
    const other = {
      value: '7108000000',
      printed: '$7,108 million',
      unit: 'USD',
      at: paragraph,
    };
    given(recorded(million)).when(reportFigure(other)).then(contradicted(other));
  });

  it('is another capture under another scale', () => {
    const nought = { value: '0', printed: '0', unit: 'USD' } as const;
    given(recorded(nought))
      .when(reportFigure({ ...nought, scale: 6 }))
      .thenRefused('appearance-already-captured');
    given(recorded(million)).when(reportFigure(million)).thenNothing();
    const { scale, ...unscaled } = { ...million, printed: '7,107 million' };
    given(recorded(unscaled))
      .when(reportFigure({ ...unscaled, scale: 0 }))
      .thenNothing();
    given(recorded(million))
      .when(reportFigure({ ...million, value: '7107000', scale: 3 }))
      .thenRefused('appearance-already-captured');
    expect(scale).toBe(6);
  });
});
