import { describe, expect, it } from '@jest/globals';
import { StatusRegistry, type BridgeStatus } from './bridge-status.js';

describe('The status of a bridge', () => {
  it('is that of the part which is worst off, with its reason', () => {
    const board = new StatusRegistry(() => undefined);
    expect(board.status).toEqual({ state: 'stopped', parts: {} });
    const [reports, events] = [board.entry('reports-in'), board.entry('kafka-events')];
    expect(board.status.state).toBe('starting');
    reports.set('running');
    events.set('standby');
    expect(board.status.state).toBe('running');
    events.set('waiting', 'the views are away');
    expect(board.status).toEqual({
      state: 'waiting',
      reason: 'the views are away',
      parts: {
        'reports-in': { state: 'running' },
        'kafka-events': { state: 'waiting', reason: 'the views are away' },
      },
    });
    reports.set('refused', 'a topic has another shape');
    expect(board.status).toMatchObject({
      ...{ state: 'refused', reason: 'a topic has another shape' },
    });
  });

  it('is told when it changes and only then', () => {
    const told: BridgeStatus[] = [];
    const board = new StatusRegistry((status) => told.push(status));
    const cell = board.entry('reports-in');
    cell.set('waiting', 'no broker');
    cell.set('waiting', 'no broker');
    cell.set('running');
    expect(told.map(({ state }) => state)).toEqual(['waiting', 'running']);
    expect(told[1]).not.toHaveProperty('reason');
  });
});
