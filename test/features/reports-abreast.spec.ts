import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { RevisionConflict, StoreUnavailable } from '@ledger/event-store-port';
import { reportFigure } from '@ledger/figures-domain/testing';
import { registerExamples, startProcess, type LedgerProcess } from './in-memory-ledger.js';

const PERIODS = Array.from({ length: 1_000 }, (_, i) => {
  const month = String((i % 12) + 1).padStart(2, '0');
  return `${1920 + Math.floor(i / 12)}-${month}`;
});

/** One figure each. */
const reports = PERIODS.map((period, i) =>
  reportFigure({ figure: { period }, at: { line: i + 1 } }),
);

/** A store that notes in which turn of the event loop it was called. */
class WatchedStore extends InMemoryEventStore {
  readonly appendedIn = new Set<number>();
  fault: (stream: string) => Error | undefined = () => undefined;
  turn = 0;

  override async append(...of: Parameters<InMemoryEventStore['append']>) {
    this.appendedIn.add(this.turn);
    const fault = this.fault(of[0]);
    if (fault !== undefined) throw fault;
    return super.append(...of);
  }

  /** Counts turns until the work is done. */
  async during<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    let isWatching = true;
    const watch = () => {
      this.turn += 1;
      if (isWatching) setImmediate(watch);
    };
    watch();
    const answer = await work();
    isWatching = false;
    return answer;
  }
}

let store: WatchedStore;
let ledger: LedgerProcess;

beforeEach(async () => {
  store = new WatchedStore();
  ledger = await startProcess(store);
  await registerExamples(ledger);
  store.appendedIn.clear();
});

describe('Reporting many figures at once', () => {
  it('appends them in one turn for one write to hold, however long deciding takes', async () => {
    const answers = await store.during(() => ledger.report(...reports));

    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['recorded']));
    expect(store.turn).toBeGreaterThan(3);
    expect(store.appendedIn.size).toBe(1);
  });

  it('decides a figure anew that somebody else was quicker with', async () => {
    const [first, second] = reports.slice(0, 2);
    let conflicts = 1;
    store.fault = (stream) => {
      if (!stream.includes(PERIODS[1] ?? '') || conflicts === 0) return undefined;
      conflicts -= 1;
      return new RevisionConflict(stream, -1, 0);
    };
    const answers = await ledger.report(first!, second!);

    expect(answers.map(({ outcome }) => outcome)).toEqual(['recorded', 'recorded']);
    expect(conflicts).toBe(0);
  });

  it('has ended with all of them when it fails for one', async () => {
    store.fault = (stream) =>
      stream.includes(PERIODS[1] ?? '') ? new StoreUnavailable('it is gone') : undefined;
    await expect(ledger.report(...reports.slice(0, 3))).rejects.toThrow('it is gone');
    const head = await store.head();
    store.fault = () => undefined;
    const answers = await ledger.report(...reports.slice(0, 3));

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'recorded',
      'unchanged',
    ]);
    expect(await store.head()).toBe(head + 1);
  });
});
