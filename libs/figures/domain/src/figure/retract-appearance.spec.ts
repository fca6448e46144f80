import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { appearanceId, locatorText } from './appearance.js';
import { decideCorrection } from './correct-transcription.js';
import { chainOf } from './figure-chain.js';
import type { AppearanceRetracted, FigureEvent } from './figure-events.js';
import { entriesOf, evolveFigure, UNREPORTED, type FigureState } from './figure-state.js';
import type { KnownPublication } from '../publication/publication-state.js';
import { decideReport } from './report-figure.js';
import { decideRetraction, type RetractAppearance } from './retract-appearance.js';
import {
  force,
  paragraph,
  openPaper,
  printedValue,
  recordedCrime,
  reportFigure,
  table,
} from '../testing/examples.js';
import { recorded } from '../testing/figure-event-examples.js';
import { recordOf, scenario } from '../testing/scenario.js';

const { key, publication } = reportFigure();
const captured = appearanceId(key, publication, locatorText(table), '421');
const open = openPaper('september');
const seal = { appearances: 1, digest: 'ab'.repeat(32) };
const sealed: KnownPublication = { ...open, capture: { state: 'sealed', sealings: 1, seal } };
const retraction: RetractAppearance = { key, retracts: captured, reason: 'another force' };
const retracted: AppearanceRetracted = {
  type: 'AppearanceRetracted',
  data: { ...retraction, publication },
};

const given = scenario({
  initial: UNREPORTED,
  evolve: evolveFigure,
  idOf,
  decide: (
    { of, by }: { of: RetractAppearance; by: KnownPublication },
    state,
  ): FigureEvent[] => {
    const decision = decideRetraction(of, state, by);
    return decision.outcome === 'retracted' ? [decision.event] : [];
  },
});

function stateAfter(...events: readonly FigureEvent[]): FigureState {
  return events.reduce<FigureState>(
    (state, event, revision) => evolveFigure(state, recordOf(event, idOf(event), revision)),
    UNREPORTED,
  );
}

function idOf({ type }: FigureEvent): string {
  return type === 'AppearanceRetracted' ? 'a-retraction' : captured;
}

describe('Retracting a capture', () => {
  it('says of which capture, and why', () => {
    given(recorded({ value: '421' }))
      .when({ of: retraction, by: open })
      .then(retracted);
  });

  it('changes nothing when it was retracted so, and refuses another reason', () => {
    given(recorded({ value: '421' }), retracted)
      .when({ of: retraction, by: sealed })
      .thenNothing();
    given(recorded({ value: '421' }), retracted)
      .when({ of: { ...retraction, reason: 'no figure' }, by: open })
      .thenRefused('appearance-retracted');
  });

  it('refuses an event that the figure does not have', () => {
    given().when({ of: retraction, by: open }).thenRefused('unknown-appearance');
    given(recorded({ value: '421' }))
      .when({ of: { ...retraction, retracts: 'another' }, by: open })
      .thenRefused('unknown-appearance');
  });

  it('is refused by a sealed publication until it is reopened', () => {
    given(recorded({ value: '421' }))
      .when({ of: retraction, by: sealed })
      .thenRefused('publication-sealed');
  });
});

describe('A retracted capture', () => {
  const context = { publication: open, measure: recordedCrime, now: instantOf(0) };

  it('is in no chain, and changes nothing that was recorded before', () => {
    const records = [
      recordOf(recorded({ value: '421' }), captured),
      recordOf(recorded({ value: '412', in: 'december' }), 'december'),
      recordOf(retracted, 'retraction', 2),
    ];
    const movesOf = (known: typeof records) =>
      chainOf(entriesOf(known), force.id).links.map(({ move }) => move);

    expect(movesOf(records.slice(0, 2))).toEqual(['recorded', 'revised']);
    expect(movesOf(records)).toEqual(['recorded']);
  });

  it('leaves no figure where it was the only one', () => {
    const state = stateAfter(recorded({ value: '421' }), retracted);
    if (state.kind === 'unreported') throw new Error('It was reported once.');

    expect(chainOf(state.entries, force.id).inForce).toEqual({ state: 'unreported' });
  });

  it('does not come back when a stale report says the same again', () => {
    const state = stateAfter(recorded({ value: '421' }), retracted);

    expect(() => decideReport(reportFigure({ value: '421' }), state, context)).toThrow(
      expect.objectContaining({ code: 'appearance-retracted' }),
    );
  });

  it('leaves its place to what is printed there', () => {
    const state = stateAfter(recorded({ value: '421' }), retracted);

    expect(decideReport(reportFigure({ value: '412' }), state, context)).toMatchObject({
      outcome: 'printed',
      event: { type: 'FigureRecorded' },
    });
    expect(
      decideReport(reportFigure({ value: '421', at: paragraph }), state, context),
    ).toMatchObject({ outcome: 'printed', event: { type: 'FigureRecorded' } });
  });

  it('leaves its place to the same text with other facts, under an id of its own', () => {
    const state = stateAfter(recorded({ value: '421' }), retracted);
    const anew = reportFigure({ value: '421', note: 'it does stand there' });
    const decision = decideReport(anew, state, context);

    expect(decision).toMatchObject({ outcome: 'printed', event: { type: 'FigureRecorded' } });
    expect(decision.eventId).not.toBe(captured);
  });

  it('decides no longer which units the figure takes', () => {
    const measure = { ...recordedCrime, units: ['USD', 'CNY'] };
    const report = reportFigure({ value: '5', unit: 'CNY', at: paragraph });
    const first = recorded({ value: '421', unit: 'USD' });
    const decide = (state: FigureState) =>
      decideReport(report, state, { ...context, measure }).outcome;

    expect(() => decide(stateAfter(first))).toThrow(
      expect.objectContaining({ code: 'units-not-comparable' }),
    );
    expect(decide(stateAfter(first, retracted))).toBe('printed');
  });

  it('is no longer corrected', () => {
    const state = stateAfter(recorded({ value: '421' }), retracted);
    const correction = { key, corrects: captured, reason: 'misread', ...printedValue({}) };

    expect(() => decideCorrection(correction, state, recordedCrime)).toThrow(
      expect.objectContaining({ code: 'appearance-retracted' }),
    );
  });
});
