import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { papers } from '@ledger/figures-domain/testing';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

/** The events of registering the examples. */
const REGISTERED = [
  'PublisherRegistered',
  'PublisherRegistered',
  'AreaRegistered',
  'MeasureDefined',
  ...Object.keys(papers).map(() => 'PublicationRegistered'),
];

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
});

afterAll(() => ledger.close());

/** A server-sent event by its fields. */
type Sent = Readonly<Record<string, string>>;

/** Listens to the feed until it has received some events, or the feed ends. */
async function listen(
  url: string,
  { events: wanted, headers = {} }: { events: number; headers?: Record<string, string> },
): Promise<{ events: readonly Sent[]; ended: boolean }> {
  const leave = new AbortController();
  const response = await fetch(url, { headers, signal: leave.signal });
  const events: Sent[] = [];
  let text = '';
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.map(fieldsOf).filter((fields) => 'data' in fields));
    if (events.length >= wanted) {
      leave.abort();
      return { events, ended: false };
    }
  }
  return { events, ended: true };
}

function fieldsOf(block: string): Sent {
  return Object.fromEntries(
    block
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
}

async function streamOf(one: ServedLedger): Promise<string> {
  return `${await one.address()}/api/v1/events/stream`;
}

/** Positions of all events, from one page. */
async function positions(): Promise<readonly number[]> {
  const { body } = await ledger.get('/events?limit=1000');
  return body.events.map(({ position }: { position: string }) => Number(position));
}

describe('The feed page by page', () => {
  it('gives every event once, in order, as CloudEvents', async () => {
    const head = await ledger.head();
    const paged: { type: string; position: string }[] = [];
    for (let after = 0; after < head;) {
      const { body, headers } = await ledger.get(`/events?after=${after}&limit=3`);
      expect(headers['ledger-position']).toBe(String(head));
      for (const event of body.events) {
        expect(event).toMatchObject({
          specversion: '1.0',
          datacontenttype: 'application/json',
        });
        paged.push(event);
      }
      after = body.next;
    }
    expect(paged.map(({ type }) => type)).toEqual(REGISTERED);
    const at = paged.map(({ position }) => Number(position));
    expect(at).toEqual([...new Set(at)].sort((a, b) => a - b));
    expect(at).toEqual(await positions());
    expect(at.at(-1)).toBe(head);
  });

  it('refuses a position beyond the log, and is empty behind its end', async () => {
    const head = await ledger.head();
    const end = await ledger.get(`/events?after=${head}`);
    expect([end.status, end.body.events]).toEqual([200, []]);

    const beyond = await ledger.get(`/events?after=${head + 1}`);
    expect(beyond).toMatchObject({ status: 409, body: { code: 'position-beyond-record' } });
    expect(beyond.body.detail).toContain(`ends at position ${head}, before ${head + 1}`);
  });

  it('refuses types that no event has, naming those there are', async () => {
    for (const path of ['/events', '/events/stream']) {
      const refused = await ledger.get(`${path}?types=AreaRegistered,FigureRecorde`);
      expect(refused).toMatchObject({ status: 400, body: { code: 'malformed-parameter' } });
      expect(refused.body.detail).toMatch(/"FigureRecorde": .*FigureRecorded/);
    }
  });

  it('can be narrowed to types and streams', async () => {
    const { body: measures } = await ledger.get('/events?types=MeasureDefined,AreaRegistered');
    expect(measures.events.map(({ type }: { type: string }) => type)).toEqual([
      'AreaRegistered',
      'MeasureDefined',
    ]);
    const { body: kent } = await ledger.get('/events?stream=area-kent');
    expect(kent.events).toHaveLength(1);
  });
});

describe('The feed as it happens', () => {
  it('gives what there is and then what is recorded', async () => {
    const there = await positions();
    const url = await streamOf(ledger);
    const listening = listen(url, { events: there.length + 1 });
    const { body } = await ledger.post('/reports', reportOf());
    const { events } = await listening;
    expect(events.map(({ id }) => Number(id))).toEqual([...there, Number(body.position)]);
    expect(events.at(-1)).toMatchObject({ event: 'FigureRecorded' });
    expect(JSON.parse(events.at(-1)!['data']!)).toMatchObject({
      specversion: '1.0',
      type: 'FigureRecorded',
      position: body.position,
    });
  });

  it('goes on behind the last event a client had', async () => {
    const [had, ...rest] = (await positions()).slice(-3);
    const headers = { 'last-event-id': String(had) };
    const url = `${await streamOf(ledger)}?after=0`;
    const { events } = await listen(url, { events: 2, headers });
    expect(events.map(({ id }) => Number(id))).toEqual(rest);
  });

  it('refuses a place that is none', async () => {
    const refused = await ledger.get('/events/stream', { 'last-event-id': 'the-last' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'malformed-header' } });
  });

  it('refuses a position beyond the log, wherever it is given', async () => {
    const beyond = (await ledger.head()) + 1;
    for (const refused of [
      await ledger.get('/events/stream', { 'last-event-id': String(beyond) }),
      await ledger.get(`/events/stream?after=${beyond}`),
      await ledger.get('/events/stream?after=0', { 'last-event-id': String(beyond) }),
    ]) {
      expect(refused).toMatchObject({ status: 409, body: { code: 'position-beyond-record' } });
    }
  });

  it('gives positions as text wherever one occurs', async () => {
    const { body } = await ledger.post('/reports', reportOf());
    const [listed] = (await ledger.post('/reports', [reportOf()])).body;
    const { body: page } = await ledger.get('/events?limit=1000');
    const { body: history } = await ledger.get(
      `/figures/${body.key}/history?waitFor=${body.position}`,
    );
    const { body: made } = await ledger.post('/areas', {
      ...{ id: 'wales', title: 'Wales', kind: 'country' },
    });
    const { body: beyond } = await ledger.get('/events?after=1000000');

    const { position } = body;
    expect(position).toMatch(/^\d+$/);
    expect(listed.position).toBe(position);
    expect([page.events.at(-1).position, page.next, page.head]).toEqual(
      Array(3).fill(position),
    );
    expect(history.events).toMatchObject([{ position }]);
    expect(Number(made.position)).toBeGreaterThan(Number(position));
    expect(beyond.facts).toEqual({ position: '1000000', head: made.position });
  });

  it('ends when the server stops', async () => {
    const leaving = await serveExamples();
    const response = await fetch(await streamOf(leaving));
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('data:')) text += (await reader.read()).value ?? '';
    const closing = leaving.close();
    while (!(await reader.read()).done);
    await closing;
  });
});
