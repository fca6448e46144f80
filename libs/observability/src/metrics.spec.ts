import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { addProcessMetrics, makeMetrics, METRICS } from './metrics.js';

describe('The metrics of a process', () => {
  it('are exactly the lines of the table, each under its own name', async () => {
    const registry = new Registry();
    makeMetrics(registry);
    const exported = (await registry.getMetricsAsJSON()).map(({ name }) => name).sort();
    expect(exported).toEqual(
      Object.values(METRICS)
        .map(({ name }) => name)
        .sort(),
    );
    expect(new Set(exported).size).toBe(exported.length);
  });

  it('are named as Prometheus wants it: counters end in _total, all are the ledger’s', () => {
    for (const { name, kind, help } of Object.values(METRICS)) {
      expect(name).toMatch(/^ledger_[a-z_]+$/);
      expect(name.endsWith('_total')).toBe(kind === 'counter');
      expect(help).toMatch(/\.$/);
    }
  });

  it('refuse a label that the table does not have', () => {
    const { reports } = makeMetrics(new Registry());
    // @ts-expect-error the table has no such label
    expect(() => reports.inc({ result: 'recorded' })).toThrow(/result/);
  });

  it("are served with Node's own metrics of the process", async () => {
    const registry = new Registry();
    addProcessMetrics(registry);
    expect(await registry.metrics()).toContain('process_resident_memory_bytes');
  });
});
