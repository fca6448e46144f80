import { describe, expect, it } from '@jest/globals';
import { clockOf, FeedFollower, ReadFeed, type FeedPage } from '@ledger/figures-application';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { papers, paragraph, reportFigure } from '@ledger/figures-domain/testing';
import { decodeRecord } from '@ledger/kernel';
import { registerExamples, startLedger, startProcess } from './in-memory-ledger.js';

const positions = ({ events }: FeedPage) => events.map(({ position }) => position);

describe('Reading the feed', () => {
  it('gives every event in order, page by page, and says where to go on', async () => {
    const { ask, store } = await startLedger();
    const head = await store.head();
    const seen: number[] = [];
    let after = 0;
    for (;;) {
      const page = await ask(new ReadFeed(after, 3));
      expect(page.head).toBe(head);
      if (page.events.length === 0) break;
      seen.push(...positions(page));
      after = page.position;
    }

    expect(seen).toEqual(Array.from({ length: head }, (_, i) => i + 1));
    expect(after).toBe(head);
  });

  it('gives the log as it is stored', async () => {
    const { ask, store } = await startLedger();
    const { events } = await ask(new ReadFeed(0, 1));
    const [stored] = await store.readAll(0, 1);

    expect(events).toEqual([{ position: 1, record: decodeRecord(stored!.body) }]);
  });

  it('gives only the types that are wanted, and goes on behind the others', async () => {
    const { ask, store } = await startLedger();
    const wanted = { types: ['PublicationRegistered'] };
    const first = await ask(new ReadFeed(0, 2, wanted));
    const rest = await ask(new ReadFeed(first.position, 1_000, wanted));

    expect([...first.events, ...rest.events].map(({ record }) => record.type)).toEqual(
      Object.keys(papers).map(() => 'PublicationRegistered'),
    );
    expect(first.events).toHaveLength(2);
    expect(first.position).toBe(positions(first).at(-1));
    expect(rest.position).toBe(await store.head());
  });

  it('gives only the stream that is wanted', async () => {
    const { ask, report, store } = await startLedger();
    await report(reportFigure(), reportFigure({ at: paragraph }));
    const stream = 'figure-recorded-crime.all/kent/2024-05';
    const head = await store.head();
    const first = await ask(new ReadFeed(0, 1, { stream }));
    const rest = await ask(new ReadFeed(first.position, 10, { stream }));

    expect(first.position).toBe(head - 1);
    expect(positions(rest)).toEqual([head]);
    expect(rest.position).toBe(head);
    const none = await ask(new ReadFeed(0, 10, { stream, types: ['FigureRevised'] }));
    expect(none).toEqual({ events: [], position: head, head });
  });

  it('gives nothing behind the end', async () => {
    const { ask, store } = await startLedger();
    const head = await store.head();

    expect(await ask(new ReadFeed(head, 10))).toEqual({ events: [], position: head, head });
  });

  it('is refused behind a position that the log has not reached', async () => {
    const { ask, app, store } = await startLedger();
    const head = await store.head();
    const refusal = { code: 'position-beyond-record', position: head + 1, head };

    await expect(ask(new ReadFeed(head + 1, 10))).rejects.toMatchObject(refusal);
    await expect(app.get(FeedFollower).checkWithin(head + 1)).rejects.toMatchObject(refusal);
    await expect(app.get(FeedFollower).checkWithin(head)).resolves.toBeUndefined();
  });

  it.each([
    [0, 0],
    [0, 1_001],
    [0, 1.5],
    [-1, 10],
    [0.5, 10],
  ])('has no page behind %d of %d events', (after, limit) => {
    expect(() => new ReadFeed(after, limit)).toThrow(RangeError);
  });
});

describe('Following the feed', () => {
  it('gives existing events, then new ones, until it is aborted', async () => {
    const { app, report, store } = await startLedger();
    const head = await store.head();
    const stop = new AbortController();
    const pages: FeedPage[] = [];
    const types = ['FigureRecorded', 'FigureConfirmed'];
    const follower = app.get(FeedFollower).follow({ after: 2, types, signal: stop.signal });
    for await (const page of follower) {
      pages.push(page);
      if (page.position === head) await report(reportFigure());
      if (page.position === head + 1) await report(reportFigure({ at: paragraph }));
      if (page.position === head + 2) stop.abort();
    }

    expect(pages.map(({ events }) => events.map(({ record }) => record.type))).toEqual([
      [],
      ['FigureRecorded'],
      ['FigureConfirmed'],
    ]);
    expect(pages[0]?.position).toBe(head);
  });
});

describe('The clock of a log that goes on', () => {
  it('is never behind what was recorded, whatever the machine says', async () => {
    const store = new InMemoryEventStore();
    await registerExamples(await startProcess(store));
    const last = (await store.readAll(0, 1_000)).at(-1);
    const ahead = decodeRecord(last!.body);
    const recordedAt = '2999-01-01T00:00:00.000Z';
    const body = JSON.stringify({ ...ahead, recordedAt, stream: 'area-later', revision: 0 });
    await store.append('area-later', -1, [{ id: 'later', type: 'AreaRegistered', body }]);

    expect((await clockOf(store)).now()).toBe(recordedAt);
  });

  it("is the machine's where nothing was recorded", async () => {
    const clock = await clockOf(new InMemoryEventStore());

    expect(clock.now() <= clock.now()).toBe(true);
  });
});
