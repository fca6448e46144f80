import { describe, expect, it } from '@jest/globals';
import {
  defineMeasure,
  evolveMeasure,
  redefineMeasure,
  type MeasureState,
} from './measure-state.js';
import type { DefinitionFacts, MeasureEvent, MeasureFacts } from './registry-events.js';
import { measureFacts } from '../testing/examples.js';
import { recordOf, scenario } from '../testing/scenario.js';

const defined: MeasureEvent = { type: 'MeasureDefined', data: measureFacts() };

function definition(facts: Partial<DefinitionFacts> = {}): DefinitionFacts {
  return {
    code: measureFacts().code,
    version: 2,
    validFrom: '2023-05',
    definition: 'One offence for each victim',
    breaks: true,
    ...facts,
  };
}

const redefined: MeasureEvent = { type: 'MeasureRedefined', data: definition() };

const given = scenario({
  initial: undefined,
  evolve: evolveMeasure,
  decide: (decide: (state: MeasureState) => MeasureEvent[], state) => decide(state),
});

const define = (facts: Partial<MeasureFacts>) => (state: MeasureState) =>
  defineMeasure(measureFacts(facts), state);
const redefine = (facts: Partial<DefinitionFacts>) => (state: MeasureState) =>
  redefineMeasure(definition(facts), state);

describe('Defining a measure', () => {
  it('is done once; the same definition again changes nothing, also after a later one', () => {
    given().when(define({})).then(defined);
    given(defined).when(define({})).thenNothing();
    given(defined, redefined).when(define({})).thenNothing();
  });

  it('refuses other facts under a known code', () => {
    given(defined)
      .when(define({ title: 'Another' }))
      .thenRefused('already-registered');
  });

  it.each<[string, Partial<MeasureFacts>]>([
    ['its own code', { code: 'Recorded Crime' }],
    ['a part', { sumOf: ['recorded-crime.violent', 'recorded crime'] }],
    ['what it is made from', { madeFrom: ['a/b'] }],
    ['a unit', { units: ['offences', 'per cent'] }],
    ['its units, of which there are none', { units: [] }],
  ])('refuses a malformed name of %s', (_, facts) => {
    given().when(define(facts)).thenRefused('malformed-name');
  });

  it('takes money by its ISO 4217 code', () => {
    given()
      .when(define({ units: ['GBP'] }))
      .then({ type: 'MeasureDefined', data: measureFacts({ units: ['GBP'] }) });
  });
});

describe('Redefining a measure', () => {
  it('adds the next version, once', () => {
    given(defined).when(redefine({})).then(redefined);
    given(defined, redefined).when(redefine({})).thenNothing();
  });

  it('refuses a gap between versions, and another text of a known version', () => {
    given(defined)
      .when(redefine({ version: 3 }))
      .thenRefused('definition-out-of-order');
    given(defined, redefined)
      .when(redefine({ definition: 'Something else' }))
      .thenRefused('already-registered');
    given(defined)
      .when(redefine({ version: 1 }))
      .thenRefused('already-registered');
  });

  it('refuses a measure nobody defined', () => {
    given().when(redefine({})).thenRefused('unknown-measure');
  });

  it('keeps every version in order', () => {
    const events: readonly MeasureEvent[] = [
      defined,
      redefined,
      { type: 'MeasureRedefined', data: definition({ version: 3, validFrom: '2024-04' }) },
    ];
    const state = events.reduce<MeasureState>(
      (before, event) => evolveMeasure(before, recordOf(event, 'an-id')),
      undefined,
    );

    expect(state?.versions.map(({ version, validFrom }) => [version, validFrom])).toEqual([
      [1, undefined],
      [2, '2023-05'],
      [3, '2024-04'],
    ]);
  });
});
