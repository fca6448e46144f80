import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicationFacts } from '@ledger/figures-domain/testing';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;

const paper = { id: 'afternoon-paper', published: '2024-02-13T14:00:00+01:00' };

beforeAll(async () => {
  ledger = await serveExamples();
  const { status } = await ledger.post('/publications', { ...publicationFacts(), ...paper });
  expect(status).toBe(201);
  await ledger.post('/reports', reportOf({ publication: paper.id }));
  await ledger.caughtUp();
});

afterAll(() => ledger.close());

describe('A moment over HTTP', () => {
  it.each(['2024-02-13T13:00:00Z', '2024-02-13T13:00:00.000Z', '2024-02-13T08:00-05:00'])(
    'of publication is the same moment as %s, which registers nothing new',
    async (published) => {
      const again = { ...publicationFacts(), ...paper, published };
      const { status, body } = await ledger.post('/publications', again);
      expect([status, body.changed]).toEqual([200, false]);
    },
  );

  it('of publication is kept in UTC', async () => {
    const { body } = await ledger.get(`/publications/${paper.id}`);
    const moment = '2024-02-13T13:00:00.000Z';
    expect(body.publication).toMatchObject({ published: moment, visibleFrom: moment });
  });

  it.each([
    ['2024-02-13T13:00:00Z', 'reported'],
    ['2024-02-13T14:00:00%2B01:00', 'reported'],
    ['2024-02-13T14:00:00+01:00', 'reported'],
    ['2024-02-13T13:59:59+01:00', 'unreported'],
  ])('of a clock may have any offset: by %s the figure is %s', async (publishedBy, state) => {
    for (const path of [`/figures/${KEY}`, '/series/recorded-crime.all']) {
      expect((await ledger.get(`${path}?publishedBy=${publishedBy}`)).status).toBe(200);
    }
    const { body } = await ledger.get(`/figures/${KEY}?publishedBy=${publishedBy}`);
    expect(body.state).toBe(state);
    // The form is valid; the ledger had recorded nothing by then.
    const then = await ledger.get(`/figures/${KEY}?recordedBy=${publishedBy}`);
    expect([then.status, then.body.code]).toEqual([404, 'unknown-figure']);
  });

  it('without an offset is refused', async () => {
    const local = {
      ...publicationFacts(),
      id: 'local-paper',
      published: '2024-02-13T13:00:00',
    };
    const { status, body } = await ledger.post('/publications', local);
    expect([status, body.code]).toEqual([400, 'malformed-published-date']);
    const asked = await ledger.get(`/figures/${KEY}?publishedBy=2024-02-13T13:00:00`);
    expect(asked.status).toBe(400);
  });
});
