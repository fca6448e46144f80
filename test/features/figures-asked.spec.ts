import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { reportFigure } from '@ledger/figures-domain/testing';
import { FigureBatcher, getFigure } from '@ledger/figures-read-models';
import { startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

const may = reportFigure({ in: 'september', figure: { period: '2024-05' } });
const june = reportFigure({ in: 'september', figure: { period: '2024-06' }, value: '433' });
const JULY = 'recorded-crime.all/kent/2024-07';

let ledger: ViewedLedger;
let asked: FigureBatcher;

beforeEach(async () => {
  ledger = await startViewedExamples();
  await ledger.report(may, june);
  await ledger.caughtUp();
  asked = new FigureBatcher(ledger.reader);
});

afterEach(() => ledger.close());

describe('Figures asked for in one turn', () => {
  it('are answered as each would be by itself', async () => {
    const questions = [
      { key: may.key },
      { key: june.key },
      { key: may.key, publishedBy: '2024-09-30' },
      { key: may.key },
    ];
    const together = await Promise.all(questions.map((question) => asked.figure(question)));

    for (const [at, question] of questions.entries()) {
      expect(together[at]).toEqual(await getFigure(ledger.reader, question));
    }
  });

  it('are read together if they are by the same clocks', async () => {
    const read = jest.spyOn(ledger.reader.entries, 'printsOf');
    await Promise.all([may, june, may].map(({ key }) => asked.figure({ key })));

    expect(read.mock.calls.map(([keys]) => keys)).toEqual([[may.key, june.key, may.key]]);
  });

  it('are refused each by itself', async () => {
    const [unknown, malformed, unheard, known] = await Promise.allSettled(
      [JULY, 'nothing', 'nonsense/kent/2024-05', may.key].map((key) => asked.figure({ key })),
    );

    expect(unknown).toMatchObject({ reason: { code: 'unknown-figure' } });
    expect(malformed).toMatchObject({ reason: { code: 'malformed-figure-key' } });
    expect(unheard).toMatchObject({ reason: { code: 'unknown-figure' } });
    expect(known).toMatchObject({ value: { body: { key: may.key } } });
  });

  it('are all refused if the views cannot be read, and the next ones answered', async () => {
    jest.spyOn(ledger.reader.entries, 'printsOf').mockRejectedValueOnce(new Error('gone'));
    const settled = await Promise.allSettled(
      [may, june].map(({ key }) => asked.figure({ key })),
    );

    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await asked.figure({ key: may.key })).body.key).toBe(may.key);
  });
});
