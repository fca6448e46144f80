import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { PublicationGates } from './publication-gates.js';

/** Work that ends on the test's command. */
function held(): { readonly work: () => Promise<void>; readonly end: () => void } {
  let end = (): void => undefined;
  const ending = new Promise<void>((resolve) => (end = resolve));
  return { work: () => ending, end };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await turn();
}

describe('The gate of a publication', () => {
  it('lets reports in together', async () => {
    const gates = new PublicationGates();
    const first = held();
    const under = gates.open(['a'], first.work);

    await gates.open(['a'], () => Promise.resolve());
    first.end();
    await under;
  });

  it('keeps sealing out until the reports under way have ended', async () => {
    const gates = new PublicationGates();
    const report = held();
    const order: string[] = [];
    const reporting = gates.open(['a'], report.work).then(() => order.push('reported'));
    const sealing = gates.shut('a', () => Promise.resolve()).then(() => order.push('sealed'));
    await settle();
    expect(order).toEqual([]);
    report.end();
    await Promise.all([reporting, sealing]);

    expect(order).toEqual(['reported', 'sealed']);
  });

  it('keeps reports out while sealing waits or works, and no others', async () => {
    const gates = new PublicationGates();
    const [report, seal] = [held(), held()];
    const order: string[] = [];
    const works = [
      gates.open(['a'], report.work),
      gates.shut('a', seal.work).then(() => order.push('sealed')),
      gates.open(['a', 'b'], () => Promise.resolve()).then(() => order.push('late report')),
    ];
    await gates.open(['b'], () => Promise.resolve());
    report.end();
    await settle();
    expect(order).toEqual([]);
    seal.end();
    await Promise.all(works);

    expect(order).toEqual(['sealed', 'late report']);
  });

  it('opens again behind work that failed', async () => {
    const gates = new PublicationGates();
    const failure = () => Promise.reject(new Error('no'));

    await expect(gates.shut('a', failure)).rejects.toThrow('no');
    await expect(gates.open(['a'], failure)).rejects.toThrow('no');
    await expect(gates.shut('a', () => Promise.resolve('yes'))).resolves.toBe('yes');
  });

  it('never lets anybody in beside one who seals, and never locks for good', async () => {
    const visits = fc.array(
      fc.record({
        seals: fc.boolean(),
        publications: fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 1 }),
        turns: fc.nat(3),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(visits, async (plan) => {
        const gates = new PublicationGates();
        const inside = new Map<string, { seals: boolean }[]>();
        const work = (ids: readonly string[], seals: boolean, turns: number) => async () => {
          const me = { seals };
          for (const id of ids) {
            const others = inside.get(id) ?? [];
            expect(others.some((other) => other.seals || seals)).toBe(false);
            inside.set(id, [...others, me]);
          }
          for (let i = 0; i < turns; i += 1) await turn();
          for (const id of ids) {
            inside.set(
              id,
              (inside.get(id) ?? []).filter((other) => other !== me),
            );
          }
        };
        await Promise.all(
          plan.map(({ seals, publications, turns }) => {
            const [first = 'a'] = publications;
            return seals
              ? gates.shut(first, work([first], true, turns))
              : gates.open(publications, work(publications, false, turns));
          }),
        );
      }),
    );
  });
});
