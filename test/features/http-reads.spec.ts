import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dimensionFacts } from '@ledger/figures-domain/testing';
import { KEY, reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;
let recordedFirst: string;

/** The September paper says 412, the December paper 420; a third figure is next to them. */
beforeAll(async () => {
  ledger = await serveExamples();
  const { post, get, caughtUp } = ledger;
  await post('/dimensions', dimensionFacts('channel', '101'));
  await post('/reports', reportOf());
  await caughtUp();
  recordedFirst = (await get(`/figures/${KEY}`)).body.chain[0].recordedAt;
  const change = { kind: 'routine', reason: 'late records added' };
  const december = { publication: 'december-paper', value: '420', printed: '420', change };
  await post('/reports', [
    reportOf(december),
    reportOf({ period: '2024-06', value: '390', printed: '390', locator: { line: 26 } }),
    reportOf({
      period: '2024-07',
      breakdown: { channel: '101' },
      value: '7',
      printed: 'seven',
      locator: { line: 27 },
    }),
  ]);
  await caughtUp();
});

afterAll(() => ledger.close());

describe('A figure over HTTP', () => {
  it('has the value in force and its whole chain', async () => {
    const { body, headers } = await ledger.get(`/figures/${KEY}`);
    expect(body).toMatchObject({ key: KEY, valueInForce: { value: '420' }, appearances: 2 });
    expect(body.chain).toMatchObject([
      { move: 'recorded', printed: '412', locator: { line: 25 } },
      { move: 'revised', kind: 'routine', printed: '420' },
    ]);
    expect(headers['ledger-position']).toBe(String(await ledger.head()));
  });

  it('is shown as the public could have seen it', async () => {
    const october = await ledger.get(`/figures/${KEY}?publishedBy=2024-10-31`);
    expect(october.body.valueInForce.value).toBe('412');
    const june = await ledger.get(`/figures/${KEY}?publishedBy=2024-06-01`);
    expect(june.body).toMatchObject({ state: 'unreported', valueInForce: null });
  });

  it('is shown as this ledger knew it', async () => {
    const { body } = await ledger.get(`/figures/${KEY}?recordedBy=${recordedFirst}`);
    expect(body).toMatchObject({ valueInForce: { value: '412' }, appearances: 1 });
  });

  it('gives the same bytes for the same two clocks', async () => {
    const path = `/figures/${KEY}?publishedBy=2024-12-31&recordedBy=${recordedFirst}`;
    const [first, second] = [await ledger.get(path), await ledger.get(path)];
    expect(second.text).toBe(first.text);
    expect(second.headers['etag']).toBe(first.headers['etag']);
  });

  it('has a key with dimensions in its address', async () => {
    const { body } = await ledger.get('/figures/recorded-crime.all/kent/2024-07/channel=101');
    expect(body.valueInForce).toMatchObject({ value: '7', printed: 'seven' });
  });

  it('has a history of every event', async () => {
    const { body } = await ledger.get(`/figures/${KEY}/history`);
    expect(body.events).toMatchObject([{ type: 'FigureRecorded' }, { type: 'FigureRevised' }]);
    const paged = await ledger.get(`/figures/${KEY}/history?limit=1`);
    const rest = await ledger.get(`/figures/${KEY}/history?limit=1&cursor=${paged.body.next}`);
    expect([...paged.body.events, ...rest.body.events]).toEqual(body.events);
  });

  it('is unknown if nobody printed it, and malformed if no key is like that', async () => {
    const unknown = await ledger.get('/figures/recorded-crime.all/kent/1999');
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-figure' } });
    const malformed = await ledger.get('/figures/Recorded/kent/1999');
    expect(malformed).toMatchObject({ status: 400, body: { code: 'malformed-figure-key' } });
  });
});

describe('A reader who knows the answer already', () => {
  it.each(['/areas', '/publications', `/figures/${KEY}`, '/figures?q=crime', '/openapi.json'])(
    'is not sent %s again',
    async (path) => {
      const first = await ledger.get(path);
      const again = await ledger.get(path, { 'if-none-match': first.headers['etag'] ?? '' });
      expect(first.status).toBe(200);
      expect(again).toMatchObject({ status: 304, text: '' });
    },
  );

  it('is sent a figure again once it says something else', async () => {
    const path = '/figures/recorded-crime.all/kent/2024-06';
    const { headers } = await ledger.get(path);
    await ledger.post(
      '/reports',
      reportOf({ publication: 'march-paper', period: '2024-06', value: '391', printed: '391' }),
    );
    await ledger.caughtUp();
    const changed = await ledger.get(path, { 'if-none-match': headers['etag'] ?? '' });
    expect(changed).toMatchObject({ status: 200, body: { valueInForce: { value: '391' } } });
  });
});

describe('Waiting for a position', () => {
  it('can be asked for in the address or in a header', async () => {
    const head = await ledger.head();
    for (const asked of [
      await ledger.get(`/areas?waitFor=${head}`),
      await ledger.get('/areas', { 'ledger-wait-for': String(head) }),
    ]) {
      expect(asked.status).toBe(200);
      expect(Number(asked.headers['ledger-position'])).toBeGreaterThanOrEqual(head);
    }
  });

  it('is refused at once for a position that the log has not reached', async () => {
    const beyond = await ledger.get(`/areas?waitFor=${(await ledger.head()) + 1}`);
    expect(beyond).toMatchObject({ status: 400, body: { code: 'malformed-parameter' } });
  });

  it('takes positions only', async () => {
    const refused = await ledger.get('/areas', { 'ledger-wait-for': 'soon' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'malformed-header' } });
  });
});

