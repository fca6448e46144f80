import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { NO_STREAM, StoreUnavailable } from '@ledger/event-store-port';
import type { ProjectionPlace } from './lag-meters.js';
import type { LagSource } from './lag.js';
import { METRICS } from './metrics.js';
import { ProcessMetrics } from './process-metrics.js';

const PLACES: readonly ProjectionPlace[] = [{ name: 'figures', position: 0, state: 'live' }];

async function logOfOne(): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore();
  const body = JSON.stringify({ recordedAt: '2026-01-01T12:00:00.000Z' });
  await store.append('s', NO_STREAM, [{ id: '1', type: 'FigureRecorded', body }]);
  return store;
}

async function exposed(metrics: ProcessMetrics): Promise<readonly string[]> {
  const text = await metrics.exposition();
  const part = /^ledger_(log|projection_(pos|lag_events))/;
  return text.split('\n').filter((line) => part.test(line));
}

describe('What a process exposes', () => {
  it("is every metric of the table, and Node's own of the process", async () => {
    const metrics = new ProcessMetrics({ log: await logOfOne() });
    const text = await metrics.exposition();
    for (const { name, kind } of Object.values(METRICS)) {
      expect(text).toContain(`# TYPE ${name} ${kind}\n`);
    }
    expect(text).toContain('process_resident_memory_bytes ');
    expect(metrics.contentType).toContain('text/plain');
  });

  it('counts reports by outcome, and the refused ones by their refusal too', async () => {
    const metrics = new ProcessMetrics({ log: await logOfOne() });
    const refused = { outcome: 'refused', code: 'unknown-measure', message: '' } as const;
    metrics.countReports([refused, refused]);
    const text = await metrics.exposition();
    expect(text).toContain('ledger_reports_total{outcome="refused"} 2\n');
    expect(text).toContain('ledger_reports_refused_total{code="unknown-measure"} 2\n');
  });

  it('leaves out what would be old while log or views are out of reach', async () => {
    const inner = await logOfOne();
    let isLogOut = false;
    let areViewsOut = false;
    const refuseIf = (isOut: boolean) => {
      if (isOut) throw new StoreUnavailable('a fault was planned');
    };
    const log: LagSource = {
      head: async () => (refuseIf(isLogOut), inner.head()),
      readAll: (after, most) => inner.readAll(after, most),
    };
    const places = async () => (refuseIf(areViewsOut), PLACES);
    const metrics = new ProcessMetrics({ log, places });
    const whole = [
      'ledger_log_reachable 1',
      'ledger_log_position 1',
      'ledger_projection_position{projection="figures"} 0',
      'ledger_projection_lag_events{projection="figures"} 1',
    ];
    expect(await exposed(metrics)).toEqual(whole);
    areViewsOut = true;
    expect(await exposed(metrics)).toEqual(whole.slice(0, 2));
    areViewsOut = false;
    isLogOut = true;
    expect(await exposed(metrics)).toEqual([
      'ledger_log_reachable 0',
      'ledger_projection_position{projection="figures"} 0',
    ]);
    isLogOut = false;
    expect(await exposed(metrics)).toEqual(whole);
  });

  it('does not wait for a log that does not answer, nor ask it again meanwhile', async () => {
    let asked = 0;
    const log: LagSource = {
      head: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
      readAll: async () => [],
    };
    const metrics = new ProcessMetrics({ log, answerMsMax: 5 });
    expect(await metrics.exposition()).toContain('ledger_log_reachable 0');
    const askedOnce = asked;
    expect(await metrics.exposition()).toContain('ledger_log_reachable 0');
    expect(asked).toBe(askedOnce);
  });

  it('fails on a mistake in the program', async () => {
    const log = {
      head: async () => Promise.reject(new TypeError('a bug')),
      readAll: async () => [],
    };
    await expect(new ProcessMetrics({ log }).exposition()).rejects.toThrow('a bug');
  });
});
