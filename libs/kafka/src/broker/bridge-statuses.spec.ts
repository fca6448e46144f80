import { describe, expect, it } from '@jest/globals';
import { BridgeStatuses, type BridgeStatus } from './bridge-statuses.js';

describe('The status of a bridge', () => {
  it('is that of the part which is worst off, with its reason', () => {
    const registry = new BridgeStatuses(() => undefined);
    expect(registry.status).toEqual({ state: 'stopped', parts: {} });
    const [reports, events] = [registry.entry('reports-in'), registry.entry('kafka-events')];
    expect(registry.status.state).toBe('starting');
    reports.set('running');
    events.set('standby');
    expect(registry.status.state).toBe('running');
    events.set('waiting', 'the views are away');
    expect(registry.status).toEqual({
      state: 'waiting',
      reason: 'the views are away',
      parts: {
        'reports-in': { state: 'running' },
        'kafka-events': { state: 'waiting', reason: 'the views are away' },
      },
    });
    reports.set('refused', 'a topic has another shape');
    expect(registry.status).toMatchObject({
      ...{ state: 'refused', reason: 'a topic has another shape' },
    });
  });

  it('is reported when it changes and only then', () => {
    const statuses: BridgeStatus[] = [];
    const registry = new BridgeStatuses((status) => statuses.push(status));
    const entry = registry.entry('reports-in');
    entry.set('waiting', 'no broker');
    entry.set('waiting', 'no broker');
    entry.set('running');
    expect(statuses.map(({ state }) => state)).toEqual(['waiting', 'running']);
    expect(statuses[1]).not.toHaveProperty('reason');
  });
});
