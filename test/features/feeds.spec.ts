import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicationFacts } from '@ledger/figures-domain/testing';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

const HOSTILE = ']]></title><script>alert(1)</script>&amp;"\uFFFE';

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
  const { post, caughtUp } = ledger;
  await post('/publications', publicationFacts({ id: 'hostile-paper', title: HOSTILE }));
  await post(
    '/publications',
    publicationFacts({ id: 'secret-paper', title: 'Secret paper', isEmbargoed: true }),
  );
  await post('/reports', reportOf());
  await post('/reports', [
    reportOf({ publication: 'december-paper', value: '420', printed: '420' }),
    reportOf({ publication: 'secret-paper', value: '777', printed: '777' }),
    reportOf({
      ...{ publication: 'hostile-paper', period: '2024-06', note: HOSTILE },
      change: { kind: 'routine', reason: HOSTILE },
    }),
  ]);
  await post('/publications/september-paper/seal', {});
  await post('/publications/september-paper/supersede', {
    by: 'secret-paper',
    reason: 'a secret reason',
  });
  await caughtUp();
});

afterAll(() => ledger.close());

const page = (url: string) => ledger.ask({ method: 'GET', url });

const PAGES = {
  [`/figures/${KEY}`]: `/feeds/figures/${KEY}`,
  '/publications/september-paper': '/feeds/publications/september-paper',
  '/publishers/kent-police': '/feeds/publishers/kent-police',
  '/series/recorded-crime.all': '/feeds/measures/recorded-crime.all',
};

const entriesOf = (text: string) =>
  [...text.matchAll(/<entry>\s<id>(.*?)<\/id>\s<title>(.*?)<\/title>\s<updated>(.*?)</gs)].map(
    ([, id, title, updated]) => ({ id, title, updated }),
  );

describe('A feed', () => {
  it.each(Object.entries(PAGES))(
    'of %s is named in the page and in its head',
    async (url, feed) => {
      const { text } = await page(url);
      expect(text).toContain(
        `<link rel="alternate" type="application/atom+xml" title="What changed" href="${feed}">`,
      );
      expect(text).toContain(`href="${feed}">Atom feed</a>`);
      const { status, headers, text: atom } = await page(feed);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      expect(atom).toMatch(
        /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:[^"]*Atom"/,
      );
      expect(atom).toContain(`<link rel="self" type="application/atom+xml" href="${feed}"/>`);
      expect(atom).toContain(`<link rel="alternate" type="text/html" href="${url}"/>`);
      expect(entriesOf(atom).length).toBeGreaterThan(0);
    },
  );

  it('has the events of a figure, the latest first, each as it stood then', async () => {
    const { text } = await page(`/feeds/figures/${KEY}`);
    const { body } = await ledger.get(`/figures/${KEY}/history`);
    const events = body.events.reverse();
    expect(entriesOf(text).map(({ id }) => id)).toEqual(
      events.map(({ eventId }: { eventId: string }) => `urn:uuid:${eventId}`),
    );
    expect(entriesOf(text)[0]!.title).toBe(
      'Figure revised: 420 offences, Report to the board, December 2024',
    );
    expect(/<feed[^>]*>.*?<updated>(.*?)</s.exec(text)![1]).toBe(events[0].recordedAt);
    const addresses = [...text.matchAll(/href="(\/figures\/[^"]*recordedBy[^"]*)"/g)];
    const states = await Promise.all(
      addresses.map(async ([, href]) => (await page(href!)).text),
    );
    expect(states.map((state) => /"ledger-value"><bdi>(\d+)</.exec(state)?.[1])).toEqual([
      '420',
      '412',
    ]);
  });

  it('keeps the ids of what it had when more is recorded, and is not sent twice', async () => {
    const url = '/feeds/publications/december-paper';
    const before = await page(url);
    const again = await ledger.ask({
      method: 'GET',
      url,
      headers: { 'if-none-match': before.headers['etag']! },
    });
    expect(again.status).toBe(304);
    await ledger.post('/publications/december-paper/seal', {});
    await ledger.caughtUp();
    const after = entriesOf((await page(url)).text);
    expect(after[0]!.title).toBe('Publication sealed');
    expect(after.slice(1)).toEqual(entriesOf(before.text));
    const id = /<id>(.*?)<\/id>/;
    expect(id.exec((await page(url)).text)![1]).toBe(id.exec(before.text)![1]);
  });

  it('says nothing of a publication under embargo', async () => {
    for (const feed of Object.values(PAGES)) {
      const { text } = await page(feed);
      expect(text).not.toMatch(/secret|777|superseded/i);
    }
    expect((await page('/feeds/publications/secret-paper')).status).toBe(403);
    await ledger.post('/publications/secret-paper/release', { reason: 'the board met' });
    await ledger.caughtUp();
    expect((await page('/feeds/publishers/kent-police')).text).toContain('Secret paper');
    expect((await page('/feeds/publications/september-paper')).text).toContain(
      '<title>Publication superseded</title>',
    );
  });

  it('holds hostile text as text that XML can hold', async () => {
    const hostile = '/feeds/figures/recorded-crime.all/kent/2024-06';
    for (const feed of [hostile, '/feeds/publications/hostile-paper']) {
      const { status, text } = await page(feed);
      expect(status).toBe(200);
      expect(text).toContain(']]&gt;&lt;/title&gt;&lt;script&gt;');
      expect(text).not.toMatch(/<script|\uFFFE/);
    }
  });

  it('of what is not known is answered as its page is', async () => {
    for (const feed of ['figures/none/none/2024', 'publications/none', 'publishers/none']) {
      expect((await page(`/feeds/${feed}`)).status).toBe((await page(`/${feed}`)).status);
      expect((await page(`/feeds/${feed}`)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await page('/feeds/measures/none')).status).toBe(404);
  });
});
