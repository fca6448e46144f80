import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore, type AppendFault } from '@ledger/event-store-memory';
import type { Appended, NewEvent } from '@ledger/event-store-port';
import { ReportFigures } from '@ledger/figures-application';
import { figureStream, type ReportFigure } from '@ledger/figures-domain';
import {
  confirmed,
  exampleOrigin,
  recordOf,
  reportFigure,
} from '@ledger/figures-domain/testing';
import { encodeRecord } from '@ledger/kernel';
import { registerExamples, startProcess, type LedgerProcess } from './in-memory-ledger.js';

const { key } = reportFigure();
const stream = figureStream(key);

/** Lets the test count outcomes of appends, and write first. */
class WatchedStore extends InMemoryEventStore {
  conflicts = 0;
  before: (stream: string, expectedRevision: number) => Promise<void> = async () => undefined;

  override async append(
    name: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    await this.before(name, expectedRevision);
    try {
      return await this.appendFirst(name, expectedRevision, events);
    } catch (error) {
      if ((error as { code?: string }).code === 'revision-conflict') this.conflicts += 1;
      throw error;
    }
  }

  /** An append that is not counted. */
  appendFirst(
    name: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    return super.append(name, expectedRevision, events);
  }
}

interface Ledger {
  readonly store: WatchedStore;
  readonly faults: AppendFault[];
  readonly processes: readonly LedgerProcess[];
}

async function start(count: number): Promise<Ledger> {
  const faults: AppendFault[] = [];
  const store = new WatchedStore({ faults });
  const processes = [];
  for (let i = 0; i < count; i += 1) processes.push(await startProcess(store));
  await registerExamples(processes[0]!);
  return { store, faults, processes };
}

function report({ execute }: LedgerProcess, ...reports: readonly ReportFigure[]) {
  return execute(new ReportFigures(reports, exampleOrigin));
}

async function idsOf(store: InMemoryEventStore): Promise<string[]> {
  return (await store.readStream(stream)).map(({ id }) => id);
}

const atLine = (line: number, value = '412') => reportFigure({ value, at: { line } });

describe('Two processes that write at once', () => {
  it('both get the right answer about one figure, and neither report is lost', async () => {
    const { store, processes } = await start(2);
    const answers = await Promise.all(
      processes.map((process, i) => report(process, atLine(i + 1))),
    );

    expect(store.conflicts).toBe(1);
    expect(
      answers
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['confirmed', 'recorded']);
    const ids = await idsOf(store);
    expect(
      answers
        .flat()
        .map((answer) => 'eventId' in answer && answer.eventId)
        .sort(),
    ).toEqual([...ids].sort());
  });

  it('record the same report once', async () => {
    const { store, processes } = await start(2);
    const answers = (await Promise.all(processes.map((one) => report(one, atLine(1))))).flat();

    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['recorded', 'unchanged']);
    expect(answers[0]).toEqual({ ...answers[1], outcome: answers[0]?.outcome });
    expect(await idsOf(store)).toHaveLength(1);
  });

  it('keep every one of many reports on one figure', async () => {
    const { store, processes } = await start(3);
    const works = Array.from({ length: 60 }, (_, i) =>
      report(processes[i % 3]!, atLine(i + 1, String(400 + (i % 7)))),
    );
    const answers = (await Promise.all(works)).flat();

    expect(answers.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(await idsOf(store)).toHaveLength(60);
    expect(new Set(await idsOf(store)).size).toBe(60);
  });

  it('are refused as too busy when others always write first, and write nothing', async () => {
    const { store, processes } = await start(1);
    let others = 0;
    store.before = async (name, expectedRevision) => {
      if (name !== stream) return;
      others += 1;
      const event = confirmed({ at: { line: 100 + others } });
      const record = recordOf(event, `other-${others}`, expectedRevision + 1);
      await store.appendFirst(name, expectedRevision, [
        { id: record.id, type: record.type, body: encodeRecord(record) },
      ]);
    };

    await expect(report(processes[0]!, atLine(1))).rejects.toMatchObject({
      code: 'stream-too-busy',
      attempts: 10,
    });
    expect(await idsOf(store)).toEqual(Array.from({ length: 10 }, (_, i) => `other-${i + 1}`));
  });
});

describe('One process under many requests', () => {
  it('lets them take turns on one figure instead of making them collide', async () => {
    const { store, processes } = await start(1);
    const works = Array.from({ length: 40 }, (_, i) => report(processes[0]!, atLine(i + 1)));
    await Promise.all(works);

    expect(store.conflicts).toBe(0);
    expect(await idsOf(store)).toHaveLength(40);
  });
});

describe('An append that fails', () => {
  it('is repeated with the same ids when its answer was lost, and recorded once', async () => {
    const { store, faults, processes } = await start(1);
    faults.push('failed-but-stored');
    const [answer] = await report(processes[0]!, atLine(1));

    expect(answer).toMatchObject({ outcome: 'recorded', position: await store.head() });
    expect(await idsOf(store)).toEqual([(answer as { eventId: string }).eventId]);
  });

  it('is decided anew when its answer was lost and somebody else had written first', async () => {
    const { store, faults, processes } = await start(2);
    const [first, second] = processes;
    let isFirst = true;
    store.before = async (name) => {
      if (name !== stream || !isFirst) return;
      isFirst = false;
      await report(second!, atLine(2));
      faults.push('failed-but-stored');
    };
    const [answer] = await report(first!, atLine(1));

    expect(answer).toMatchObject({ outcome: 'confirmed' });
    expect(await idsOf(store)).toHaveLength(2);
  });

  it('fails the call when nothing was written, and the same call may come again', async () => {
    const { store, faults, processes } = await start(1);
    const reports = [atLine(1), reportFigure({ figure: { period: '2024-06' } })];
    faults.push('failed-and-not-stored');
    await expect(report(processes[0]!, ...reports)).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    expect(await idsOf(store)).toEqual([]);
    const again = await report(processes[0]!, ...reports);

    expect(again.map(({ outcome }) => outcome)).toEqual(['recorded', 'unchanged']);
  });

  it('says that its outcome is unknown when no repeat is answered', async () => {
    const { store, faults, processes } = await start(1);
    faults.push(
      'failed-but-stored',
      ...Array.from({ length: 4 }, () => 'failed-and-not-stored' as const),
    );
    await expect(report(processes[0]!, atLine(1))).rejects.toMatchObject({
      code: 'append-outcome-unknown',
    });

    const again = await report(processes[0]!, atLine(1));
    expect(again).toMatchObject([{ outcome: 'unchanged' }]);
    expect(await idsOf(store)).toHaveLength(1);
  });
});
