import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@ledger/kernel';
import { evolveFigure, UNREPORTED } from './figure-state.js';
import { decideReport } from './report-figure.js';
import { openPaper, recordedCrime, reportFigure } from '../testing/examples.js';
import { recorded } from '../testing/figure-event-examples.js';
import { recordOf } from '../testing/scenario.js';

const now = parseInstant('2025-06-01T12:00:00Z');
const context = { publication: openPaper('september'), measure: recordedCrime, now };

describe('A place that was captured', () => {
  it('lets the report stand that has the announcement of a place, whichever came first', () => {
    const change = { kind: 'withdrawn', reason: 'found unsound' } as const;
    const announcing = evolveFigure(UNREPORTED, recordOf(recorded({ change }), 'event-0'));
    expect(decideReport(reportFigure(), announcing, context)).toEqual({
      outcome: 'unchanged',
      eventId: 'event-0',
    });
    const plain = evolveFigure(UNREPORTED, recordOf(recorded(), 'event-0'));
    const announced = reportFigure({ change });
    const decision = decideReport(announced, plain, context);
    expect(decision).toMatchObject({
      event: { type: 'FigureWithdrawn', data: { change } },
      takenBack: { event: { type: 'AppearanceRetracted', data: { retracts: 'event-0' } } },
    });
    const seal = { appearances: 1, digest: '' };
    const sealed = {
      ...context.publication,
      capture: { state: 'sealed', sealings: 1, seal },
    } as const;
    expect(() => decideReport(announced, plain, { ...context, publication: sealed })).toThrow(
      expect.objectContaining({ code: 'publication-sealed' }),
    );
  });
});
