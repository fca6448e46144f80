import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CloseFollowUp,
  CorrectArea,
  CorrectPublisher,
  DefineMeasure,
  RaiseFollowUp,
  RedefineMeasure,
  RegisterDimension,
  RegisterPublication,
  UpdateFollowUp,
} from '@ledger/figures-application';
import {
  exampleOrigin,
  force,
  kent,
  measureFacts,
  papers,
  publicationFacts,
} from '@ledger/figures-domain/testing';
import {
  getMeasure,
  listAreas,
  listDimensions,
  listFollowUps,
  listMeasures,
  getTitles,
  listPublishers,
  listTopics,
  type FollowUpsQuestion,
  type MeasuresQuestion,
} from '@ledger/figures-read-models';
import { decodeRecord } from '@ledger/kernel';
import { startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

let ledger: ViewedLedger;
/** When the channel had one member only. */
let dimensionRecordedAt: string;

async function lastRecordedAt(): Promise<string> {
  const [last] = await ledger.store.readAll((await ledger.store.head()) - 1, 1);
  return decodeRecord(last?.body ?? '').recordedAt;
}

const CODES = [
  'recorded-crime',
  'recorded-crime.burglary',
  'recorded-crime.burglary-tools.seized',
  'recorded-crime.burglary.dwelling',
  'recorded-crime.sum',
];

beforeAll(async () => {
  ledger = await startViewedExamples();
  const { execute } = ledger;
  for (const code of CODES) {
    const sumOf = code === 'recorded-crime.sum' ? ['recorded-crime.burglary'] : [];
    const facts = measureFacts({ code, title: `Title of ${code}`, definition: 'Any', sumOf });
    await execute(new DefineMeasure(facts, exampleOrigin));
  }
  const second = { version: 2, validFrom: '2025', definition: 'Attempts too', breaks: true };
  await execute(
    new RedefineMeasure({ code: 'recorded-crime.burglary', ...second }, exampleOrigin),
  );
  const embargoed = publicationFacts({ id: 'embargoed-paper', isEmbargoed: true });
  await execute(new RegisterPublication(embargoed, exampleOrigin));
  for (const [id, owner, publication] of [
    ['september-paper.1', 'force', papers.september.id],
    ['september-paper.2', 'commissioner', papers.september.id],
    ['december-paper.1', 'force', papers.december.id],
    ['embargoed-paper.1', 'force', embargoed.id],
  ] as const) {
    const facts = { id, title: `Question ${id}`, owner, subject: { publication, line: 18 } };
    await execute(new RaiseFollowUp(facts, exampleOrigin));
  }
  await execute(
    new UpdateFollowUp(
      'september-paper.2',
      { due: '2025-12-31', owner: 'force' },
      exampleOrigin,
    ),
  );
  await execute(
    new CloseFollowUp('september-paper.1', { outcome: 'answered in writing' }, exampleOrigin),
  );
  const channel = { id: 'channel', title: 'Channel' };
  const members = ['101', '999'].map((id) => ({ id, title: `Calls to ${id}` }));
  for (const some of [members.slice(0, 1), members]) {
    await execute(new RegisterDimension({ ...channel, members: some }, exampleOrigin));
    dimensionRecordedAt ??= await lastRecordedAt();
  }
  await ledger.caughtUp();
});

afterAll(() => ledger.close());

describe('Measures', () => {
  const codes = async (question: MeasuresQuestion = {}) =>
    (await listMeasures(ledger.reader, question)).body.measures.map(({ code }) => code);

  it('are listed in order of code, with their definition versions', async () => {
    expect(await codes()).toEqual([...CODES, 'recorded-crime.all'].sort());
    const { measures } = (await listMeasures(ledger.reader, {})).body;
    expect(measures.find(({ code }) => code === 'recorded-crime.burglary')).toMatchObject({
      versions: [{ version: 1 }, { version: 2, breaks: true }],
    });
  });

  it('are found below another, by words, and as they were known by then', async () => {
    expect(await codes({ under: 'recorded-crime.burglary' })).toEqual([
      'recorded-crime.burglary.dwelling',
    ]);
    expect(await codes({ q: 'title burg' })).toEqual([CODES[1], CODES[2], CODES[3]]);
    expect(await codes({ q: 'attempts' })).toEqual(['recorded-crime.burglary']);
    expect(await codes({ recordedBy: '2025-01-05' })).toEqual([]);
    await expect(codes({ under: 'recorded' })).rejects.toMatchObject({
      code: 'unknown-measure',
    });
    await expect(
      codes({ under: 'recorded-crime', recordedBy: '2025-01-05' }),
    ).rejects.toMatchObject({ code: 'unknown-measure' });
  });

  it('come in pages', async () => {
    const { body } = await listMeasures(ledger.reader, { limit: 5 });
    expect(await codes({ limit: 5, cursor: body.next! })).toEqual(['recorded-crime.sum']);
  });

  it('have a place in the hierarchy', async () => {
    const { body } = await getMeasure(ledger.reader, {
      code: 'recorded-crime.burglary.dwelling',
    });
    expect(body.ancestors.map(({ code }) => code)).toEqual([CODES[0], CODES[1]]);
    expect(body.children).toEqual([]);

    const top = (await getMeasure(ledger.reader, { code: 'recorded-crime' })).body;
    expect(top.children.map(({ code }) => code)).toEqual([
      'recorded-crime.all',
      'recorded-crime.burglary',
      'recorded-crime.burglary-tools.seized',
      'recorded-crime.sum',
    ]);
    const sum = (await getMeasure(ledger.reader, { code: 'recorded-crime.sum' })).body;
    expect(sum.parts.map(({ code }) => code)).toEqual(['recorded-crime.burglary']);
  });

  it('that nobody defined are refused, also if somebody did later', async () => {
    const early = { code: 'recorded-crime', recordedBy: '2025-01-05' };
    await expect(getMeasure(ledger.reader, early)).rejects.toMatchObject({
      code: 'unknown-measure',
    });
    await expect(getMeasure(ledger.reader, { code: 'no-such' })).rejects.toMatchObject({
      code: 'unknown-measure',
    });
  });
});

describe('Topics', () => {
  it('are the first words of all codes, each once, as they were known by then', async () => {
    for (const code of ['recorded.other', 'calls.answered', 'calls.lost']) {
      await ledger.execute(new DefineMeasure(measureFacts({ code }), exampleOrigin));
    }
    await ledger.caughtUp();
    const { topics } = (await listTopics(ledger.reader, {})).body;
    expect(topics).toEqual(['calls', 'recorded', 'recorded-crime']);
    expect((await listTopics(ledger.reader, { recordedBy: '2025-01-05' })).body.topics).toEqual(
      [],
    );
  });
});

describe('Titles', () => {
  it('are given for what is registered, but not for what is under embargo', async () => {
    const named = {
      area: ['kent', 'nowhere', 'constructor'],
      measure: ['recorded-crime.all', 'recorded-crime.all', 'none'],
      publication: [papers.september.id, 'embargoed-paper'],
      publisher: [force.id],
      dimension: ['channel', 'nothing'],
      member: ['channel=101', 'channel=none', 'nothing=101', 'channel'],
    };
    expect((await getTitles(ledger.reader, { named })).body).toEqual({
      area: new Map([['kent', 'Kent']]),
      measure: new Map([['recorded-crime.all', 'All recorded crime']]),
      publication: new Map([[papers.september.id, papers.september.title]]),
      publisher: new Map([[force.id, force.title]]),
      dimension: new Map([['channel', 'Channel']]),
      member: new Map([['channel=101', 'Calls to 101']]),
    });
  });
});

describe('Dimensions', () => {
  it('are listed with the members they had by then', async () => {
    const { dimensions } = (await listDimensions(ledger.reader, {})).body;
    expect(dimensions).toEqual([
      {
        ...{ id: 'channel', title: 'Channel' },
        members: [
          { id: '101', title: 'Calls to 101' },
          { id: '999', title: 'Calls to 999' },
        ],
      },
    ]);
    const recordedBy = dimensionRecordedAt;
    const before = (await listDimensions(ledger.reader, { recordedBy })).body.dimensions;
    expect(before.map(({ members }) => members.length)).toEqual([1]);
    const none = await listDimensions(ledger.reader, { recordedBy: '2025-01-05' });
    expect(none.body.dimensions).toEqual([]);
  });
});

describe('Areas and publishers', () => {
  it('are listed in order of id', async () => {
    expect((await listAreas(ledger.reader, {})).body.areas).toEqual([kent]);
    const { publishers } = (await listPublishers(ledger.reader, {})).body;
    expect(publishers.map(({ id }) => id)).toEqual([force.id, 'ons']);
    expect((await listAreas(ledger.reader, { recordedBy: '2025-01-05' })).body.areas).toEqual(
      [],
    );
  });

  it('are shown as corrected, and as they were known before', async () => {
    const recordedBy = await lastRecordedAt();
    const right = { ...kent, title: 'Kent and Medway', kind: 'county' };
    const reason = 'it is no district';
    await ledger.execute(new CorrectArea({ ...right, reason }, exampleOrigin));
    await ledger.execute(
      new CorrectPublisher({ ...force, title: 'The force', reason }, exampleOrigin),
    );
    await ledger.caughtUp();
    const areas = async (known = {}) => (await listAreas(ledger.reader, known)).body.areas;
    const named = { area: ['kent'], publisher: [force.id] };
    const titles = async (known = {}) => {
      const { area, publisher } = (await getTitles(ledger.reader, { named, ...known })).body;
      return [area.get('kent'), publisher.get(force.id)];
    };
    expect(await areas()).toEqual([right]);
    expect(await titles()).toEqual(['Kent and Medway', 'The force']);
    expect(await areas({ recordedBy })).toEqual([kent]);
    expect(await titles({ recordedBy })).toEqual([kent.title, force.title]);
  });
});

describe('Follow-ups', () => {
  const followUps = async (question: FollowUpsQuestion = {}) =>
    (await listFollowUps(ledger.reader, question)).body.followUps;
  const ids = async (question: FollowUpsQuestion = {}) =>
    (await followUps(question)).map(({ id }) => id);

  it('are listed as they stand, but those on publications under embargo', async () => {
    expect(await followUps()).toMatchObject([
      { id: 'december-paper.1', status: 'open', owner: 'force' },
      { id: 'september-paper.1', status: 'closed', outcome: 'answered in writing' },
      { id: 'september-paper.2', status: 'open', owner: 'force', due: '2025-12-31' },
    ]);
  });

  it('are found by status, owner and publication', async () => {
    expect(await ids({ status: 'open' })).toEqual(['december-paper.1', 'september-paper.2']);
    expect(await ids({ owner: 'commissioner' })).toEqual([]);
    expect(await ids({ publication: papers.september.id, status: 'closed' })).toEqual([
      'september-paper.1',
    ]);
    await expect(ids({ publication: 'embargoed-paper' })).rejects.toMatchObject({
      code: 'publication-under-embargo',
    });
    await expect(ids({ publication: 'no-paper' })).rejects.toMatchObject({
      code: 'unknown-publication',
    });
  });

  it('come in pages, also those of one publication', async () => {
    for (const question of [{}, { publication: papers.september.id }]) {
      const first = (await listFollowUps(ledger.reader, { ...question, limit: 1 })).body;
      const rest = await ids({ ...question, cursor: first.next! });
      expect([first.followUps[0]!.id, ...rest]).toEqual(await ids(question));
    }
  });
});
