import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import {
  ClockLeapt,
  NO_STREAM,
  type EventStore,
  type NewEvent,
} from '@ledger/event-store-port';
import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { MeasuredEventStore } from './measured-event-store.js';
import { makeMetrics } from './metrics.js';

const event = (id: string): NewEvent => ({ id, type: 'FigureRecorded', body: '{}' });

function measured(store: EventStore) {
  const registry = new Registry();
  const metrics = makeMetrics(registry);
  const seen = async () => {
    const lines = (await registry.metrics())
      .split('\n')
      .filter((line) => /_(count|total)/.test(line));
    return lines.filter((line) => !line.startsWith('#') && /append/.test(line)).sort();
  };
  return { store: new MeasuredEventStore(store, metrics), seen, registry };
}

describe('A measured event store', () => {
  it('times appends by their outcome and counts events and conflicts', async () => {
    const faults: 'failed-but-stored'[] = [];
    const { store, seen } = measured(new InMemoryEventStore({ faults }));
    await store.append('a', NO_STREAM, [event('1'), event('2')]);
    await store.append('a', NO_STREAM, [event('1'), event('2')]);
    await expect(store.append('a', NO_STREAM, [event('3')])).rejects.toMatchObject({
      code: 'revision-conflict',
    });
    faults.push('failed-but-stored');
    await expect(store.append('a', 1, [event('4')])).rejects.toMatchObject({
      code: 'append-outcome-unknown',
    });
    expect(await seen()).toEqual([
      'ledger_append_conflicts_total 1',
      'ledger_append_seconds_count{outcome="append-outcome-unknown"} 1',
      'ledger_append_seconds_count{outcome="appended"} 1',
      'ledger_append_seconds_count{outcome="repeated"} 1',
      'ledger_append_seconds_count{outcome="revision-conflict"} 1',
      'ledger_events_appended_total 2',
    ]);
  });

  it('counts and logs what a clock that cannot be right keeps from being recorded', async () => {
    const leapt = new ClockLeapt('The clock says 2099', '2099-01-02T00:00:00.000Z');
    const guard = {
      check: () => {
        throw leapt;
      },
    };
    const logged: unknown[] = [];
    Logger.overrideLogger({ error: (line: unknown) => logged.push(line) } as never);
    const { store, registry } = measured(new InMemoryEventStore({ time: { guard } }));
    for (let times = 0; times < 3; times += 1) {
      await expect(store.append('a', NO_STREAM, [event('1')])).rejects.toBe(leapt);
    }
    Logger.overrideLogger(false);

    expect(await registry.metrics()).toContain('ledger_clock_leaps_total 3');
    expect(logged).toEqual([leapt.message]);
    expect(await store.head()).toBe(0);
  });

  it('passes everything else on unchanged', async () => {
    const inner = new InMemoryEventStore();
    const { store } = measured(inner);
    await store.append('a', NO_STREAM, [event('1'), event('2')]);
    await store.append('b', NO_STREAM, [event('3')]);
    expect(await store.readStream('a', 1, 1)).toEqual(await inner.readStream('a', 1, 1));
    expect(await store.readAll(1, 5)).toEqual(inner.record.slice(1));
    expect(await store.head()).toBe(3);
    const end = new AbortController();
    for await (const batch of store.follow({
      after: 1,
      batchEventsMax: 9,
      signal: end.signal,
    })) {
      expect(batch).toEqual(inner.record.slice(1));
      end.abort();
    }
    await store.close();
    await expect(inner.head()).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('counts every event of an append across streams', async () => {
    const { store, seen } = measured(new InMemoryEventStore());
    const answer = await store.appendAcrossStreams([
      { stream: 'a', expectedRevision: NO_STREAM, events: [event('1')] },
      { stream: 'b', expectedRevision: NO_STREAM, events: [event('2'), event('3')] },
    ]);
    expect(answer).toEqual({ revisions: [0, 1], position: 3, repeated: false });
    expect(await seen()).toEqual([
      'ledger_append_conflicts_total 0',
      'ledger_append_seconds_count{outcome="appended"} 1',
      'ledger_events_appended_total 3',
    ]);
  });
});