describe('A question that cannot be understood', () => {
  it.each([
    ['/figures?limit=0', 'malformed-parameter'],
    ['/figures?limit=1000000', 'malformed-parameter'],
    ['/figures?q=a&q=b', 'malformed-parameter'],
    ['/figures?marker=q', 'unknown-marker'],
    ['/figures?period=soon', 'malformed-period'],
    ['/figures?cursor=nonsense', 'malformed-cursor'],
    ['/figures?q=...', 'search-without-words'],
    [`/figures/${KEY}?publishedby=2024`, 'unknown-parameter'],
    [`/figures/${KEY}?publishedBy=yesterday`, 'malformed-parameter'],
    ['/events?after=-1', 'malformed-parameter'],
    ['/follow-ups?status=ajar', 'malformed-parameter'],
    ['/series/recorded-crime.all?breakdown=channel', 'malformed-parameter'],
  ])('%s is refused as %s', async (path, code) => {
    expect(await ledger.get(path)).toMatchObject({ status: 400, body: { code } });
  });

  it('is refused where there is no such thing', async () => {
    expect(await ledger.get('/publications/none')).toMatchObject({
      status: 404,
      body: { code: 'unknown-publication' },
    });
    expect(await ledger.get('/series/none')).toMatchObject({
      status: 404,
      body: { code: 'unknown-measure' },
    });
    expect(await ledger.get('/nowhere')).toMatchObject({
      status: 404,
      body: { code: 'unknown-route' },
    });
    const unreadable = await ledger.ask({ method: 'GET', url: '/api/v1/areas/%zz' });
    expect(unreadable).toMatchObject({ status: 400, body: { code: 'malformed-request' } });
    expect(unreadable.headers['ledger-position']).toMatch(/^\d+$/);
  });
});

describe('A method that an address does not take', () => {
  it.each([
    ['DELETE', '/api/v1/areas', 'GET, HEAD, POST'],
    ['GET', '/api/v1/reports', 'POST'],
    ['HEAD', '/api/v1/reports', 'POST'],
    ['PUT', '/api/v1/publications/september-paper', 'GET, HEAD'],
    ['GET', '/api/v1/publications/september-paper/seal', 'POST'],
    ['POST', `/api/v1/figures/${KEY}`, 'GET, HEAD'],
    ['PATCH', `/api/v1/figures/${KEY}/history`, 'GET, HEAD'],
    ['GET', `/api/v1/figures/${KEY}/corrections`, 'POST'],
    ['OPTIONS', '/health/live', 'GET, HEAD'],
    ['POST', '/api/v1/openapi.json', 'GET, HEAD'],
    ['POST', '/measures', 'GET, HEAD'],
  ] as const)('is answered 405: %s %s takes %s', async (method, url, allow) => {
    const sent = method === 'POST' ? { 'content-type': 'application/json' } : {};
    const refused = await ledger.ask({ method, url, headers: sent, payload: '{}' });
    expect([refused.status, refused.headers['allow']]).toEqual([405, allow]);
    if (method === 'HEAD') return;
    expect(refused.body).toMatchObject({ code: 'method-not-allowed', facts: { method } });
  });

  it.each(['/api/v1/nowhere', '/nowhere', '/api/v1/areas/kent/nowhere/at/all'])(
    'is no matter where there is no such address: %s',
    async (url) => {
      const refused = await ledger.ask({ method: 'DELETE', url });
      expect(refused).toMatchObject({ status: 404, body: { code: 'unknown-route' } });
    },
  );
});

