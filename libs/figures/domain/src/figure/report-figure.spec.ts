import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import fc from 'fast-check';
import { appearanceId, locatorText } from './appearance.js';
import type { ChainEntry } from './chain-entry.js';
import { chainOf } from './figure-chain.js';
import type { FigureEvent } from './figure-events.js';
import { entriesOf, evolveFigure, UNREPORTED } from './figure-state.js';
import type { DefinedMeasure } from '../registry/measure-state.js';
import type { ReportFigure } from './figure-report.js';
import { decideReport, type ReportContext } from './report-figure.js';
import {
  confirmed,
  contradicted,
  finalised,
  recorded,
  restated,
  revised,
  withdrawn,
} from '../testing/figure-event-examples.js';
import {
  openPaper,
  papers,
  paragraph,
  printedFacts,
  recordedCrime,
  reportFigure,
  table,
  type Paper,
  type Print,
} from '../testing/examples.js';
import { recordOf, scenario } from '../testing/scenario.js';

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
      if ('corrects' in event.data || 'retracts' in event.data) return `of-ours-${revision}`;
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

  it('tells two currencies apart by a breakdown', () => {
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

describe('Refusing a report', () => {
  it('refuses other content at a place that was captured', () => {
    given(recorded({ value: '412' }))
      .when(reportFigure({ value: '421' }))
      .thenRefused('appearance-already-captured');
    given(recorded({ role: 'primary' }))
      .when(reportFigure({ role: 'comparative' }))
      .thenRefused('appearance-already-captured');
  });

  it.each([
    ['note', { note: 'the table says so too' }],
    ['role', { role: 'comparative' }],
    ['markers', { markers: ['r'] }],
    ['precision', { precision: 'unknown' }],
  ] as const)('refuses another %s at a captured place, whichever came first', (field, more) => {
    for (const [first, second] of [
      [{}, more],
      [more, {}],
    ]) {
      const refused = () =>
        decideReport(
          reportFigure(second),
          evolveFigure(UNREPORTED, recordOf(recorded(first), 'event-0')),
          contextOf(reportFigure()),
        );
      expect(refused).toThrow(expect.objectContaining({ fields: [field] }));
      const isPrint = field === 'markers' || field === 'precision';
      expect(refused).toThrow(isPrint ? /correct the transcription/ : /take it back .* anew/);
    }
  });

  it('refuses another announcement at a captured place, and knows the same one again', () => {
    const change = { kind: 'correction', reason: 'counted twice' } as const;
    given(recorded({ change }))
      .when(reportFigure({ change: { ...change } }))
      .thenNothing();
    given(recorded({ change }))
      .when(reportFigure({ change: { ...change, kind: 'routine' } }))
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
    ['printed-hedges-otherwise', { value: '412', printed: '<412' }],
    ['printed-hedges-otherwise', { value: '412', printed: '412+', qualifier: 'at-most' }],
    ['printed-marker-missing', { value: '412', printed: '412 [r]' }],
    ['printed-marker-missing', { value: null, printed: '[c]', markers: ['x'] }],
    ['printed-says-number', { value: null, printed: '412', markers: ['c'] }],
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
