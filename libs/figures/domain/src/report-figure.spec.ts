import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { appearanceId, locatorText } from './appearance.js';
import { chainOf } from './figure-chain.js';
import type { FigureEvent } from './figure-events.js';
import { entriesOf, evolveFigure, UNREPORTED } from './figure-state.js';
import { decideReport, type ReportContext, type ReportFigure } from './report-figure.js';
import {
  confirmed,
  contradicted,
  finalised,
  openPaper,
  papers,
  paragraph,
  recorded,
  recordedCrime,
  recordOf,
  reportFigure,
  restated,
  revised,
  scenario,
  table,
  withdrawn,
  type Paper,
} from './testing/index.js';

const now = instantOf(Date.UTC(2025, 5, 1));

function contextOf({ publication }: ReportFigure): ReportContext {
  const paper = (Object.keys(papers) as Paper[]).find((id) => papers[id].id === publication);
  return { publication: openPaper(paper ?? 'september'), measure: recordedCrime, now };
}

function reporting(context: (report: ReportFigure) => ReportContext = contextOf) {
  return scenario({
    initial: UNREPORTED,
    evolve: evolveFigure,
    idOf: (event: FigureEvent, revision) => {
      if (event.type === 'TranscriptionCorrected') return `correction-${revision}`;
      const { key, publication, locator, printed } = event.data;
      return appearanceId(key, publication, locatorText(locator), printed);
    },
    decide: (report: ReportFigure, state): FigureEvent[] => {
      const decision = decideReport(report, state, context(report));
      return decision.outcome === 'printed' ? [decision.event] : [];
    },
  });
}

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
      .then(revised('unannounced', { value: '412', in: 'december' }));
  });

  it('records an earlier paper that is captured later as the earlier word', () => {
    given(recorded({ value: '420', in: 'december' }))
      .when(reportFigure({ value: '412', in: 'september' }))
      .then(recorded({ value: '412', in: 'september' }));
  });
});

describe('Refusing a report', () => {
  it('refuses other content at a place that was captured', () => {
    given(recorded({ value: '412' }))
      .when(reportFigure({ value: '421' }))
      .thenRefused('appearance-already-captured');
    given(recorded({ role: 'primary' }))
      .when(reportFigure({ role: 'comparative' }))
      .thenRefused('appearance-already-captured');
  });

  it('takes both our wrong capture and its correction for the captured content', () => {
    const { value, printed, unit, qualifier, markers } = reportFigure({ value: '421' });
    const event = recorded({ value: '412' });
    const correction: FigureEvent = {
      type: 'TranscriptionCorrected',
      data: {
        key: event.data.key,
        corrects: appearanceId(
          event.data.key,
          event.data.publication,
          locatorText(table),
          '412',
        ),
        publication: event.data.publication,
        reason: 'misread',
        ...{ value, printed, unit, qualifier, markers },
      },
    };
    given(event, correction)
      .when(reportFigure({ value: '412' }))
      .thenNothing();
    given(event, correction)
      .when(reportFigure({ value: '421' }))
      .thenNothing();
    given(event, correction)
      .when(reportFigure({ value: '422' }))
      .thenRefused('appearance-already-captured');
  });

  it('refuses what is new in a sealed publication, and knows what is old', () => {
    const seal = { appearances: 1, digest: 'ab' };
    const sealed = reporting((report) => ({
      ...contextOf(report),
      publication: {
        ...openPaper('september'),
        capture: { state: 'sealed', sealings: 1, seal },
      },
    }));
    sealed(recorded())
      .when(reportFigure({ at: paragraph }))
      .thenRefused('publication-sealed');
    sealed(recorded()).when(reportFigure()).thenNothing();
    sealed(recorded())
      .when(reportFigure({ at: paragraph, unit: 'percent' }))
      .thenRefused('unit-not-of-measure');
  });

  it.each([
    ['unit-not-of-measure', { unit: 'percent' }],
    ['value-and-markers-disagree', { value: null }],
    ['value-and-markers-disagree', { value: '412', markers: ['x'] }],
    ['printed-does-not-say-value', { value: '412', printed: '421' }],
    [
      'unknown-definition-version',
      { change: { kind: 'restatement', reason: 'rules', definitionVersion: 2 } },
    ],
  ] as const)('refuses with %s what cannot be', (code, print) => {
    given().when(reportFigure(print)).thenRefused(code);
  });

  it('takes the unit that a statistic makes of the measure', () => {
    const percent = {
      figure: { statistic: 'percent-change', comparedWith: '2023-05' },
      value: '-6.3',
      printed: '6.3%',
      unit: 'percent',
    } as const;
    given().when(reportFigure(percent)).then(recorded(percent));
    given()
      .when(reportFigure({ ...percent, unit: 'offences' }))
      .thenRefused('unit-not-of-measure');
  });
});