describe('A parameter that is there and empty', () => {
  it.each([
    ...[
      '/figures?measure=',
      '/figures?q=',
      '/series/recorded-crime.all?area=',
      '/areas?limit=',
    ],
    ...['/publications?publisher=', '/follow-ups?owner=', '/events?stream=', '/areas?waitFor='],
  ])('is refused: %s', async (path) => {
    const refused = await ledger.get(path);
    expect(refused).toMatchObject({ status: 400, body: { code: 'malformed-parameter' } });
  });

  it('is described as what cannot be', async () => {
    const { body } = await ledger.get('/openapi.json');
    const operations = Object.values<any>(body.paths).flatMap((path) =>
      Object.values<any>(path),
    );
    const parameters = operations.flatMap(({ parameters = [] }) => parameters);
    const texts = parameters.filter(
      (one: any) => one.in === 'query' && one.schema.type === 'string',
    );
    expect(texts.length).toBeGreaterThan(30);
    for (const { name, schema } of texts)
      expect([name, schema.minLength ?? schema.enum?.length]).toEqual([
        name,
        expect.any(Number),
      ]);
  });
});

describe('An answer as a table', () => {
  it('has what a publication printed as CSV, and a description of its columns', async () => {
    const table = await ledger.get('/publications/september-paper/figures', {
      accept: 'text/csv',
    });
    expect(table.headers['content-type']).toMatch(/^text\/csv/);
    const [header, first, ...rest] = table.text.trim().split('\r\n');
    expect(header).toMatch(/^key,measure,area,period,statistic,compared_with,breakdown,/);
    expect(first).toContain('kent,2024-05,value,,,All recorded crime,412,412,offences,,exact');
    expect(rest).toHaveLength(2);

    const [, described] = /<\/api\/v1([^>]+)>; rel="describedby"/.exec(table.headers['link']!)!;
    const { body } = await ledger.get(described!);
    expect(body.tableSchema.columns.map(({ name }: { name: string }) => name).join()).toBe(
      header,
    );
  });

  it('leads to the next page', async () => {
    const accept = { accept: 'text/csv' };
    const first = await ledger.get('/figures?limit=2', accept);
    const [, next] = /<\/api\/v1([^>]+)>; rel="next"/.exec(first.headers['link']!)!;
    const second = await ledger.get(next!, accept);
    expect(first.text.trim().split('\r\n')).toHaveLength(3);
    expect(second.text.trim().split('\r\n')).toHaveLength(2);
  });

  it('is whole, however many pages it takes, where the address ends with its form', async () => {
    const sealed = await ledger.get('/publications/september-paper/figures.csv');
    expect(sealed.headers['content-type']).toMatch(/^text\/csv/);
    expect(sealed.text.trim().split('\r\n')).toHaveLength(4);
    const [found, paged] = [
      await ledger.get('/figures.csv'),
      await ledger.get('/figures.csv?limit=1'),
    ];
    expect(found.text.trim().split('\r\n')).toHaveLength(4);
    expect(paged.text.trim().split('\r\n')).toHaveLength(2);
  });

  it('begins with a byte order mark where that is asked for', async () => {
    const marked = await ledger.get('/series/recorded-crime.all.csv?bom=true');
    expect(marked.text.startsWith('\ufeffkey,')).toBe(true);
    const plain = await ledger.get('/series/recorded-crime.all.csv?bom=false');
    expect(plain.text.startsWith('key,')).toBe(true);
    expect((await ledger.get('/figures.csv?bom=perhaps')).status).toBe(400);
  });

  it('is named in the description of its columns', async () => {
    const { headers } = await ledger.get('/publications/september-paper/figures.csv');
    const [, described] = /<\/api\/v1([^>]+)>; rel="describedby"/.exec(headers['link']!)!;
    expect((await ledger.get(described!)).body).toMatchObject({
      url: '/api/v1/publications/september-paper/figures.csv',
    });
    expect((await ledger.get('/tables/series?of=http://elsewhere')).status).toBe(400);
  });

  it('has a series as SDMX-CSV', async () => {
    const { headers, text } = await ledger.get('/series/recorded-crime.all', {
      accept: 'application/vnd.sdmx.data+csv',
    });
    expect(headers['content-type']).toMatch(/^application\/vnd.sdmx.data\+csv/);
    expect(text.split('\r\n')[1]).toBe(
      'LEDGER:FIGURES(1.0),recorded-crime.all,kent,value,_Z,_T,2024-05,420,A,offences,',
    );
  });

  it('is not there in a form nobody writes', async () => {
    const refused = await ledger.get('/figures', { accept: 'image/png' });
    expect(refused).toMatchObject({ status: 406, body: { code: 'not-acceptable' } });
  });

  it.each([
    ['/areas', 'text/csv'],
    [`/figures/${KEY}`, 'text/html'],
    ['/events', 'application/x-ndjson'],
    ['/events', 'text/event-stream'],
    ['/events/stream', 'application/json'],
  ])(
    'is refused where a client asks %s for %s, a form it does not have',
    async (path, accept) => {
      const refused = await ledger.get(path, { accept });
      expect(refused).toMatchObject({ status: 406, body: { code: 'not-acceptable' } });
      expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect((await ledger.get('/areas', { accept: 'application/*' })).status).toBe(200);
    },
  );
});

