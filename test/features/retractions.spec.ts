import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { papers } from '@ledger/figures-domain/testing';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';
import { bare } from './page-markup.js';

const { september, december } = papers;
const REASON = 'the row is of another force';
let ledger: ServedLedger;
let wrong: { readonly eventId: string };
/** When everything was recorded and nothing retracted. */
let before: string;

const retract = (eventId: string, reason = REASON) =>
  ledger.post(`/figures/${KEY}/retractions`, { retracts: eventId, reason });
const asked = async (path: string) => {
  await ledger.caughtUp();
  return (await ledger.get(path)).body;
};

/** September prints 412 in May and 7 in June; the first row was captured under the wrong figure. */
beforeAll(async () => {
  ledger = await serveExamples();
  await ledger.post('/reports', [
    reportOf(),
    reportOf({ period: '2024-06', value: '7', printed: '7', locator: { line: 26 } }),
  ]);
  const later = reportOf({ publication: december.id, value: '420', printed: '420' });
  await ledger.post('/reports', later);
  await ledger.post(`/publications/${september.id}/seal`, {});
  const { chain } = await asked(`/figures/${KEY}`);
  wrong = chain[0];
  before = `recordedBy=${encodeURIComponent(chain[1].recordedAt)}`;
});

afterAll(() => ledger.close());

describe('Taking back a capture', () => {
  it('is refused by a sealed publication', async () => {
    expect(await retract(wrong.eventId)).toMatchObject({
      status: 409,
      body: { code: 'publication-sealed' },
    });
  });

  it('is done once it is reopened, and changes nothing when it is sent again', async () => {
    await ledger.post(`/publications/${september.id}/reopen`, { reason: REASON });
    const first = await retract(wrong.eventId);

    expect(first).toMatchObject({ status: 200, body: { changed: true } });
    expect(await retract(wrong.eventId)).toMatchObject({ body: { changed: false } });
    expect(await retract(wrong.eventId, 'another reason')).toMatchObject({
      status: 409,
      body: { code: 'appearance-retracted' },
    });
  });

  it('takes it out of the chain, and never calls that the doing of the publisher', async () => {
    const { chain, valueInForce, retracted } = await asked(`/figures/${KEY}`);

    expect(chain.map(({ move }: { move: string }) => move)).toEqual(['recorded']);
    expect(valueInForce).toMatchObject({ value: '420', since: { publication: december.id } });
    expect(retracted).toMatchObject([
      { eventId: wrong.eventId, printed: '412', retraction: { reason: REASON } },
    ]);
  });

  it('leaves what was known before as it was', async () => {
    const { chain, retracted } = await asked(`/figures/${KEY}?${before}`);
    const { figures } = await asked(`/publications/${september.id}/figures?${before}`);

    expect([chain.length, retracted.length]).toEqual([2, 0]);
    expect(figures[0]).toMatchObject({ key: KEY, printed: '412' });
  });

  it('is an event of the figure like any other', async () => {
    const { events } = await asked(`/figures/${KEY}/history`);

    expect(events.at(-1)).toMatchObject({
      type: 'AppearanceRetracted',
      retracts: wrong.eventId,
      reason: REASON,
    });
  });

  it('leaves it out of what the publication printed, and of its number', async () => {
    const publication = await asked(`/publications/${september.id}`);
    const { figures } = await asked(`/publications/${september.id}/figures`);

    expect(publication).toMatchObject({ appearances: 1, moves: { recorded: 1 } });
    expect(figures.map(({ printed }: { printed: string }) => printed)).toEqual(['7']);
  });

  it('lets no stale report bring it back, and the right figure take its place', async () => {
    const stale = await ledger.post('/reports', reportOf());
    const right = await ledger.post('/reports', reportOf({ period: '2024-07' }));

    expect(stale).toMatchObject({ status: 409, body: { code: 'appearance-retracted' } });
    expect(right).toMatchObject({ status: 201, body: { outcome: 'recorded' } });
  });

  it('is followed by the seal', async () => {
    await ledger.post(`/publications/${september.id}/seal`, {});
    const { publication } = await asked(`/publications/${september.id}`);

    expect(publication.capture).toMatchObject({ state: 'sealed', seal: { appearances: 2 } });
  });

  it('is shown on the page of the figure, with its reason', async () => {
    await ledger.caughtUp();
    const { text } = await ledger.ask({ method: 'GET', url: `/figures/${KEY}` });

    expect(bare(text)).toContain('captured by mistake of this ledger, retracted on');
    expect(bare(text)).toContain(`because ${REASON}`);
  });

  it('leaves a figure that nothing else prints unreported, with the reason', async () => {
    const key = 'recorded-crime.all/kent/2024-01';
    const report = reportOf({ publication: december.id, period: '2024-01' });
    const { body } = await ledger.post('/reports', report);
    await ledger.post(`/figures/${key}/retractions`, {
      retracts: body.eventId,
      reason: REASON,
    });

    expect(await asked(`/figures/${key}`)).toMatchObject({
      state: 'unreported',
      valueInForce: null,
      retracted: [{ retraction: { reason: REASON } }],
    });
    const { figures } = await asked('/figures?period=2024-01');
    expect(figures).toEqual([]);
  });
});
