import { describe, expect, it } from '@jest/globals';
import {
  ClockLeapt,
  StoreAccessDenied,
  StoreShapeUnknown,
  StoreUnavailable,
  StreamDeleted,
} from '@ledger/event-store-port';
import type { ReportAnswer } from '@ledger/figures-application';
import type { ReportFigure } from '@ledger/figures-domain';
import type { ReportOfOrigin } from '@ledger/intake';
import { LedgerError, type Origin } from '@ledger/kernel';
import { REPORT_TYPE } from '@ledger/contract';
import { takeMessages } from './take-reports.js';

describe('Taking messages', () => {
  it('answers in order, refusals among the answers', async () => {
    const { calls, report } = recording();
    const answers = await take(
      [message('a'), text('no JSON'), message('b'), empty, message('c')],
      report,
    );
    expect(answers.map(wordOf)).toEqual([
      'a',
      'malformed-json',
      'b',
      'malformed-envelope',
      'c',
    ]);
    expect(calls).toHaveLength(1);
  });

  it('refuses bytes that are no text, and what is no report', async () => {
    const { report } = recording();
    const answers = await take(
      [{ value: Buffer.from([0xff]) }, text('[]'), text('{}'), message('A slip')],
      report,
    );
    expect(answers.map(wordOf)).toEqual([
      'malformed-encoding',
      'malformed-envelope',
      'malformed-envelope',
      'malformed-report',
    ]);
  });

  it('refuses a message in which a name stands twice, wherever that is', async () => {
    const { report } = recording();
    const [answer] = await take([text('{"data":{"value":"1","value":"2"}}')], report);
    expect(answer).toMatchObject({
      code: 'malformed-json',
      message: expect.stringContaining('"value" stands twice'),
    });
  });

  it('says who sent a report and what it belongs to', async () => {
    const { calls, report } = recording();
    await take([message('a', { source: '/kent', correlationid: 'release-7' })], report);
    expect(calls.map(({ origin }) => origin)).toEqual([
      { actor: '/kent', correlationId: 'release-7', causationId: 'batch-1' },
    ]);
  });

  it('names the batch where a report belongs to nothing else', async () => {
    const { calls, report } = recording();
    await take([message('a', { source: '/kent' })], report);
    expect(calls[0]?.origin.correlationId).toBe('batch-1');
  });

  it('reports what different senders sent side by side', async () => {
    const { calls, report, underWay } = recording();
    await take(
      [
        message('a', { source: '/1' }),
        message('b', { source: '/2' }),
        message('c', { source: '/1' }),
      ],
      report,
    );
    expect(calls.map(({ areas }) => areas)).toEqual([['a', 'c'], ['b']]);
    expect(underWay.most).toBe(2);
  });

  it('keeps reports of one figure in order, even from different senders', async () => {
    const { ends, report } = recording();
    const sent = [
      message('a', { source: '/1' }),
      message('a', { source: '/2' }),
      message('b', { source: '/2' }),
      message('a', { source: '/1' }),
    ];
    await take(sent, report);
    expect(ends).toEqual(['/1 a', '/2 a,b', '/1 a']);
  });

  it('fails as a whole in an outage, once nothing is under way', async () => {
    const { report, underWay } = recording(({ areas }) => {
      if (areas.includes('b')) throw new StoreUnavailable('it is away');
    });
    const sent = [message('b', { source: '/1' }), message('a', { source: '/2' })];
    await expect(take(sent, report)).rejects.toThrow(StoreUnavailable);
    expect(underWay.now).toBe(0);
  });

  it.each([
    new StoreAccessDenied('append to figure-b'),
    new StoreShapeUnknown('Stream figure-b', 'a record of another program'),
    new ClockLeapt('The clock says 2099', '2099-01-02T00:00:00.000Z'),
  ])('refuses none of them where the store does not take any: $code', async (outage) => {
    const { calls, report } = recording(() => {
      throw outage;
    });
    await expect(take([message('a'), message('b')], report)).rejects.toBe(outage);
    expect(calls).toHaveLength(1);
  });

  it('refuses the reports whose figure was deleted, and takes the others', async () => {
    const { report } = recording(({ areas }) => {
      if (areas.includes('b')) throw new StreamDeleted('figure-b');
    });
    const answers = await take([message('a'), message('b'), message('c')], report);
    expect(answers.map(wordOf)).toEqual(['a', 'stream-deleted', 'c']);
  });

  it('fails on a mistake of this program rather than refuse anything', async () => {
    const { report } = recording(() => {
      throw new TypeError('undefined is not a function');
    });
    await expect(take([message('a'), message('b')], report)).rejects.toThrow(TypeError);
  });

  it('finds the one report that a whole call was refused for', async () => {
    const { report } = recording(({ areas }) => {
      if (areas.includes('b')) throw new TooLarge();
    });
    const answers = await take([message('a'), message('b'), message('c')], report);
    expect(answers.map(wordOf)).toEqual(['a', 'too-large', 'c']);
  });
});

class TooLarge extends LedgerError {
  readonly code = 'too-large';
  readonly kind = 'refusal';

  constructor() {
    super('No retry will help.');
  }
}

interface Call {
  readonly areas: readonly string[];
  readonly origin: Origin;
}

/** Answers each report with its area as the event's id. */
function recording(before: (call: Call) => void = () => undefined) {
  const calls: Call[] = [];
  const ends: string[] = [];
  const underWay = { now: 0, most: 0 };
  const report: ReportOfOrigin = async (reports, origin) => {
    const call = { areas: reports.map(({ figure }) => figure.area), origin };
    calls.push(call);
    underWay.now += 1;
    underWay.most = Math.max(underWay.most, underWay.now);
    try {
      before(call);
      await new Promise((resolve) => setTimeout(resolve, 5));
      ends.push(`${origin.actor} ${call.areas.join()}`);
      return reports.map(takenAs);
    } finally {
      underWay.now -= 1;
    }
  };
  return { calls, ends, underWay, report };
}

function takenAs({ key, figure }: ReportFigure): ReportAnswer {
  return { outcome: 'recorded', key, eventId: figure.area, position: 1 };
}

function take(
  messages: readonly { value: Uint8Array | null }[],
  report: ReportOfOrigin,
): Promise<readonly ReportAnswer[]> {
  return takeMessages(messages, 'batch-1', report);
}

const empty = { value: null };

function text(value: string) {
  return { value: Buffer.from(value) };
}

function message(area: string, attributes: object = {}) {
  const data = {
    ...{
      publication: 'september-paper',
      measure: 'recorded-crime.all',
      area,
      period: '2024-05',
    },
    ...{ value: '412', printed: '412', unit: 'offences', locator: { line: 1 } },
  };
  const envelope = { specversion: '1.0', id: '1', source: '/test', type: REPORT_TYPE, data };
  return text(JSON.stringify({ ...envelope, ...attributes }));
}

function wordOf(answer: ReportAnswer): string {
  return answer.outcome === 'refused' ? answer.code : answer.eventId;
}
