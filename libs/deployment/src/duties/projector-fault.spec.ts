import { describe, expect, it } from '@jest/globals';
import type { ProjectionStatus } from '@ledger/projections-port';
import { projectorFault, StandingLog, standingOf } from './projector-fault.js';

const live: ProjectionStatus = { name: 'figures', version: 1, state: 'live', position: 4 };
const stopped: ProjectionStatus = {
  ...live,
  state: 'stopped',
  fault: { position: 5, eventId: 'event-5', type: 'FigureRecorded', error: 'it is odd' },
};
const waiting: ProjectionStatus = { ...live, state: 'waiting', outage: 'the disk is full' };

describe('How a projector is', () => {
  it('is well while all projections go on', () => {
    expect(projectorFault([live, live])).toBeUndefined();
  });

  it('names the event that a projection stands still at', () => {
    expect(projectorFault([live, stopped])).toBe(
      'Projection figures stands still at event event-5 (FigureRecorded), position 5: it is odd',
    );
  });

  it('says what it waits for', () => {
    expect(projectorFault([live, waiting])).toBe('the disk is full');
  });

  it('is logged once for each projection that stands still, and again if it did go on', () => {
    const logged: string[] = [];
    const log = new StandingLog({ error: (message) => void logged.push(message) });
    for (const status of [live, stopped, stopped, live, stopped])
      log.look(standingOf([status]));
    expect(logged).toHaveLength(2);
  });
});
