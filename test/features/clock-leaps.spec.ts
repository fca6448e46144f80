import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { ClockGuard } from '@ledger/event-store-port';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';

const DAYS_400 = 400 * 24 * 3_600_000;
const area = { id: 'kent', title: 'Kent', kind: 'police-force' };

let clock: { setByMs: number };
let ledger: LedgerInProcess;

beforeEach(async () => {
  clock = { setByMs: 0 };
  const guard = new ClockGuard({ nowMs: () => Date.now() + clock.setByMs });
  ledger = await serveInProcess(new InMemoryEventStore({ time: { guard } }));
});

afterEach(() => ledger.close());

describe('A server whose clock is set on by 400 days', () => {
  it('records nothing, says so and how to go on, and still answers what is asked', async () => {
    expect((await ledger.post('/areas', area)).status).toBe(201);
    await ledger.caughtUp();
    clock.setByMs = DAYS_400;
    const refused = await ledger.post('/areas', { ...area, id: 'medway' });

    expect(refused).toMatchObject({ status: 503, body: { code: 'clock-leapt' } });
    expect(refused.body.detail).toMatch(/LEDGER_TIME_ACCEPTED_UNTIL=\d{4}-/);
    expect((await ledger.get('/areas')).status).toBe(200);
    expect(await ledger.head()).toBe(1);
  });

  it('goes on as if nothing had been once it is set right', async () => {
    clock.setByMs = DAYS_400;
    await ledger.post('/areas', area);
    clock.setByMs = 0;
    expect((await ledger.post('/areas', area)).status).toBe(201);

    const { body } = await ledger.get('/events');
    expect(Date.parse(body.events[0].time)).toBeLessThanOrEqual(Date.now());
  });
});
