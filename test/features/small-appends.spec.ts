import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import {
  AppendTooLarge,
  EventTooLarge,
  type NewEvent,
  type StreamAppend,
} from '@ledger/event-store-port';
import { ReportFiguresTogether, type ReportAnswer } from '@ledger/figures-application';
import { exampleOrigin, reportFigure } from '@ledger/figures-domain/testing';
import { registerExamples, startProcess, type LedgerProcess } from './in-memory-ledger.js';

/** Room for about three everyday reports. */
const APPEND_BYTES_MAX = 3_000;

/** A store whose server accepts little at once, and says so as real ones do. */
class SmallStore extends InMemoryEventStore {
  bytesMax = Number.MAX_SAFE_INTEGER;
  /** True if it has a different refusal for a single event that is too large. */
  namesTheEvent = false;
  /** The number of events of each accepted append. */
  readonly taken: number[] = [];

  override async append(...of: Parameters<InMemoryEventStore['append']>) {
    const [stream, , events] = of;
    this.#check(stream, events);
    const appended = await super.append(...of);
    this.taken.push(events.length);
    return appended;
  }

  override async appendAcrossStreams(parts: readonly StreamAppend[]) {
    this.#check(
      'all of them',
      parts.flatMap(({ events }) => events),
    );
    return super.appendAcrossStreams(parts);
  }

  #check(stream: string, events: readonly NewEvent[]): void {
    const sizes = events.map(({ body }) => Buffer.byteLength(body));
    const largest = Math.max(...sizes);
    const id = events[sizes.indexOf(largest)]?.id ?? '';
    if (this.namesTheEvent && largest > this.bytesMax)
      throw new EventTooLarge(id, largest, this.bytesMax);
    const all = sizes.reduce((sum, bytes) => sum + bytes, 0);
    if (all > this.bytesMax) throw new AppendTooLarge(stream, all, this.bytesMax);
  }
}

let store: SmallStore;
let ledger: LedgerProcess;

beforeEach(async () => {
  store = new SmallStore();
  ledger = await startProcess(store);
  await registerExamples(ledger);
  store.bytesMax = APPEND_BYTES_MAX;
  store.taken.length = 0;
});

const ways = [
  ['each for itself', (all) => ledger.report(...all)],
  ['together', (all) => ledger.execute(new ReportFiguresTogether(all, exampleOrigin))],
] satisfies readonly [
  string,
  (all: readonly ReturnType<typeof reportFigure>[]) => Promise<readonly ReportAnswer[]>,
][];

function words(answers: readonly ReportAnswer[]): readonly string[] {
  return answers.map((answer) => (answer.outcome === 'refused' ? answer.code : answer.outcome));
}

/** Locators where one figure is printed. */
const places = Array.from({ length: 10 }, (_, i) => ({ at: { line: i + 1 } }));

/** A report whose event alone exceeds what the store accepts. */
const endless = reportFigure({ at: { line: 50, table: 'x'.repeat(APPEND_BYTES_MAX) } });

describe.each(ways)('Where the log takes little at once, reports made %s', (_, report) => {
  it('of one figure are taken in halves until they fit, and once', async () => {
    const all = places.map((place) => reportFigure(place));
    const answers = await report(all);
    expect(words(answers)).toEqual(['recorded', ...Array(9).fill('confirmed')]);
    expect(store.taken).toEqual([3, 2, 3, 2]);
    expect(words(await report(all))).toEqual(Array(10).fill('unchanged'));
  });

  it('of one figure are decided on what those before made of it', async () => {
    const all = [
      ...places.map((place) => reportFigure(place)),
      reportFigure({ in: 'december', value: '420' }),
      reportFigure({ in: 'december', value: '420', at: { line: 90 } }),
    ];
    const answers = await report(all);
    expect(words(answers).slice(-2)).toEqual(['revised', 'confirmed']);
    const events = new Map((await store.readAll(0, 1_000)).map((event) => [event.id, event]));
    for (const [revision, answer] of answers.entries()) {
      if (answer.outcome === 'refused') throw new Error(answer.message);
      expect(events.get(answer.eventId)?.revision).toBe(revision);
      expect(answer.position).toBe(events.get(answer.eventId)?.position);
    }
  });

  it.each([
    ['append-too-large', false],
    ['event-too-large', true],
  ])('refuse one that is too large alone, as %s, and no other', async (code, namesTheEvent) => {
    store.namesTheEvent = namesTheEvent;
    const other = reportFigure({ figure: { period: '2024-01' }, at: { line: 60 } });
    const [first, ...others] = places.map((place) => reportFigure(place));
    const answers = await report([first!, endless, ...others, other]);
    const confirmed = Array(9).fill('confirmed');
    expect(words(answers)).toEqual(['recorded', code, ...confirmed, 'recorded']);
  });
});
