import { describe, expect, it } from '@jest/globals';
import { dayOf, reportFigure } from '@ledger/figures-domain/testing';
import { answerNdjson, type AnswerNdjsonOptions } from '@ledger/intake';
import { startLedger } from './in-memory-ledger.js';

interface Answered {
  readonly line: number;
  readonly outcome: string;
  readonly code?: string;
  readonly position?: number;
}

function line(i: number, fields: object = {}): string {
  const { publication, unit } = reportFigure();
  const period = dayOf(i);
  const report = { publication, measure: 'recorded-crime.all', area: 'kent', period, unit };
  const print = { value: String(i), printed: String(i), locator: { line: i + 1 } };
  return `${JSON.stringify({ ...report, ...print, ...fields })}\n`;
}

async function* chunksOf(text: string, bytes: number) {
  const whole = Buffer.from(text);
  for (let from = 0; from < whole.length; from += bytes) {
    yield whole.subarray(from, from + bytes);
  }
}

describe('A file of reports', () => {
  it('is answered line by line, and all that is sound in it is in the log', async () => {
    const { report, store } = await startLedger();
    const before = await store.head();
    const lines = Array.from({ length: 2_500 }, (_, i) => {
      if (i % 500 === 7) return 'no JSON\n';
      if (i % 500 === 8) return line(i, { area: 'nowhere' });
      if (i % 500 === 9) return line(i, { value: '1', printed: '2' });
      return line(i);
    });
    const send = async (): Promise<Answered[]> => {
      const answers: Answered[] = [];
      const options: AnswerNdjsonOptions = { report: (reports) => report(...reports) };
      for await (const text of answerNdjson(chunksOf(lines.join(''), 10_007), options)) {
        answers.push(
          ...text
            .trim()
            .split('\n')
            .map((one) => JSON.parse(one) as Answered),
        );
      }
      return answers;
    };
    const first = await send();
    const head = await store.head();

    expect(first.map(({ line }) => line)).toEqual(lines.map((_, i) => i + 1));
    expect(head - before).toBe(2_485);
    expect(new Set(first.map(({ outcome, code }) => code ?? outcome))).toEqual(
      new Set(['recorded', 'malformed-json', 'unknown-area', 'printed-does-not-say-value']),
    );
    const again = await send();
    expect(await store.head()).toBe(head);
    expect(again).toEqual(
      first.map((answer) =>
        answer.outcome === 'recorded' ? { ...answer, outcome: 'unchanged' } : answer,
      ),
    );
  });
});