describe('The everyday commands', () => {
  it('make a thing once, and change nothing the second time', async () => {
    const area = { id: 'kent.medway', title: 'Medway', kind: 'unitary', parent: 'kent' };
    const made = await ledger.post('/areas', area);
    expect(made).toMatchObject({ status: 201, body: { changed: true } });
    expect(made.headers['location']).toBe('/api/v1/areas');
    const again = await ledger.post('/areas', area);
    expect(again).toMatchObject({ status: 200, body: { changed: false } });
    const other = await ledger.post('/areas', { ...area, title: 'The Medway towns' });
    expect(other).toMatchObject({ status: 409, body: { code: 'already-registered' } });
  });

  it('name every field that is wrong', async () => {
    const { status, body } = await ledger.post('/areas', { id: 7, title: ' ', surprise: 1 });
    expect(status).toBe(400);
    expect(body.code).toBe('malformed-body');
    const pointers = body.facts.faults.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers.sort()).toEqual(['/id', '/kind', '/surprise', '/title']);
  });

  it('distinguish what the address names from what the body names', async () => {
    const addressed = await ledger.post('/publications/none/seal', {});
    expect(addressed).toMatchObject({ status: 404, body: { code: 'unknown-publication' } });
    const supersede = { by: 'none', reason: 'a new edition' };
    const named = await ledger.post('/publications/december-paper/supersede', supersede);
    expect(named).toMatchObject({ status: 422, body: { code: 'unknown-publication' } });
  });

  it('correct a capture without changing the published figure', async () => {
    const key = 'recorded-crime.all/kent/2024-07/channel=101';
    const { body } = await ledger.get(`/figures/${key}`);
    const correction = {
      corrects: body.valueInForce.eventId,
      reason: 'misread',
      value: '8',
      printed: 'eight',
      unit: 'offences',
    };
    const corrected = await ledger.post(`/figures/${key}/corrections`, correction);
    expect(corrected).toMatchObject({ status: 200, body: { changed: true } });
    await ledger.caughtUp();
    const { body: after } = await ledger.get(`/figures/${key}`);
    expect(after.valueInForce).toMatchObject({
      value: '8',
      firstCapture: { printed: 'seven' },
    });
    expect(after.chain).toMatchObject([{ move: 'recorded' }]);
    const unknown = { ...correction, corrects: '00000000-0000-8000-8000-000000000000' };
    const refused = await ledger.post(`/figures/${key}/corrections`, unknown);
    expect(refused).toMatchObject({ status: 422, body: { code: 'unknown-appearance' } });
  });

  it('take a follow-up from raising to closing', async () => {
    const raised = {
      id: 'panel.wait-times',
      title: 'Why did it rise?',
      owner: 'Chief Constable',
      subject: { publication: 'september-paper', line: 25 },
      due: '2024-12-01',
    };
    expect((await ledger.post('/follow-ups', raised)).status).toBe(201);
    const path = '/follow-ups/panel.wait-times';
    await ledger.post(`${path}/updates`, { owner: 'Deputy', due: '2025-01-15' });
    await ledger.post(`${path}/close`, { outcome: 'answered in writing' });
    await ledger.caughtUp();
    const { body } = await ledger.get('/follow-ups?status=closed');
    expect(body.followUps).toMatchObject([
      { id: 'panel.wait-times', owner: 'Deputy', outcome: 'answered in writing' },
    ]);
    const late = await ledger.post(`${path}/updates`, { note: 'too late' });
    expect(late).toMatchObject({ status: 409, body: { code: 'follow-up-closed' } });
  });
});
