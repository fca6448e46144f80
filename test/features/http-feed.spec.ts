import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;
let isClosed = false;

beforeEach(async () => {
  ledger = await serveExamples();
  isClosed = false;
});

afterEach(async () => {
  if (!isClosed) await ledger.close();
});

/** A server-sent event by its fields. */
type Sent = Readonly<Record<string, string>>;

/** Listens to the feed until it has had some events, or the feed ends. */
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

async function address(): Promise<string> {
  await ledger.app.listen(0, '127.0.0.1');
  return `${await ledger.app.getUrl()}/api/v1/events/stream`;
}

describe('The feed page by page', () => {
  it('gives every event once, in order, as CloudEvents', async () => {
    const head = await ledger.store.head();
    const positions: number[] = [];
    for (let after = 0; after < head;) {
      const { body, headers } = await ledger.get(`/events?after=${after}&limit=3`);
      expect(headers['ledger-position']).toBe(String(head));
      for (const event of body.events) {
        expect(event).toMatchObject({
          specversion: '1.0',
          datacontenttype: 'application/json',
        });
        positions.push(Number(event.position));
      }
      after = body.next;
    }
    expect(positions).toEqual(Array.from({ length: head }, (_, at) => at + 1));
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
    const head = await ledger.store.head();
    const url = await address();
    const listening = listen(url, { events: head + 1 });
    await ledger.post('/reports', reportOf());
    const { events } = await listening;
    expect(events.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: head + 1 }, (_, at) => at + 1),
    );
    expect(events.at(-1)).toMatchObject({ event: 'FigureRecorded' });
    expect(JSON.parse(events.at(-1)!['data']!)).toMatchObject({
      specversion: '1.0',
      type: 'FigureRecorded',
      position: String(head + 1),
    });
  });

  it('goes on behind the last event a client had', async () => {
    const head = await ledger.store.head();
    const headers = { 'last-event-id': String(head - 2) };
    const { events } = await listen(`${await address()}?after=0`, { events: 2, headers });
    expect(events.map(({ id }) => Number(id))).toEqual([head - 1, head]);
  });

  it('ends when the server stops', async () => {
    const response = await fetch(await address());
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('data:')) text += (await reader.read()).value ?? '';
    const closing = ledger.close();
    isClosed = true;
    while (!(await reader.read()).done);
    await closing;
  });

  it('refuses a place that is none', async () => {
    const refused = await ledger.get('/events/stream', { 'last-event-id': 'the-last' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'malformed-header' } });
  });
});
