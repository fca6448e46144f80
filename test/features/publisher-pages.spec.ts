import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { force, publicationFacts } from '@ledger/figures-domain/testing';
import { serveExamples, type ServedLedger } from './served-ledger.js';

const HOSTILE = '"><script>alert(1)</script>\u05D0\u05D1';

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
  const { post, caughtUp } = ledger;
  await post('/publishers', { id: 'hostile', title: HOSTILE, kind: HOSTILE });
  await post(
    '/publications',
    publicationFacts({ id: 'secret-paper', title: 'Secret paper', isEmbargoed: true }),
  );
  await post('/ownerships', { owner: force.id, area: 'kent', measures: 'recorded-crime' });
  await post('/ownerships', { owner: 'hostile', measures: 'recorded-crime.all' });
  await caughtUp();
});

afterAll(() => ledger.close());

const page = (url: string) => ledger.ask({ method: 'GET', url });

/** The ids that a list links to, over all of its pages. */
async function allOf(start: string, pattern: RegExp): Promise<readonly string[]> {
  const found: string[] = [];
  for (let url: string | undefined = start; url !== undefined;) {
    const { text } = await page(url);
    found.push(...[...text.matchAll(pattern)].map(([, id]) => id!));
    url = /rel="next" href="([^"#]*)/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    if (url !== undefined) url += '&limit=1';
  }
  return found;
}

describe('The pages of publishers', () => {
  it('list every publisher with its kind', async () => {
    const { body } = await ledger.get('/publishers');
    const ids = body.publishers.map(({ id }: { id: string }) => id);
    expect(ids).toContain(force.id);
    const found = await allOf('/publishers?limit=1', /href="\/publishers\/([^"]*)"/g);
    expect(found).toEqual(ids);
    expect((await page('/publishers')).text).toContain(force.kind.replaceAll('-', ' '));
    expect((await page('/publishers.json')).body).toEqual(body);
  });

  it('show what a publisher published, and what it owns', async () => {
    const { status, text } = await page(`/publishers/${force.id}`);
    expect(status).toBe(200);
    expect(text).toContain(`<bdi>${force.title}</bdi></h1>`);
    const { body } = await ledger.get(`/publications?publisher=${force.id}`);
    const ids = body.publications.map(({ id }: { id: string }) => id);
    expect(
      await allOf(
        `/publishers/${force.id}?limit=1`,
        /row"[^>]*><a[^>]*"\/publications\/([^"]*)/g,
      ),
    ).toEqual(ids);
    expect(text).toMatch(/href="\/measures\?under=recorded-crime"><bdi>Recorded crime<.bdi>/);
    expect(text).toMatch(/href="\/areas\/kent"><bdi>Kent<.bdi><.a> and areas within/);
    expect((await page('/publishers/none')).status).toBe(404);
    const [, json] = /href="(\/publications\.json[^"]*)"/.exec(text)!;
    expect((await page(json!)).body).toEqual(body);
  });

  it('say nothing of a publication under embargo', async () => {
    expect((await page(`/publishers/${force.id}`)).text).not.toMatch(/secret/i);
  });

  it('show hostile text as text', async () => {
    for (const url of ['/publishers', '/publishers/hostile']) {
      const { text } = await page(url);
      expect(text).not.toMatch(/<script(?! type="module" src="[/]assets[/])/);
      expect(text).toContain('<bdi>&quot;&gt;&lt;script&gt;');
    }
  });

  it('are where a publication names its publisher', async () => {
    const { text } = await page('/publications/september-paper');
    expect(text).toContain(`href="/publishers/${force.id}"`);
  });
});
