import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import type { ReportAnswer } from '@ledger/figures-application';
import type { ReportFigure } from '@ledger/figures-domain';
import { answerNdjson, type AnswerNdjsonOptions } from './answer-ndjson.js';
import { answerReports } from './answer-reports.js';

function line(value: number): string {
  return `${JSON.stringify({
    publication: 'a-paper',
    measure: 'recorded-crime',
    area: 'kent',
    period: '2024',
    value: String(value),
    printed: String(value),
    unit: 'offences',
    locator: { line: value },
  })}\n`;
}

/** Accepts every report, and remembers what it received at once. */
class Desk {
  readonly batches: number[] = [];
  #position = 0;
  openNow = 0;
  openMost = 0;

  readonly report = async (
    reports: readonly ReportFigure[],
  ): Promise<readonly ReportAnswer[]> => {
    this.batches.push(reports.length);
    this.openNow += 1;
    this.openMost = Math.max(this.openMost, this.openNow);
    await turn();
    this.openNow -= 1;
    return reports.map(({ key, value }): ReportAnswer => {
      const eventId = `event-${value}`;
      return { outcome: 'recorded', key, eventId, position: (this.#position += 1) };
    });
  };
}

async function* sourceOf(...chunks: readonly (string | Uint8Array)[]) {
  for (const chunk of chunks) {
    await turn();
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
}

interface Answered {
  readonly line: number;
  readonly outcome: string;
  readonly eventId?: string;
  readonly code?: string;
}

async function answers(
  source: AsyncIterable<Uint8Array>,
  options: AnswerNdjsonOptions,
): Promise<Answered[]> {
  let text = '';
  for await (const piece of answerNdjson(source, options)) text += piece;
  return text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one) as Answered);
}

const lines = (count: number) => Array.from({ length: count }, (_, i) => line(i + 1)).join('');

describe('Answering a stream of reports', () => {
  it('answers each line with its number, what came of it and where it stands', async () => {
    const { report } = new Desk();
    let text = '';
    for await (const piece of answerNdjson(sourceOf(lines(1)), { report })) text += piece;

    expect(text).toBe(
      '{"line":1,"outcome":"recorded","key":"recorded-crime/kent/2024",' +
        '"eventId":"event-1","position":"1"}\n',
    );
  });

  it('answers nothing to nothing', async () => {
    const desk = new Desk();

    expect(await answers(sourceOf(), desk)).toEqual([]);
    expect(await answers(sourceOf('\n\n'), desk)).toEqual([]);
    expect(desk.batches).toEqual([]);
  });

  it('answers in the order of lines, refusals among them', async () => {
    const source = sourceOf(
      line(1) + '{"publication":',
      '\n[]\n' + line(4).slice(0, 20),
      line(4).slice(20),
      Uint8Array.of(0xff, 0x0a),
      ' '.repeat(70_000) + '\n' + line(7),
    );
    const received = await answers(source, new Desk());

    expect(received.map(({ line, eventId, code }) => [line, eventId ?? code])).toEqual([
      [1, 'event-1'],
      [2, 'malformed-json'],
      [3, 'malformed-report'],
      [4, 'event-4'],
      [5, 'malformed-encoding'],
      [6, 'line-too-long'],
      [7, 'event-7'],
    ]);
  });

  it('refuses a line in which a name stands twice, and goes on', async () => {
    const twice = line(1).replace('{', '{"value":"7",');
    const received = await answers(sourceOf(twice + line(2)), new Desk());
    expect(received.map(({ code }) => code)).toEqual(['malformed-json', undefined]);
  });

  it('gathers many lines to a batch, and keeps few batches under way', async () => {
    const desk = new Desk();
    const source = sourceOf(...Array.from({ length: 50 }, (_, i) => line(i + 1)), lines(500));
    const received = await answers(source, {
      report: desk.report,
      reportsTogetherMax: 100,
      batchesMax: 2,
    });

    expect(received.map(({ line }) => line)).toEqual(
      Array.from({ length: 550 }, (_, i) => i + 1),
    );
    expect(Math.max(...desk.batches)).toBe(100);
    expect(desk.openMost).toBeLessThanOrEqual(3);
  });

  it('reads no further than its bounds while nobody takes the answers', async () => {
    const desk = new Desk();
    let given = 0;
    async function* source() {
      for (let i = 1; i <= 1_000; i += 1) {
        given = i;
        yield Buffer.from(line(i));
      }
    }
    const options = { report: desk.report, reportsTogetherMax: 10, batchesMax: 2 };
    const reading = answerNdjson(source(), options);
    await reading.next();
    for (let i = 0; i < 20; i += 1) await turn();
    const waited = given;
    const rest: string[] = [];
    for await (const piece of reading) rest.push(piece);

    // One batch being answered, two queued, one being filled, and the line that found no room.
    expect(waited).toBeLessThanOrEqual(42);
    expect(given).toBe(1_000);
    expect(rest.join('').trim().split('\n').at(-1)).toContain('"line":1000');
  });

  it('answers what is there while a slow source has more to come', async () => {
    const { report } = new Desk();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    async function* source() {
      yield Buffer.from(line(1));
      await held;
      yield Buffer.from(line(2));
    }
    const reading = answerNdjson(source(), { report });

    expect((await reading.next()).value).toContain('"line":1');
    const next = reading.next();
    release();
    expect((await next).value).toContain('"line":2');
    expect((await reading.next()).done).toBe(true);
  });

  it('fails with the log, and keeps the answers that were given', async () => {
    const desk = new Desk();
    const outage = new Error('the store is gone');
    const report = (reports: readonly ReportFigure[]) =>
      desk.batches.length < 2 ? desk.report(reports) : Promise.reject(outage);
    const given: string[] = [];
    const reading = answerNdjson(sourceOf(lines(40)), { report, reportsTogetherMax: 10 });

    await expect(async () => {
      for await (const piece of reading) given.push(piece);
    }).rejects.toBe(outage);
    expect(given.join('').trim().split('\n')).toHaveLength(20);
  });

  it('fails with the source, after the answers to what was under way', async () => {
    const desk = new Desk();
    const lost = new Error('the connection was lost');
    async function* source() {
      yield Buffer.from(lines(25));
      await turn();
      throw lost;
    }
    const given: string[] = [];
    const reading = answerNdjson(source(), { report: desk.report, reportsTogetherMax: 10 });

    await expect(async () => {
      for await (const piece of reading) given.push(piece);
    }).rejects.toBe(lost);
    const answered = given.join('').trim().split('\n').length;
    expect(answered).toBe(desk.batches.reduce((sum, size) => sum + size, 0));
  });

  it('lets others have their turn within a piece of blank lines', async () => {
    let turns = 0;
    let isReading = true;
    const watch = () => {
      turns += 1;
      if (isReading) setImmediate(watch);
    };
    setImmediate(watch);
    expect(await answers(sourceOf('\n'.repeat(1_000_000), line(1)), new Desk())).toMatchObject([
      { line: 1_000_001, outcome: 'recorded' },
    ]);
    isReading = false;

    // In addition to those that the source and the desk wait for.
    expect(turns).toBeGreaterThan(8);
  });

  it('lets go of the source when nobody wants more answers', async () => {
    const desk = new Desk();
    let isReleased = false;
    async function* source() {
      try {
        for (let i = 1; ; i += 1) {
          await turn();
          yield Buffer.from(line(i));
        }
      } finally {
        isReleased = true;
      }
    }
    for await (const piece of answerNdjson(source(), { report: desk.report })) {
      if (piece.includes('"line":3')) break;
    }
    await turn();
    await turn();

    expect(isReleased).toBe(true);
    expect(desk.openNow).toBe(0);
  });
});

describe('Answering an array of reports', () => {
  it('answers each by itself, in order', async () => {
    const { report } = new Desk();
    const items = [JSON.parse(line(1)) as unknown, 7, JSON.parse(line(3)) as unknown];

    expect(await answerReports(items, report)).toMatchObject([
      { outcome: 'recorded', eventId: 'event-1' },
      { outcome: 'refused', code: 'malformed-report' },
      { outcome: 'recorded', eventId: 'event-3' },
    ]);
  });

  it('asks the log for nothing where there is nothing to report', async () => {
    const desk = new Desk();

    expect(await answerReports([7], desk.report)).toMatchObject([{ outcome: 'refused' }]);
    expect(desk.batches).toEqual([]);
  });
});
