import { describe, expect, it } from '@jest/globals';
import { chainOf } from './figure-chain.js';
import { entriesOf, evolveFigure, UNREPORTED } from './figure-state.js';
import { decideReport } from './report-figure.js';
import {
  confirmed,
  contradicted,
  finalised,
  recorded,
  restated,
  revised,
  withdrawn,
} from '../testing/figure-event-examples.js';
import { paragraph, recordedCrime, reportFigure, table } from '../testing/examples.js';
import { contextOf, reporting } from '../testing/reporting.js';
import { recordOf } from '../testing/scenario.js';

const given = reporting();

describe('Reporting a figure', () => {
  it('records a value nobody reported before', () => {
    given()
      .when(reportFigure({ value: '412' }))
      .then(recorded({ value: '412' }));
  });

  it('changes nothing when the same appearance is reported again', () => {
    given(recorded()).when(reportFigure()).thenNothing();
  });

  it('names the event that says so already when nothing changes', () => {
    const report = reportFigure();
    const first = decideReport(report, UNREPORTED, contextOf(report));
    const state = evolveFigure(UNREPORTED, recordOf(recorded(), first.eventId));

    expect(decideReport(report, state, contextOf(report))).toEqual({
      outcome: 'unchanged',
      eventId: first.eventId,
    });
  });

  it('takes a place without occurrence and its first occurrence for one place', () => {
    given(recorded({ at: { line: 25 } }))
      .when(reportFigure({ at: { line: 25, occurrence: 1 } }))
      .thenNothing();
    given(recorded({ at: { line: 25 } }))
      .when(reportFigure({ at: { line: 25, occurrence: 2 } }))
      .then(confirmed({ at: { line: 25, occurrence: 2 } }));
  });

  it('takes a place for the same, whichever machine spelt it', () => {
    const known = recorded({ at: { table: 'Caf\u00e9s and bars', line: 25 } });
    const again = { table: ' Cafe\u0301s  and\u00a0bars\n', line: 25 };
    given(known)
      .when(reportFigure({ at: again }))
      .thenNothing();
    given()
      .when(reportFigure({ at: again }))
      .then(known);
    // A locator that was stored before locators were folded is found again too.
    given(recorded({ at: again }))
      .when(reportFigure({ at: { table: 'Caf\u00e9s and bars', line: 25 } }))
      .thenNothing();
    given(recorded({ at: again }))
      .when(reportFigure({ at: again }))
      .thenNothing();
  });

  it('confirms a value that another place of the paper prints alike', () => {
    given(recorded({ at: table }))
      .when(reportFigure({ at: paragraph }))
      .then(confirmed({ at: paragraph }));
  });

  it('confirms a value that agrees at the printed precision', () => {
    const nearly = { value: '15000', printed: '15,000', at: paragraph } as const;
    given(recorded({ value: '14773' }))
      .when(reportFigure({ ...nearly, qualifier: 'approximately' }))
      .then(confirmed({ ...nearly, qualifier: 'approximately' }));
  });

  it('confirms by a more exact number of the same paper, which the chain then has speak', () => {
    const exact = reportFigure({ value: '412.4', at: paragraph });
    given(recorded({ value: '412', at: table }))
      .when(exact)
      .then(confirmed({ value: '412.4', at: paragraph }));

    const events = [
      recorded({ value: '412', at: table }),
      confirmed({ ...exact, at: paragraph }),
    ];
    const entries = entriesOf(events.map((event, at) => recordOf(event, `event-${at}`, at)));
    expect(chainOf(entries, recordedCrime.owner).links).toMatchObject([
      { move: 'recorded', entry: { facts: { value: '412.4' } } },
      { move: 'confirmed', entry: { facts: { value: '412' } } },
    ]);
  });

  it('compares what a paper prints again with what it says first', () => {
    const exact = recorded({ value: '412.4', at: table });
    given(exact, confirmed({ value: '412', at: paragraph }))
      .when(reportFigure({ value: '411.9', at: { line: 60 } }))
      .then(contradicted({ value: '411.9', at: { line: 60 } }));
  });

  it.each(['-412', '412.5'])(
    'takes a count of %s, because errors are captured too',
    (value) => {
      given().when(reportFigure({ value })).then(recorded({ value }));
    },
  );

  it('contradicts when one paper prints it twice and differently', () => {
    given(recorded({ value: '412', at: table }))
      .when(reportFigure({ value: '421', at: paragraph }))
      .then(contradicted({ value: '421', at: paragraph }));
  });

  it('contradicts when the exact number does not fit what the same paper hedged', () => {
    const about = { value: '400', qualifier: 'approximately', at: paragraph } as const;
    given(recorded(about))
      .when(reportFigure({ value: '612', at: table }))
      .then(contradicted({ value: '612', at: table }));
    given(recorded(about))
      .when(reportFigure({ value: '412', at: table }))
      .then(confirmed({ value: '412', at: table }));
  });

  it('revises unannounced when a later paper of the owner prints another value', () => {
    given(recorded({ value: '412' }))
      .when(reportFigure({ value: '420', in: 'december' }))
      .then(revised('unannounced', { value: '420', in: 'december' }));
  });

  it.each(['routine', 'correction'] as const)(
    'revises as %s when the paper says so',
    (kind) => {
      const change = { kind, reason: 'late records' };
      given(recorded({ value: '412' }))
        .when(reportFigure({ value: '420', in: 'december', change }))
        .then(revised(kind, { value: '420', in: 'december', change }));
    },
  );

  it('contradicts when somebody else than the owner prints another value', () => {
    given(recorded({ value: '412' }))
      .when(reportFigure({ value: '420', in: 'bulletin' }))
      .then(contradicted({ value: '420', in: 'bulletin' }));
  });

  it('restates when the owner says that the basis changed, also with an equal value', () => {
    const change = {
      kind: 'restatement',
      reason: 'counting rules',
      definitionVersion: 1,
    } as const;
    given(recorded({ value: '412' }))
      .when(reportFigure({ in: 'december', change }))
      .then(restated({ in: 'december', change }));
  });

  it('changes nothing where a restatement recorded without its basis is reported again', () => {
    const change = { kind: 'restatement', reason: 'counting rules' } as const;
    given(restated({ in: 'december', change }))
      .when(reportFigure({ in: 'december', change }))
      .thenNothing();
  });

  it('finalises when a provisional value comes again without the marker', () => {
    given(recorded({ markers: ['p'] }))
      .when(reportFigure({ in: 'december' }))
      .then(finalised({ in: 'december' }));
  });

  it('withdraws when the owner takes it back', () => {
    const taken = {
      in: 'december',
      value: null,
      markers: ['x'],
      change: { kind: 'withdrawn', reason: 'found unsound' },
    } as const;
    given(recorded()).when(reportFigure(taken)).then(withdrawn(taken));
  });

  it('revises when the owner prints a number where an earlier paper had none', () => {
    given(recorded({ in: 'bulletin', value: null, markers: ['x'] }))
      .when(reportFigure({ value: '412', in: 'december' }))
      .then(revised('routine', { value: '412', in: 'december' }));
  });

  it('revises as announced, also where the roundings overlap', () => {
    const change = { kind: 'correction', reason: 'our error' } as const;
    const rounded = { value: '75066', in: 'december' } as const;
    given(recorded({ value: '75066.47' }))
      .when(reportFigure({ ...rounded, change }))
      .then(revised('correction', { ...rounded, change }));
    given(recorded({ value: '75066.47' }))
      .when(reportFigure(rounded))
      .then(confirmed(rounded));
  });

  it('confirms where the number that is announced as changed is the one in force', () => {
    const change = { kind: 'routine', reason: 'late records' } as const;
    const again = { value: '412', in: 'december', change } as const;
    given(recorded({ value: '412' }))
      .when(reportFigure(again))
      .then(confirmed(again));
  });

  it('records an earlier paper that is captured later as the earlier word', () => {
    given(recorded({ value: '420', in: 'december' }))
      .when(reportFigure({ value: '412', in: 'september' }))
      .then(recorded({ value: '412', in: 'september' }));
  });
});
