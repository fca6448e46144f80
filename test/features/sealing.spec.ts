import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import type { Appended, NewEvent } from '@ledger/event-store-port';
import {
  ReleasePublication,
  ReopenPublication,
  ReportFigures,
  SealPublication,
  SupersedePublication,
} from '@ledger/figures-application';
import type { PublicationSealed } from '@ledger/figures-domain';
import { exampleOrigin, papers, reportFigure } from '@ledger/figures-domain/testing';
import { decodeRecord } from '@ledger/kernel';
import {
  contentsOf,
  registerExamples,
  startLedger,
  startProcess,
  type LedgerProcess,
} from './in-memory-ledger.js';

const { id } = papers.september;

/** A store whose disk takes a few turns of the event loop. */
class SlowStore extends InMemoryEventStore {
  override async append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    for (let i = 0; i < 3; i += 1) await turn();
    return super.append(stream, expectedRevision, events);
  }
}

const seal = ({ execute }: LedgerProcess) => execute(new SealPublication(id, exampleOrigin));
const report = ({ execute }: LedgerProcess, line: number) =>
  execute(new ReportFigures([reportFigure({ at: { line } })], exampleOrigin));

async function lastSeal(store: InMemoryEventStore): Promise<PublicationSealed['data']> {
  const events = await store.readStream(`publication-${id}`);
  const sealed = events.filter(({ type }) => type === 'PublicationSealed').at(-1);
  return decodeRecord<PublicationSealed>(sealed!.body).data;
}

describe('Sealing a publication', () => {
  it('says what the ledger holds of it, and lets nothing more in', async () => {
    const ledger = await startLedger();
    await report(ledger, 1);
    await report(ledger, 2);
    await seal(ledger);

    expect(await lastSeal(ledger.store)).toMatchObject({ appearances: 2 });
    expect(await report(ledger, 3)).toMatchObject([{ code: 'publication-sealed' }]);
    expect(await report(ledger, 1)).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('counts every report that was let in before it, and refuses every later one', async () => {
    const store = new SlowStore();
    const ledger = await startProcess(store);
    await registerExamples(ledger);
    const before = Array.from({ length: 20 }, (_, i) => report(ledger, i + 1));
    const sealing = seal(ledger);
    const after = Array.from({ length: 20 }, (_, i) => report(ledger, i + 101));
    await sealing;
    const early = (await Promise.all(before)).flat();
    const late = (await Promise.all(after)).flat();

    expect(early.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(late).toEqual(
      Array.from({ length: 20 }, () => expect.objectContaining({ code: 'publication-sealed' })),
    );
    const { appearances, digest } = await lastSeal(store);
    expect({ appearances, digest }).toEqual(await contentsOf(store).sealOf(id, 0));
    expect(appearances).toBe(20);
  });

  it('keeps reports waiting while it is counted, and only its own', async () => {
    const store = new InMemoryEventStore();
    let counted = (): void => undefined;
    const counting = new Promise<void>((resolve) => (counted = resolve));
    const ledger = await startProcess(store, {
      sealOf: async (publication, position) => {
        await counting;
        return contentsOf(store).sealOf(publication, position);
      },
    });
    await registerExamples(ledger);
    const sealing = seal(ledger);
    const waiting = report(ledger, 1);
    await expect(ledger.report(reportFigure({ in: 'december' }))).resolves.toMatchObject([
      { outcome: 'recorded' },
    ]);
    counted();
    await sealing;

    expect(await waiting).toMatchObject([{ code: 'publication-sealed' }]);
    expect(await lastSeal(store)).toMatchObject({ appearances: 0 });
  });

  it('opens the publication again when it could not be counted', async () => {
    const store = new InMemoryEventStore();
    const ledger = await startProcess(store, {
      sealOf: () => Promise.reject(new Error('the view is behind')),
    });
    await registerExamples(ledger);

    await expect(seal(ledger)).rejects.toThrow('the view is behind');
    expect(await report(ledger, 1)).toMatchObject([{ outcome: 'recorded' }]);
  });

  it('can be undone with a reason, twice for the same one, and done again', async () => {
    const ledger = await startLedger();
    const reopen = () =>
      ledger.execute(new ReopenPublication(id, 'a table was missed', exampleOrigin));
    await seal(ledger);
    const first = await reopen();
    await report(ledger, 1);
    await seal(ledger);
    const second = await reopen();

    expect(first.eventId).not.toBe(second.eventId);
    await expect(reopen()).rejects.toMatchObject({ code: 'publication-not-sealed' });
    expect(await report(ledger, 2)).toMatchObject([{ outcome: 'confirmed' }]);
  });

  it('is refused of a publication nobody registered', async () => {
    const { execute } = await startLedger();
    const unknown = new SealPublication('nobody-registered', exampleOrigin);

    await expect(execute(unknown)).rejects.toMatchObject({ code: 'unknown-publication' });
  });
});

describe('The rest of the life of a publication', () => {
  it('is released once, if it was under embargo', async () => {
    const { execute } = await startLedger();
    const release = new ReleasePublication(id, 'the board met', exampleOrigin);

    await expect(execute(release)).rejects.toMatchObject({ code: 'publication-not-embargoed' });
  });

  it('is superseded by a publication that is there', async () => {
    const { execute } = await startLedger();
    const supersede = (by: string) =>
      execute(new SupersedePublication(id, by, 'reissued', exampleOrigin));

    await expect(supersede('nobody-registered')).rejects.toMatchObject({
      code: 'unknown-publication',
    });
    expect(await supersede(papers.december.id)).toMatchObject({ changed: true });
    expect(await supersede(papers.december.id)).toMatchObject({ changed: false });
  });
});
