import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CorrectTranscription,
  DecideFinding,
  RegisterOwnership,
  RegisterPublication,
  ReleasePublication,
  ReviewFindings,
  SeeArtefact,
  SupersedePublication,
} from '@ledger/figures-application';
import { parsePublishedDate } from '@ledger/figures-domain';
import {
  exampleOrigin,
  papers,
  printedValue,
  publicationFacts,
  reportFigure,
  type Print,
} from '@ledger/figures-domain/testing';
import { checkPack, type PackCheck } from '@ledger/figures-evidence';
import { getFigure, type AskedClocks } from '@ledger/figures-read-models';
import { canonicalJson, parseInstant } from '@ledger/kernel';
import { parseWitnessPolicy } from '@ledger/transparency';
import { Witnesses } from '@ledger/transparency-log';
import { WitnessInMemory } from '@ledger/transparency-log/testing';
import { loggedEvidence, type LoggedEvidence } from './logged-evidence.js';
import { NOW, startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

const { key } = reportFigure();

const embargoed = publicationFacts({
  id: 'embargoed-paper',
  published: parsePublishedDate('2024-11-01'),
  isEmbargoed: true,
});

let ledger: ViewedLedger;
let evidence: LoggedEvidence;

beforeEach(async () => {
  ledger = await startViewedExamples();
  evidence = loggedEvidence(ledger.store, NOW);
});

afterEach(() => ledger.close());

async function report(...prints: readonly Print[]): Promise<void> {
  await ledger.report(...prints.map((print) => reportFigure(print)));
}

async function reportEmbargoed(print: Print): Promise<void> {
  await ledger.report({ ...reportFigure(print), publication: embargoed.id });
}

/** The pack as of everything recorded so far, checked with the log's key. */
async function checked(clocks: AskedClocks = {}): Promise<PackCheck> {
  await evidence.sign();
  return checkPack(await evidence.pack({ key, ...clocks }), [evidence.key]);
}

/** Expects that a pack proves what a query answers at its clocks. */
async function expectProof({ faults, answer, question }: PackCheck): Promise<void> {
  expect(faults).toEqual([]);
  await ledger.caughtUp();
  const { body } = await getFigure(ledger.reader, question);
  expect(canonicalJson(answer as never)).toBe(canonicalJson(body as never));
}

describe('Evidence for a figure', () => {
  it('proves what a query answers at the same clocks', async () => {
    await report({ in: 'september', value: '412', markers: ['p'] });
    await report({ in: 'bulletin', value: '500', role: 'comparative' });
    await report({ in: 'december', value: '421', role: 'comparative' });
    const first = (await ledger.store.readStream(`figure-${key}`))[0]!;
    const correction = { ...printedValue({ value: '411' }), key, corrects: first.id };
    const mended = { ...correction, publication: papers.september.id, reason: 'misread' };
    await ledger.execute(new CorrectTranscription(mended, exampleOrigin));
    const owned = { area: 'kent', measures: 'recorded-crime', owner: 'ons' };
    await ledger.execute(new RegisterOwnership(owned, exampleOrigin));
    const superseding = [papers.september.id, papers.december.id, 'corrected'] as const;
    await ledger.execute(new SupersedePublication(...superseding, exampleOrigin));

    const check = await checked();
    await expectProof(check);
    expect(check.streams).toEqual([
      ...['area-kent', `figure-${key}`, `list-findings-${key}`],
      ...['measure-recorded-crime.all', 'ownership-register'],
      ...['december-paper', 'september-paper', 'statistics-bulletin'].map(
        (id) => `publication-${id}`,
      ),
    ]);
    for (const publishedBy of ['2024-09-30', '2024-11-15', '2025-01-01']) {
      await expectProof(await checked({ publishedBy }));
    }
    for (const { body } of await ledger.store.readAll(8, 10)) {
      const { recordedAt: recordedBy } = JSON.parse(body) as { recordedAt: string };
      await expectProof(await checked({ recordedBy }));
    }
  });

  it('is the same file at the same checkpoint', async () => {
    await report({ in: 'september', value: '412' });
    await evidence.sign();
    const [one, other] = [await evidence.pack({ key }), await evidence.pack({ key })];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });

  it('never answers about what its checkpoint does not cover', async () => {
    await report({ in: 'september', value: '412' });
    await expect(evidence.pack({ key })).rejects.toMatchObject({ code: 'evidence-not-ready' });
    await evidence.sign();
    await report({ in: 'december', value: '421' });
    const late = await checkPack(await evidence.pack({ key }), [evidence.key]);
    await expectProof(late);
    expect(late.answer).toMatchObject({ valueInForce: { value: '412' } });
  });

  it('is refused where a query would be, and proves that a moment had no figure', async () => {
    await expect(checked()).rejects.toMatchObject({ code: 'unknown-figure' });
    const check = await checked({ recordedBy: '2025-01-31' });
    await expectProof(check);
    expect(check.answer).toMatchObject({ state: 'unreported' });
  });
});

describe('A witnessed checkpoint', () => {
  const witnesses = ['a', 'b'].map((name, i) => new WitnessInMemory(`${name}.example`, i + 1));
  const lines = witnesses.map(
    ({ verifier: { name, text } }) => `witness ${name} ${text} https://${name}/\n`,
  );
  const policy = (quorum: string) =>
    parseWitnessPolicy(`${lines.join('')}group two 2 a.example b.example\nquorum ${quorum}\n`);

  it('is held against the policy of a reader', async () => {
    await report({ in: 'september', value: '412' });
    const [a] = witnesses;
    const asked = new Witnesses({
      policy: policy('a.example'),
      send: async (address, body) => {
        if (!address.startsWith('https://a.example')) throw new Error('nothing answers');
        return a!.answer(body);
      },
    });
    evidence = loggedEvidence(ledger.store, NOW, asked);
    await evidence.sign();
    const pack = await evidence.pack({ key });
    const enough = await checkPack(pack, [evidence.key], policy('a.example'));
    expect([enough.faults, enough.cosignedBy]).toEqual([[], ['a.example']]);
    const { faults } = await checkPack(pack, [evidence.key], policy('two'));
    expect(faults).toEqual([
      {
        kind: 'signature',
        what: 'The checkpoint: too few witnesses cosigned it for the policy (a.example)',
      },
    ]);
  });
});

describe('A source that was read again', () => {
  const artefact = { file: 'a.pdf', sha256: 'a'.repeat(64), bytes: 9, mediaType: 'text/plain' };
  const paper = publicationFacts({ id: 'filed-paper', artefact });
  const see = (seenAt: string, sha256: string | null) =>
    ledger.execute(
      new SeeArtefact(paper.id, { seenAt: parseInstant(seenAt), sha256 }, exampleOrigin),
    );

  it('shows in the evidence until when no revision was there', async () => {
    await ledger.execute(new RegisterPublication(paper, exampleOrigin));
    await ledger.report({ ...reportFigure({ value: '412' }), publication: paper.id });
    await expectProof(await checked());
    await see('2024-11-01T09:00:00Z', artefact.sha256);
    await see('2025-02-01T09:00:00Z', null);
    const now = await checked();
    await expectProof(now);
    expect(now.answer).toMatchObject({
      seen: {
        unchangedUntil: '2024-11-01T09:00:00.000Z',
        goneBy: '2025-02-01T09:00:00.000Z',
      },
    });
    const then = await checked({ publishedBy: '2024-12-31' });
    await expectProof(then);
    expect(then.answer).toMatchObject({ seen: { unchangedUntil: '2024-11-01T09:00:00.000Z' } });
    const before = await checked({ publishedBy: '2024-10-31' });
    await expectProof(before);
    expect(before.answer).not.toHaveProperty('seen');
  });
});

describe('Findings in the evidence', () => {
  const level = (period: string, value: string, line: number) => ({
    ...reportFigure({ value, figure: { period } }),
    locator: { line },
  });

  beforeEach(async () => {
    const change = { statistic: 'change', period: '2019-05', comparedWith: '2018-05' } as const;
    await ledger.report(level('2019-05', '121', 1), level('2018-05', '101', 2), {
      ...reportFigure({ value: '30', figure: change }),
      locator: { line: 3 },
    });
    await ledger.caughtUp();
    const { raised } = await ledger.execute(new ReviewFindings(exampleOrigin));
    expect(raised).toBe(1);
  });

  const packOf = async (clocks: AskedClocks = {}) => {
    await evidence.sign();
    const pack = await evidence.pack({
      key: reportFigure({ figure: { period: '2018-05' } }).key,
      ...clocks,
    });
    return checkPack(pack, [evidence.key]);
  };

  it('are all that were raised about the figure, with what became of them', async () => {
    const raised = await packOf();
    await expectProof(raised);
    const [{ id }] = raised.findings as readonly [{ id: string }];
    await ledger.execute(
      new DecideFinding(id, 'explained', 'the table is newer', exampleOrigin),
    );
    const decided = await packOf();
    await expectProof(decided);
    expect(decided.streams).toContain(`finding-${id}`);
    expect(decided.findings).toEqual([
      expect.objectContaining({
        rule: { name: 'change-from-levels', version: 1 },
        status: 'explained',
        history: [
          expect.objectContaining({ type: 'FindingRaised' }),
          expect.objectContaining({ type: 'FindingExplained', reason: 'the table is newer' }),
        ],
      }),
    ]);
  });

  it('are as of both clocks', async () => {
    const { findings } = await packOf();
    const [{ history }] = findings as readonly [{ history: readonly { recordedAt: string }[] }];
    const before = new Date(Date.parse(history[0]!.recordedAt) - 1).toISOString();
    for (const clocks of [{ recordedBy: before }, { publishedBy: '2019' }]) {
      const check = await packOf(clocks);
      expect([check.faults, check.findings]).toEqual([[], []]);
    }
  });
});

describe('Evidence under embargo', () => {
  beforeEach(async () => {
    await report({ in: 'september', value: '412' });
    await ledger.execute(new RegisterPublication(embargoed, exampleOrigin));
    await reportEmbargoed({ value: '433' });
  });

  it('gives nothing away, not even that there is something', async () => {
    const check = await checked();
    await expectProof(check);
    expect(check.streams).not.toContain(`publication-${embargoed.id}`);
    const text = Buffer.from(await evidence.pack({ key })).toString('latin1');
    expect(text).not.toContain(embargoed.id);
    expect(check.events).toBe(4);
  });

  it('of a figure that nobody else printed is refused as one of an unknown figure', async () => {
    const other = reportFigure({ value: '7', figure: { period: '2024-06' } });
    await ledger.report({ ...other, publication: embargoed.id });
    await evidence.sign();
    await expect(evidence.pack({ key: other.key })).rejects.toMatchObject({
      code: 'unknown-figure',
    });
    const asked = { key: other.key, recordedBy: '2030' };
    const { faults, answer } = await checkPack(await evidence.pack(asked), [evidence.key]);
    expect([faults, answer]).toEqual([[], expect.objectContaining({ state: 'unreported' })]);
  });

  it('is not ready where a later revision would show that one is held back', async () => {
    await report({ in: 'december', value: '421' });
    await evidence.sign();
    await expect(evidence.pack({ key })).rejects.toMatchObject({ code: 'evidence-not-ready' });
    await ledger.execute(new ReleasePublication(embargoed.id, 'the board met', exampleOrigin));
    await expectProof(await checked());
  });

  it('holds all from the release on, also about moments before it', async () => {
    const [before] = await ledger.store.readAll((await ledger.store.head()) - 1, 1);
    await ledger.execute(new ReleasePublication(embargoed.id, 'the board met', exampleOrigin));
    const now = await checked();
    await expectProof(now);
    expect(now.answer).toMatchObject({ appearances: 2 });
    const { recordedAt: recordedBy } = JSON.parse(before!.body) as { recordedAt: string };
    const then = await checked({ recordedBy });
    await expectProof(then);
    expect(then.answer).toMatchObject({ appearances: 1 });
  });
});
