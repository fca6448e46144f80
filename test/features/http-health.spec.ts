import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
});

afterAll(() => ledger.close());

describe('Readiness', () => {
  it('is there with the views, and names what was looked at', async () => {
    const { status, body } = await ledger.get('/health/ready');
    expect(status).toBe(200);
    expect(body.status).toBe('well');
    expect(body.checks).toEqual(expect.arrayContaining(['log', 'views']));
  });

  it('and liveness are also served at the paths that probes use', async () => {
    expect((await ledger.ask({ method: 'GET', url: '/health/ready' })).status).toBe(200);
    expect((await ledger.ask({ method: 'GET', url: '/health/live' })).status).toBe(200);
  });
});

describe('The metrics', () => {
  it('give the positions of the log and of the views', async () => {
    await ledger.post('/reports', reportOf());
    await ledger.caughtUp();
    const { text, headers } = await ledger.get('/metrics');
    const head = await ledger.head();
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toContain(`ledger_log_position ${head}`);
    expect(text).toContain(`ledger_projection_position{projection="figures"} ${head}`);
    expect(text).toContain('ledger_projection_stopped{projection="figures"} 0');
  });
});
