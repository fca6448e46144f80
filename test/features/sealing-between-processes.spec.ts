import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import type { Appended, NewEvent } from '@ledger/event-store-port';
import {
  RegisterPublication,
  ReopenPublication,
  ReportFigures,
  SealPublication,
} from '@ledger/figures-application';
import type { PublicationSealed } from '@ledger/figures-domain';
import { exampleOrigin, papers, reportFigure } from '@ledger/figures-domain/testing';
import { decodeRecord } from '@ledger/kernel';
import {
  contentsOf,
  registerExamples,
  startProcess,
  type LedgerProcess,
} from './in-memory-ledger.js';

const SEALS = 25;

/** A store with some appends slower than others. */
class UnevenStore extends InMemoryEventStore {
  #appends = 0;

  override async append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    this.#appends += 1;
    const turns = (this.#appends * 7) % 11;
    for (let i = 0; i < turns; i += 1) await turn();
    return super.append(stream, expectedRevision, events);
  }
}

const paper = (number: number) => ({ ...papers.september, id: `race-${number}` });

const reportInto = ({ execute }: LedgerProcess, publication: string, line: number) =>
  execute(
    new ReportFigures([{ ...reportFigure({ at: { line } }), publication }], exampleOrigin),
  );

async function sealInForce(store: InMemoryEventStore, id: string) {
  const events = await store.readStream(`publication-${id}`);
  const sealed = events.filter(({ type }) => type === 'PublicationSealed').at(-1);
  if (sealed === undefined) return undefined;
  const { appearances, digest } = decodeRecord<PublicationSealed>(sealed.body).data;
  return { appearances, digest };
}

describe('Sealing while another process reports', () => {
  it('fits what the log holds once seal and reports are answered, 25 times', async () => {
    const store = new UnevenStore();
    const [sealing, reporting] = [await startProcess(store), await startProcess(store)];
    await registerExamples(sealing);
    const refused = [];
    for (let number = 0; number < SEALS; number += 1) {
      const { id } = paper(number);
      await sealing.execute(new RegisterPublication(paper(number), exampleOrigin));
      const reports = Array.from({ length: 6 }, (_, i) =>
        reportInto(reporting, id, number * 1_000 + i + 1),
      );
      for (let i = 0; i < number % 12; i += 1) await turn();
      await sealing.execute(new SealPublication(id, exampleOrigin));
      const answers = (await Promise.all(reports)).flat();
      refused.push(...answers.filter(({ outcome }) => outcome === 'refused'));

      const taken = answers.filter(({ outcome }) => outcome !== 'refused').length;
      const held = await contentsOf(store).sealOf(id, 0);
      expect(held.appearances).toBe(taken);
      expect(await sealInForce(store, id)).toEqual(held);
    }
    expect(new Set(refused.map((answer) => 'code' in answer && answer.code)).size).toBeLessThan(
      2,
    );
  });

  it('leaves open what was reopened while it was counted again', async () => {
    const store = new InMemoryEventStore();
    const other = await startProcess(store);
    const { id } = papers.september;
    let counts = 0;
    const sealing = await startProcess(store, {
      sealOf: async (publication, position) => {
        const seal = await contentsOf(store).sealOf(publication, position);
        counts += 1;
        if (counts === 1) await reportInto(other, id, 1);
        else await other.execute(new ReopenPublication(id, 'one was missed', exampleOrigin));
        return seal;
      },
    });
    await registerExamples(sealing);
    await sealing.execute(new SealPublication(id, exampleOrigin));

    const types = (await store.readStream(`publication-${id}`)).map(({ type }) => type);
    expect(types).toEqual([
      'PublicationRegistered',
      'PublicationSealed',
      'PublicationReopened',
    ]);
  });
});
