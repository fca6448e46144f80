import { describe, expect, it } from '@jest/globals';
import {
  CorrectTranscription,
  RedefineMeasure,
  SealPublication,
  type ReportAnswer,
} from '@ledger/figures-application';
import { StoreUnavailable } from '@ledger/event-store-port';
import { decodeRecord } from '@ledger/kernel';
import {
  exampleOrigin,
  measureFacts,
  papers,
  paragraph,
  reportFigure,
  table,
  type Print,
} from '@ledger/figures-domain/testing';
import { contentsOf, startLedger, startProcess, storedSince } from './in-memory-ledger.js';

function outcomes(answers: readonly ReportAnswer[]): string[] {
  return answers.map((answer) => (answer.outcome === 'refused' ? answer.code : answer.outcome));
}

/** A different figure for each month. */
function ofMonth(month: number, print: Print = {}) {
  const period = `${2000 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return reportFigure({ ...print, figure: { ...print.figure, period } });
}

describe('Reporting figures', () => {
  it('refuses none of them while the log cannot be reached to date them', async () => {
    const { store } = await startLedger();
    const unread = new StoreUnavailable('it has not been reached since this process started');
    const now = () => {
      throw unread;
    };
    const { report } = await startProcess(store, contentsOf(store), { now });

    await expect(report(reportFigure({ value: '412' }))).rejects.toBe(unread);
  });

  it('answers each report in its order, with its event and where that stands', async () => {
    const { report, store } = await startLedger();
    const before = await store.head();
    const answers = await report(
      reportFigure({ value: '412' }),
      ofMonth(1),
      reportFigure({ value: '420', in: 'december' }),
      reportFigure({ value: '412', in: 'bulletin' }),
      reportFigure({ value: '9', at: paragraph }),
      reportFigure({ value: '412' }),
    );

    expect(outcomes(answers)).toEqual([
      'recorded',
      'recorded',
      'revised',
      'confirmed',
      'contradicted',
      'unchanged',
    ]);
    const stored = new Map(
      (await storedSince(store, before)).map((event) => [event.id, event]),
    );
    expect(stored.size).toBe(5);
    for (const answer of answers) {
      if (answer.outcome === 'refused') throw new Error(answer.message);
      expect(answer.position).toBe(stored.get(answer.eventId)?.position);
    }
    expect(answers[5]).toMatchObject({ eventId: (answers[0] as { eventId: string }).eventId });
  });

  it('adds nothing when the same reports come again, and says where they stand', async () => {
    const { report, store } = await startLedger();
    const reports = [reportFigure(), reportFigure({ at: paragraph }), ofMonth(1)];
    const first = await report(...reports);
    const head = await store.head();
    const again = await report(...reports);

    expect(outcomes(again)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(again).toEqual(first.map((answer) => ({ ...answer, outcome: 'unchanged' })));
    expect(await store.head()).toBe(head);
  });

  it('stores the whole envelope', async () => {
    const { report, store } = await startLedger();
    const [answer] = await report(reportFigure());
    const [event] = await store.readStream('figure-recorded-crime.all/kent/2024-05');

    expect(decodeRecord(event!.body)).toMatchObject({
      ...exampleOrigin,
      id: (answer as { eventId: string }).eventId,
      stream: 'figure-recorded-crime.all/kent/2024-05',
      revision: 0,
      type: 'FigureRecorded',
      schemaVersion: 1,
      recordedAt: expect.stringMatching(/^2025-01-06T00:00:\d\d\.000Z$/),
    });
  });

  it('takes more reports at once than it decides together', async () => {
    const { report, store } = await startLedger();
    const before = await store.head();
    const answers = await report(...Array.from({ length: 2_100 }, (_, i) => ofMonth(i)));

    expect(new Set(outcomes(answers))).toEqual(new Set(['recorded']));
    expect((await store.head()) - before).toBe(2_100);
  });

  it('answers nothing to nothing', async () => {
    const { report } = await startLedger();

    expect(await report()).toEqual([]);
  });

  it('knows a definition version that another process added meanwhile', async () => {
    const { report, store } = await startLedger();
    const change = { kind: 'restatement', reason: 'new rules', definitionVersion: 2 } as const;
    const restated = reportFigure({ value: '300', in: 'december', change });
    expect(outcomes(await report(reportFigure(), restated))).toEqual([
      'recorded',
      'unknown-definition-version',
    ]);
    const other = await startProcess(store);
    const { code } = measureFacts();
    const definition = { code, version: 2, validFrom: '2024', definition: 'new', breaks: true };
    await other.execute(new RedefineMeasure(definition, exampleOrigin));

    expect(outcomes(await report(restated))).toEqual(['restated']);
  });
});

describe('Refusing reports', () => {
  it.each<[string, Print]>([
    ['unknown-measure', { figure: { measure: 'nobody-defined' } }],
    ['unknown-measure', { figure: { statistic: 'share', comparedWith: 'nobody-defined' } }],
    ['unknown-area', { figure: { area: 'nowhere' } }],
    ['appearance-already-captured', { value: '421', at: table }],
    ['publication-sealed', { in: 'march' }],
    ['unit-not-of-measure', { unit: 'percent', at: paragraph }],
    ['value-and-markers-disagree', { value: null, at: paragraph }],
    ['printed-does-not-say-value', { printed: '7', at: paragraph }],
    [
      'unknown-definition-version',
      { at: paragraph, change: { kind: 'restatement', reason: 'x', definitionVersion: 9 } },
    ],
  ])('answers %s, writes nothing, and takes the others', async (code, print) => {
    const { execute, report, store } = await startLedger();
    await report(reportFigure({ value: '412', at: table }));
    await execute(new SealPublication(papers.march.id, exampleOrigin));
    const before = await store.head();
    expect(outcomes(await report(reportFigure(print)))).toEqual([code]);
    expect(await store.head()).toBe(before);

    const [refused, taken] = await report(reportFigure(print), ofMonth(3));
    expect(refused).toMatchObject({ outcome: 'refused', code, message: expect.any(String) });
    expect(taken).toMatchObject({ outcome: 'recorded' });
  });

  it('answers unknown-publication, and takes it once somebody registered it', async () => {
    const { report } = await startLedger();
    const unknown = { ...reportFigure(), publication: 'nobody-registered' };

    expect(outcomes(await report(unknown))).toEqual(['unknown-publication']);
  });
});

describe('Correcting a transcription', () => {
  it('is recorded once, also into a sealed publication', async () => {
    const { execute, report, store } = await startLedger();
    const [wrong] = await report(reportFigure({ value: '421' }));
    if (wrong?.outcome !== 'recorded') throw new Error('not recorded');
    await execute(new SealPublication(papers.september.id, exampleOrigin));
    const { key, value, printed, unit, qualifier, markers } = reportFigure({ value: '412' });
    const print = { value, printed, unit, qualifier, markers };
    const correction = { key, corrects: wrong.eventId, reason: 'misread', ...print };
    const correct = () => execute(new CorrectTranscription(correction, exampleOrigin));

    const answer = await correct();
    expect(answer).toEqual({
      changed: true,
      position: await store.head(),
      eventId: expect.any(String),
    });
    expect(await correct()).toEqual({ changed: false, position: answer.position });
  });

  it('is refused of a figure nobody reported, and of a key that is none', async () => {
    const { execute } = await startLedger();
    const { key, value, printed, unit, qualifier, markers } = reportFigure();
    const print = { value, printed, unit, qualifier, markers };
    const correct = (figure: typeof key) =>
      execute(
        new CorrectTranscription(
          { key: figure, corrects: 'no-event', reason: 'misread', ...print },
          exampleOrigin,
        ),
      );

    await expect(correct(key)).rejects.toMatchObject({ code: 'unknown-appearance' });
    await expect(correct('a/b' as typeof key)).rejects.toMatchObject({
      code: 'malformed-figure-key',
    });
    await expect(correct('other/kent/2024' as typeof key)).rejects.toMatchObject({
      code: 'unknown-measure',
    });
  });
});
