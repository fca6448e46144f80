import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore, type AppendFault } from '@ledger/event-store-memory';
import {
  AcrossStreamsNotOffered,
  AppendTooLarge,
  type AppendedAcross,
  type StreamAppend,
} from '@ledger/event-store-port';
import { ReportFiguresTogether, type ReportAnswer } from '@ledger/figures-application';
import type { ReportFigure } from '@ledger/figures-domain';
import { dayOf, exampleOrigin, reportFigure } from '@ledger/figures-domain/testing';
import { registerExamples, startProcess, type LedgerProcess } from './in-memory-ledger.js';

const MONTHS = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05'];

/** One paper's figures, a line each. */
const paper = MONTHS.map((period, i) =>
  reportFigure({ figure: { period }, at: { line: i + 1 } }),
);

/** A store whose appends to several streams fail first. */
class MeetingStore extends InMemoryEventStore {
  readonly faults: AppendFault[];
  /** The number of streams of each append, since the examples were registered. */
  readonly appends: number[] = [];
  meet: () => Promise<void> = async () => undefined;

  constructor(faults: AppendFault[] = []) {
    super({ faults });
    this.faults = faults;
  }

  override append(...of: Parameters<InMemoryEventStore['append']>) {
    this.appends.push(1);
    return super.append(...of);
  }

  override async appendAcrossStreams(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    await this.meet();
    this.appends.push(parts.length);
    return super.appendAcrossStreams(parts);
  }
}

let store: MeetingStore;
let ledger: LedgerProcess;
let before: number;

beforeEach(async () => {
  store = new MeetingStore();
  ledger = await startProcess(store);
  await registerExamples(ledger);
  store.appends.length = 0;
  before = await store.head();
});

function reportTogether(
  reports: readonly ReportFigure[],
  by: LedgerProcess = ledger,
): Promise<readonly ReportAnswer[]> {
  return by.execute(new ReportFiguresTogether(reports, exampleOrigin));
}

const outcomes = (answers: readonly ReportAnswer[]) => answers.map(({ outcome }) => outcome);
const added = async () => (await store.head()) - before;

describe('Reporting figures together', () => {
  it('is one append, which every answer reflects', async () => {
    const answers = await reportTogether([...paper, reportFigure({ at: { line: 9 } })]);
    expect(outcomes(answers)).toEqual([...MONTHS.map(() => 'recorded'), 'confirmed']);
    expect(store.appends).toEqual([5]);
    for (const answer of answers) expect(answer).toMatchObject({ position: before + 6 });
  });

  it('changes nothing the second time, and adds what was not there', async () => {
    await reportTogether(paper.slice(0, 3));
    const again = await reportTogether(paper);
    expect(outcomes(again)).toEqual([...Array(3).fill('unchanged'), 'recorded', 'recorded']);
    expect(outcomes(await reportTogether(paper))).toEqual(MONTHS.map(() => 'unchanged'));
    expect(store.appends).toEqual([3, 2]);
  });

  it('lets one that is refused keep no other from being taken', async () => {
    const strange = reportFigure({ unit: 'calls', at: { line: 7 } });
    const answers = await reportTogether([strange, ...paper]);
    expect(outcomes(answers)).toEqual(['refused', ...MONTHS.map(() => 'recorded')]);
    expect(await added()).toBe(5);
  });

  it('leaves nothing of them when the log cannot be written', async () => {
    store.faults.push('failed-and-not-stored');
    await expect(reportTogether(paper)).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await added()).toBe(0);
    expect(outcomes(await reportTogether(paper))).toEqual(MONTHS.map(() => 'recorded'));
  });

  it('finds out that they are there when the answer was lost', async () => {
    store.faults.push('failed-but-stored');
    expect(outcomes(await reportTogether(paper))).toEqual(MONTHS.map(() => 'recorded'));
    expect(await added()).toBe(5);
  });

  it('decides all of them again when another process was first with one', async () => {
    const other = await startProcess(store);
    store.meet = async () => {
      store.meet = async () => undefined;
      await other.report(reportFigure({ figure: { period: '2024-03' }, at: { line: 30 } }));
    };
    const answers = await reportTogether(paper);
    const [recorded, confirmed] = ['recorded', 'confirmed'];
    expect(outcomes(answers)).toEqual([recorded, recorded, confirmed, recorded, recorded]);
    expect(await added()).toBe(6);
  });

  it('gives up with nothing written when others are always first', async () => {
    const other = await startProcess(store);
    let line = 100;
    store.meet = async () => {
      await other.report(reportFigure({ figure: { period: '2024-03' }, at: { line: line++ } }));
    };
    await expect(reportTogether(paper)).rejects.toMatchObject({ code: 'stream-too-busy' });
    expect(await added()).toBe(line - 100);
  });

  it('and others of the same figures at once loses none of either', async () => {
    const others = MONTHS.map((period, i) =>
      reportFigure({ figure: { period }, at: { line: 50 + i } }),
    );
    const all = await Promise.all([
      reportTogether(paper),
      reportTogether(others.toReversed()),
      ledger.report(...paper),
    ]);
    expect(all.flatMap(outcomes).filter((one) => one === 'recorded')).toHaveLength(5);
    expect(await added()).toBe(10);
  });
});

describe('Reporting figures together where the log does not take them so', () => {
  it.each<[string, Error]>([
    ['cannot append to several streams', new AcrossStreamsNotOffered('it is too old')],
    ['takes less at once', new AppendTooLarge('a figure and 4 more', 2_000_000, 1_048_576)],
  ])('takes them one by one when its server %s', async (_, refusal) => {
    store.meet = async () => {
      throw refusal;
    };
    expect(outcomes(await reportTogether(paper))).toEqual(MONTHS.map(() => 'recorded'));
    expect(store.appends).toEqual([1, 1, 1, 1, 1]);
    expect(outcomes(await reportTogether(paper))).toEqual(MONTHS.map(() => 'unchanged'));
  });

  it('takes more than one append holds one by one', async () => {
    const many = Array.from({ length: 5_001 }, (_, i) =>
      reportFigure({ figure: { period: dayOf(i) }, at: { line: i + 1 } }),
    );
    const answers = await reportTogether(many);
    expect(new Set(outcomes(answers))).toEqual(new Set(['recorded']));
    expect(store.appends).toEqual(many.map(() => 1));
  });
});
