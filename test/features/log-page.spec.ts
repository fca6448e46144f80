import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicationFacts } from '@ledger/figures-domain/testing';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

const HOSTILE = '"><script>alert(1)</script>\u05D0\u05D1{{ 7 * 7 }}';
const SECRET = { id: 'secret-paper', title: 'Secret paper', isEmbargoed: true };

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
  const { post, caughtUp } = ledger;
  await post('/publications', publicationFacts(SECRET));
  await post('/publications', publicationFacts({ id: 'hostile-paper', title: HOSTILE }));
  await post('/reports', [
    reportOf(),
    reportOf({ publication: 'december-paper', value: '420', printed: '420' }),
    reportOf({ publication: 'secret-paper', period: '2024-07' }),
    reportOf({ publication: 'hostile-paper', period: '2024-08' }),
  ]);
  await post('/follow-ups', {
    title: 'Why so late?',
    owner: 'auditor',
    subject: { publication: 'secret-paper' },
  });
  await caughtUp();
});

afterAll(() => ledger.close());

const page = (url: string) => ledger.ask({ method: 'GET', url });
const positionsOn = (text: string) =>
  [...text.matchAll(/<tr[^>]* id="event-(\d+)"/g)].map(([, position]) => Number(position));

/** Follows the links to earlier events to the end. */
async function allPositions(start: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (let url: string | undefined = start; url !== undefined;) {
    const { status, text } = await page(url);
    expect(status).toBe(200);
    found.push(...positionsOn(text));
    url = /rel="next" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
  }
  return found;
}

/** The events of the feed that do not name the publication under embargo. */
async function positionsOfFeed(query = ''): Promise<readonly number[]> {
  const { body } = await ledger.get(`/events?limit=1000${query}`);
  const events = body.events as { position: string; data: unknown }[];
  return events
    .filter(({ data }) => !JSON.stringify(data).includes('secret-paper'))
    .map(({ position }) => Number(position))
    .reverse();
}

describe('The event log', () => {
  it('shows every event, the latest first, page after page', async () => {
    const all = await positionsOfFeed();
    for (const limit of [1, 3, 200]) {
      expect(await allPositions(`/events?limit=${limit}`)).toEqual(all);
    }
  });

  it('says what was recorded about what, when and by whom', async () => {
    const { text } = await page('/events?types=FigureRevised');
    expect(positionsOn(text)).toEqual(await positionsOfFeed('&types=FigureRevised'));
    expect(text).toMatch(/<th scope="row"[^>]*>Figure revised<.th>/);
    expect(text).toContain(`<a class="govuk-link" href="/figures/${KEY}"><bdi>${KEY}</bdi>`);
    expect(text).toContain('href="/publications/december-paper"><bdi>Report to the board');
    expect(text).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">\d+ [A-Z][a-z]+ \d{4}, /);
  });

  it('shows the events of one stream, and of one kind', async () => {
    const stream = `figure-${KEY}`;
    const query = `stream=${encodeURIComponent(stream)}`;
    expect(await allPositions(`/events?limit=1&${query}`)).toEqual(
      await positionsOfFeed(`&${query}`),
    );
    const { text } = await page('/events');
    const [, registries] = /<option value="([^"]*)">Registries: all/.exec(text)!;
    expect(await allPositions(`/events?types=${registries}`)).toEqual(
      await positionsOfFeed(`&types=${registries}`),
    );
    expect((await page('/events?types=FigureInvented')).status).toBe(400);
    expect((await page('/events?stream=figure-none')).text).toContain('There is none.');
  });

  it('offers every type of event once', async () => {
    const { text } = await page('/events');
    const offered = [...text.matchAll(/<option value="(\w+)"/g)].map(([, type]) => type);
    const listened = /data-types="([^"]*)"/.exec(text)![1]!.split(',');
    expect(offered.sort()).toEqual(listened.sort());
  });

  it('leaves out what a publication under embargo prints, until it is released', async () => {
    const secret = /secret|2024-07/i;
    expect((await page('/events?limit=200')).text).not.toMatch(secret);
    expect((await page('/events?stream=publication-secret-paper')).text).not.toContain(
      'Publication registered</th>',
    );
    await ledger.post('/publications/secret-paper/release', { reason: 'the board met' });
    await ledger.caughtUp();
    const { text } = await page('/events?limit=200');
    expect(text).toContain('<bdi>Secret paper</bdi>');
    expect(text).toContain('Publication released');
    const { body } = await ledger.get('/events?limit=1000');
    expect(positionsOn(text)).toHaveLength(body.events.length);
  });

  it('shows hostile text as text', async () => {
    for (const url of ['/events', `/events?stream=${encodeURIComponent(HOSTILE)}`]) {
      const { text, headers } = await page(url);
      expect(text).not.toMatch(/<script(?! type="module" src="[/]assets[/])|onclick/);
      expect(text).toContain('&lt;script&gt;');
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    }
    expect((await page('/events')).text).toContain('<bdi>&quot;&gt;&lt;script&gt;');
  });

  it('follows the log where scripts run, on its latest page alone', async () => {
    const { text } = await page('/events?types=FigureRevised,FigureRecorded');
    expect(text).toMatch(/<script type="module" src="[/]assets[/]live-[0-9a-f]{12}\.js">/);
    const [, stream, types, position] =
      /data-stream="([^"]*)" data-types="([^"]*)" data-position="(\d+)"/.exec(text)!;
    expect(types).toBe('FigureRevised,FigureRecorded');
    const url = `${stream!.replaceAll('&amp;', '&')}after=${position}`;
    const { status, headers } = await ledger.ask({ method: 'HEAD', url });
    expect([status, headers['content-type']]).toEqual([
      200,
      expect.stringContaining('text/event-stream'),
    ]);
    expect((await page('/events?before=5')).text).not.toMatch(/live-[0-9a-f]{12}/);
  });

  it('is the feed for programs, with the same filters', async () => {
    const { text } = await page('/events?types=FigureRevised');
    const [, json] = /href="(\/events\.json[^"]*)"/.exec(text)!;
    const { status, body } = await page(json!.replaceAll('&amp;', '&'));
    expect(status).toBe(200);
    expect(body.events.map(({ type }: { type: string }) => type)).toEqual(['FigureRevised']);
  });
});
