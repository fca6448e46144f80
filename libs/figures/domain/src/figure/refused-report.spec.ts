import { describe, expect, it } from '@jest/globals';
import { appearanceId, locatorText } from './appearance.js';
import type { FigureEvent } from './figure-events.js';
import { evolveFigure, UNREPORTED } from './figure-state.js';
import { decideReport } from './report-figure.js';
import { openPaper, paragraph, reportFigure, table } from '../testing/examples.js';
import { recorded } from '../testing/figure-event-examples.js';
import { contextOf, reporting } from '../testing/reporting.js';
import { recordOf } from '../testing/scenario.js';

const given = reporting();

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
    ['restatement-without-basis', { change: { kind: 'restatement', reason: 'rules' } }],
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
