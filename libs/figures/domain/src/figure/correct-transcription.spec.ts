import { describe, expect, it } from '@jest/globals';
import { appearanceId, locatorText } from './appearance.js';
import {
  correctionId,
  decideCorrection,
  type CorrectTranscription,
} from './correct-transcription.js';
import type { FigureEvent, TranscriptionCorrected } from './figure-events.js';
import { UnitsNotComparable } from './figure-refusals.js';
import { evolveFigure, UNREPORTED, type FigureState } from './figure-state.js';
import {
  paragraph,
  printedValue,
  recordedCrime,
  reportFigure,
  table,
  type Print,
} from '../testing/examples.js';
import { recorded } from '../testing/figure-event-examples.js';
import { recordOf, scenario } from '../testing/scenario.js';

const { key, publication } = reportFigure();
const misread = appearanceId(key, publication, locatorText(table), '421');

function correct(print: Print, corrects = misread): CorrectTranscription {
  return { key, corrects, reason: 'misread', ...printedValue(print) };
}

function corrected(print: Print): TranscriptionCorrected {
  const data = { key, corrects: misread, publication, reason: 'misread' };
  return { type: 'TranscriptionCorrected', data: { ...data, ...printedValue(print) } };
}

const given = scenario({
  initial: UNREPORTED,
  evolve: evolveFigure,
  idOf: (event: FigureEvent, revision) =>
    event.type === 'TranscriptionCorrected' ? `correction-${revision}` : misread,
  decide: (command: CorrectTranscription, state): FigureEvent[] => {
    const decision = decideCorrection(command, state, recordedCrime);
    return decision.outcome === 'corrected' ? [decision.event] : [];
  },
});

describe('Correcting a transcription', () => {
  it('says what the page says, and of which capture', () => {
    given(recorded({ value: '421' }))
      .when(correct({ value: '412' }))
      .then(corrected({ value: '412' }));
  });

  it('changes nothing when the page is captured so already', () => {
    given(recorded({ value: '421' }))
      .when(correct({ value: '421' }))
      .thenNothing();
    given(recorded({ value: '421' }), corrected({ value: '412' }))
      .when(correct({ value: '412' }))
      .thenNothing();
  });

  it('refuses an event that the figure does not have', () => {
    given()
      .when(correct({ value: '412' }))
      .thenRefused('unknown-appearance');
    given(recorded({ value: '421', at: paragraph }))
      .when(correct({ value: '412' }, 'another'))
      .thenRefused('unknown-appearance');
  });

  it.each([
    ['unit-not-of-measure', { value: '412', unit: 'percent' }],
    ['value-and-markers-disagree', { value: null }],
    ['printed-does-not-say-value', { value: '412', printed: '421' }],
  ] as const)('refuses with %s a page that cannot be', (code, print) => {
    given(recorded({ value: '421' }))
      .when(correct(print))
      .thenRefused(code);
  });

  it('mends a wrong scale, and says which', () => {
    const millions = { value: '412000000', printed: '412', scale: 6 } as const;
    const thousands = { value: '412000', printed: '412', scale: 3 } as const;
    given(recorded(millions)).when(correct(thousands)).then(corrected(thousands));
    given(recorded(millions), corrected(thousands)).when(correct(thousands)).thenNothing();
    given(recorded(millions), corrected(thousands))
      .when(correct(millions))
      .then(corrected(millions));
  });

  it('may change the unit of a figure that has one capture, and not away from the others', () => {
    const measure = { ...recordedCrime, units: ['USD', 'CNY'] };
    const decide = (state: FigureState) =>
      decideCorrection(correct({ value: '421', unit: 'CNY' }), state, measure);
    const one = evolveFigure(
      UNREPORTED,
      recordOf(recorded({ value: '421', unit: 'USD' }), misread),
    );
    const two = evolveFigure(
      one,
      recordOf(recorded({ value: '421', unit: 'USD', at: paragraph }), 'another'),
    );
    expect(decide(one).outcome).toBe('corrected');
    expect(() => decide(two)).toThrow(UnitsNotComparable);
  });

  it('gives every correction its own id, there and back again too', () => {
    const ids = new Set<string>();
    let state: FigureState = evolveFigure(
      UNREPORTED,
      recordOf(recorded({ value: '421' }), misread),
    );
    for (const value of ['412', '421', '412', '421']) {
      const decision = decideCorrection(correct({ value }), state, recordedCrime);
      if (decision.outcome === 'unchanged') throw new Error(`${value} changed nothing`);
      ids.add(decision.eventId);
      state = evolveFigure(state, recordOf(decision.event, decision.eventId));
    }

    expect(ids.size).toBe(4);
  });

  it('corrects the precision alone too, to one event of its own', () => {
    const state = evolveFigure(UNREPORTED, recordOf(recorded({ value: '412' }), misread));
    const decision = decideCorrection(
      correct({ value: '412', precision: 'unknown' }),
      state,
      recordedCrime,
    );

    expect(decision).toMatchObject({ event: { data: { precision: 'unknown' } } });
    expect(decision).not.toMatchObject({
      eventId: correctionId(misread, printedValue({ value: '412' })),
    });
  });

  it('gives the same correction the same id on every retry', () => {
    const state = evolveFigure(UNREPORTED, recordOf(recorded({ value: '421' }), misread));
    const decide = () => decideCorrection(correct({ value: '412' }), state, recordedCrime);

    expect(decide()).toEqual(decide());
  });
});
