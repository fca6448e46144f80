import type { Method } from './requests.js';

/** A request whose answer is frozen. */
export interface FrozenRequest {
  readonly method?: Method;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const API = '/api/v1';
const KEY = 'recorded-crime.all/kent/2024-05';
const PAPER = 'september-paper';
const CLOCKS = 'publishedBy=2024-10-31&recordedBy=2026-01-06';

const csv = { accept: 'text/csv' };
const sdmx = { accept: 'application/vnd.sdmx.data+csv' };
const html = { accept: 'text/html' };

/** Queries in all their forms. */
export const READS: readonly FrozenRequest[] = [
  ...api('/figures', '/figures?limit=2', '/figures?q=crime&limit=3', '/figures?marker=r'),
  ...api('/figures?measure=recorded-crime.all&area=kent&limit=3', `/figures?limit=3&${CLOCKS}`),
  ...api('/figures.csv?limit=2', '/figures.csv?limit=2&bom=true', '/figures.json?limit=1'),
  ...api('/figures.csv?measure=recorded-crime.all', '/figures?bom=maybe', '/figures?limit=0'),
  ...api('/figures?cursor=none', '/figures?nonsense=1', '/figures?q=', '/figures?q=a&q=b'),
  ...api('/figures?measure=none', '/figures?area=none', '/figures?publication=none'),
  ...api('/figures?period=never', '/figures?marker=zz', '/figures?q=...'),
  ...api(`/figures/${KEY}`, `/figures/${KEY}?${CLOCKS}`, `/figures/${KEY}?publishedBy=soon`),
  ...api(`/figures/${KEY}?publishedBy=1999`, `/figures/${KEY}/history`, '/figures/none'),
  ...api(`/figures/${KEY}/history?limit=1`, '/figures/none/none/2018', `/figures/${KEY}.csv`),
  ...api(`/figures/${KEY}/corrections`, `/figures/${KEY}/retractions`),
  ...api('/series/recorded-crime.all', '/series/recorded-crime.all?area=kent', '/series/none'),
  ...api('/series/recorded-crime.all.csv?area=kent', '/series/recorded-crime.all?area=none'),
  ...api('/series/recorded-crime.all?statistic=none', '/series/recorded-crime.all?breakdown=x'),
  ...api(
    '/publications',
    '/publications?limit=2',
    '/publications?q=september&publisher=kent-police',
  ),
  ...api('/publications?publisher=none', `/publications/${PAPER}`, '/publications/none'),
  ...api(`/publications/${PAPER}/figures?limit=2`, `/publications/${PAPER}/figures.csv`),
  ...api(`/publications/${PAPER}/figures.csv?limit=2`, `/publications/${PAPER}/figures?x=1`),
  ...api(`/publications/${PAPER}/compare/december-paper?limit=2`),
  ...api(`/publications/${PAPER}/compare/december-paper?only=none`),
  ...api(`/publications/${PAPER}/compare/none`, `/publications/${PAPER}?recordedBy=2000`),
  ...api('/publishers', '/areas', '/areas?limit=1', '/dimensions', '/ownerships'),
  ...api('/ownerships?measure=recorded-crime.all&area=kent', '/measures?under=recorded-crime'),
  ...api('/measures?q=crime', '/measures?limit=1', '/measures/recorded-crime.all'),
  ...api('/measures/none', '/measures?under=none', '/areas.json?limit=1', '/areas?limit=x'),
  ...api('/follow-ups', '/follow-ups?status=open&limit=2', '/follow-ups?status=lost'),
  ...api('/follow-ups?publication=none', '/follow-ups?owner=nobody'),
  ...api('/events', '/events?limit=1', '/events?after=3&limit=1&types=FigureRecorded'),
  ...api('/events?types=Nothing', '/events?after=99999999', '/events?limit=1001'),
  ...api('/events?stream=publication-september-paper&limit=2', '/events.json?limit=1'),
  ...api('/events/stream?after=99999999', '/events/stream?types=Nothing', '/events/stream?x=1'),
  ...api(
    '/tables/found-figures',
    '/tables/none',
    '/tables/series-points?of=/api/v1/series/x.csv',
  ),
  ...api('/tables/found-figures?of=http://elsewhere/', '/tables/found-figures?x=1'),
  ...api('/problems/unknown-figure', '/problems/none', '/health/live', '/health/ready'),
  ...api('/figures?waitFor=1&limit=1', '/areas?waitFor=x', '/areas?waitFor=99999999'),
  ...api('/nowhere', '/figures/', '/measures/recorded-crime.all/definitions'),
  { url: '/health/live' },
  { url: `${API}/areas?limit=1`, headers: { 'ledger-wait-for': '1' } },
  { url: `${API}/areas?limit=1`, headers: { 'ledger-wait-for': 'soon' } },
  { url: `${API}/events/stream?after=1`, headers: { 'last-event-id': 'soon' } },
  { url: `${API}/figures?limit=2`, headers: csv },
  { url: `${API}/figures?limit=2`, headers: html },
  {
    url: `${API}/figures?limit=1`,
    headers: { accept: 'text/*;q=0.5, application/json;q=0.4' },
  },
  { url: `${API}/figures?limit=1`, headers: { accept: '*/*' } },
  { url: `${API}/series/recorded-crime.all?area=kent`, headers: sdmx },
  { url: `${API}/series/recorded-crime.all?area=kent`, headers: csv },
  { url: `${API}/series/recorded-crime.all`, headers: html },
  { url: `${API}/publications/${PAPER}/figures?limit=2`, headers: csv },
  { url: `${API}/figures/${KEY}`, headers: csv },
  { url: `${API}/figures/${KEY}/history`, headers: csv },
  { url: `${API}/areas`, headers: csv },
  { url: `${API}/events`, headers: csv },
  { url: `${API}/events/stream`, headers: { accept: 'application/json' } },
  { url: `${API}/figures/${KEY}`, headers: { 'if-none-match': '*' } },
  { url: `${API}/figures/${KEY}`, headers: { 'if-none-match': '"other"' } },
  { url: `${API}/areas`, headers: { 'if-none-match': '"other", *' } },
  ...heads(`${API}/figures/${KEY}`, `${API}/areas`, `${API}/figures?limit=1`, `${API}/events`),
  ...heads(`${API}/events/stream`, `${API}/figures/none`, `${API}/tables/found-figures`, '/'),
  ...heads(`${API}/figures.csv?measure=recorded-crime.all`, `${API}/health/live`),
  ...pages('/', '/?q=crime', `/figures/${KEY}`, `/publications/${PAPER}`, '/measures'),
  ...pages('/measures?under=recorded-crime', '/series/recorded-crime.all', '/figures/none'),
  ...pages('/publications/none', '/?x=1', `/figures/${KEY}?publishedBy=soon`, '/nowhere'),
  { method: 'POST', url: `${API}/figures`, body: {} },
  { method: 'POST', url: `${API}/figures/${KEY}`, body: {} },
  { method: 'PUT', url: `${API}/areas`, body: {} },
  { method: 'DELETE', url: `${API}/figures/${KEY}` },
  { method: 'DELETE', url: `${API}/publications/${PAPER}` },
  { method: 'OPTIONS', url: `${API}/areas` },
];

const area = { id: 'frozen-area', title: 'A frozen area', kind: 'force-area' };
const publisher = { id: 'frozen-office', title: 'A frozen office', kind: 'other' };
const question = {
  id: 'frozen-question',
  title: 'How many?',
  owner: 'kent-police',
  subject: { publication: PAPER },
};
const measure = {
  code: 'frozen.all',
  title: 'Frozen things',
  units: ['things'],
  valueType: 'count',
  kind: 'flow',
  polarity: 'neither',
  owner: 'kent-police',
  definition: 'All that is frozen',
};
const paper = {
  id: 'frozen-paper',
  title: 'A frozen paper',
  kind: 'report',
  publisher: 'kent-police',
  published: '2025-05',
  evidence: 'line 1',
  window: '2024-05..2024-07',
};
const report = {
  publication: PAPER,
  measure: 'recorded-crime.all',
  area: 'kent',
  period: '2023-05',
  value: '412',
  printed: '412',
  unit: 'offences',
  locator: { line: 25 },
};

/** The figure that is reported here, and the event of its report. */
const REPORTED = 'recorded-crime.all/kent/2023-05';
const EVENT = '44b42cc5-0088-88ac-ab40-126cb9177e8f';

/** Commands in the order in which they are sent. */
export const COMMANDS: readonly FrozenRequest[] = [
  post('/areas', area),
  post('/areas', area),
  post('/areas', { ...area, title: 'Another' }),
  post('/areas', { ...area, id: 'frozen-below', parent: 'none' }),
  post('/areas', { ...area, surplus: 1 }),
  post('/areas', []),
  post('/areas/frozen-area/corrections', { title: 'Thawed', kind: 'county', reason: 'it was' }),
  post('/areas/none/corrections', { title: 'Thawed', kind: 'county', reason: 'it was' }),
  post('/publishers', publisher),
  post('/publishers/kent-police/corrections', {
    title: 'Kent',
    kind: 'force',
    reason: 'shorter',
  }),
  post('/dimensions', { id: 'frozen', title: 'Frozen', members: [{ id: 'a', title: 'A' }] }),
  post('/ownerships', { owner: 'kent-police', measures: 'frozen' }),
  post('/measures', {}),
  post('/measures', measure),
  post('/measures/frozen.all/definitions', {
    ...{ version: 2, validFrom: '2025-01', definition: 'Thawed too', breaks: true },
  }),
  post('/measures/none/definitions', {}),
  post(`/publications/${PAPER}/seal`, {}),
  post(`/publications/${PAPER}/reopen`, { reason: 'a line was missed' }),
  post(`/publications/${PAPER}/release`, { reason: 'it is out' }),
  post(`/publications/${PAPER}/supersede`, { by: 'none', reason: 'another came' }),
  post('/publications/none/seal', {}),
  post('/publications', {}),
  post('/publications', paper),
  post('/follow-ups', question),
  post('/follow-ups', question),
  post('/follow-ups/frozen-question/updates', { note: 'asked again' }),
  post('/follow-ups/frozen-question/close', { outcome: 'answered' }),
  post('/follow-ups/frozen-question/close', { outcome: 'never answered' }),
  post('/follow-ups/none/updates', { note: 'none' }),
  post('/follow-ups/none/close', { outcome: 'answered' }),
  post('/reports', report),
  post('/reports', report),
  post('/reports', [report, { ...report, period: '2024-01' }]),
  post('/reports', { ...report, surplus: 1 }),
  post(`/figures/${REPORTED}/corrections`, {}),
  post(`/figures/${REPORTED}/corrections`, {
    ...{ corrects: EVENT, reason: 'misread', value: '413', printed: '413', unit: 'offences' },
  }),
  post(`/figures/${REPORTED}/retractions`, { retracts: EVENT, reason: 'never printed' }),
  post('/figures/none/retractions', { retracts: EVENT, reason: 'never printed' }),
  { ...post('/areas', area), headers: { 'ledger-actor': '?' } },
  { ...post('/areas', area), headers: { origin: 'http://elsewhere.example' } },
  { ...post('/areas', area), headers: { 'content-type': 'text/plain' } },
];

function api(...paths: readonly string[]): FrozenRequest[] {
  return paths.map((path) => ({ url: `${API}${path}` }));
}

function heads(...urls: readonly string[]): FrozenRequest[] {
  return urls.map((url) => ({ method: 'HEAD', url }));
}

function pages(...urls: readonly string[]): FrozenRequest[] {
  return urls.map((url) => ({ url, headers: html }));
}

function post(path: string, body: unknown): FrozenRequest {
  return { method: 'POST', url: `${API}${path}`, body };
}
