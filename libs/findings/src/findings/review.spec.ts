import { describe, expect, it } from '@jest/globals';
import type { KnownFinding } from '@ledger/figures-domain';
import { findAll } from './find.js';
import { findingFacts, reviewOf } from './review.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import { madeMeasure, madeVocabulary, onLines } from '../testing/made-paper.js';

const vocabulary = madeVocabulary([madeMeasure('crime')]);

/** Two levels and a change of which one number is given. */
function printed(change: string, later = '121') {
  const compared = { statistic: 'change', comparedWith: '2023-05' } as const;
  return onLines([
    { value: later },
    { value: '101', period: '2023-05' },
    { value: change, ...compared },
  ]);
}

function found(change: string, later = '121') {
  return findAll(printed(change, later), vocabulary);
}

const known = async (all: ReturnType<typeof found>, status: KnownFinding['status']) =>
  new Map(
    (await all)
      .filter(({ verdict }) => verdict === 'impossible')
      .map((one) => [one.id, { facts: findingFacts(one), status }] as const),
  );

describe('A review of what is found', () => {
  it('raises a contradiction with its events, its size and what would mend it', async () => {
    const { raised, ended, standing } = reviewOf(await found('30'), new Map());
    expect(raised).toMatchObject([
      {
        verdict: 'impossible',
        severity: 'size',
        inputs: { length: 3 },
        figures: { length: 3 },
      },
    ]);
    expect(raised[0]?.remedy).toContain('20 in place of 30');
    expect({ ended, standing }).toEqual({ ended: [], standing: 0 });
  });

  it('raises nothing that stands, also where somebody dismissed it', async () => {
    for (const status of ['open', 'dismissed', 'accepted', 'explained'] as const) {
      const review = reviewOf(await found('30'), await known(found('30'), status));
      expect(review).toEqual({ raised: [], ended: [], standing: 1 });
    }
  });

  it('raises again what had closed and is found again', async () => {
    const again = reviewOf(await found('30'), await known(found('30'), 'reconciled'));
    expect(again.raised).toHaveLength(1);
  });

  it('closes what the numbers as they stand now reconcile', async () => {
    const { ended } = reviewOf(await found('20'), await known(found('30'), 'accepted'));
    expect(ended).toMatchObject([{ end: { kind: 'reconciled' } }]);
  });

  it('lets a later version of its rule take the place of a finding', async () => {
    const before = new Map(
      [...(await known(found('30'), 'open')).values()].map(({ facts }) => {
        const old = { ...facts, id: 'old', rule: { ...facts.rule, version: 0 } };
        return ['old', { facts: old, status: 'open' }] as const;
      }),
    );
    const { raised, ended } = reviewOf(await found('30'), before);
    expect(ended).toMatchObject([
      { id: 'old', end: { kind: 'superseded', by: raised[0]?.id } },
    ]);
  });

  it('closes what a later paper revised, and does not raise it', async () => {
    const compared = { statistic: 'change', comparedWith: '2023-05' } as const;
    const revised = async (value: string, change?: PrintedFigure['change']) => {
      const [made] = onLines([
        { ...compared, value, publication: 'later', published: '2024-12' },
      ]);
      const later = { ...made!, ...(change === undefined ? {} : { change }) };
      return findAll([...printed('30'), later], vocabulary);
    };
    const change = { kind: 'correction', reason: 'a slip' } as const;
    const open = await known(found('30'), 'open');

    expect(reviewOf(await revised('20', change), open)).toMatchObject({
      raised: [],
      ended: [{ end: { kind: 'reconciled', reason: expect.stringContaining('20 (line 1)') } }],
      standing: 0,
    });
    expect(reviewOf(await revised('20', change), new Map()).raised).toEqual([]);
    const unsettled = [
      await revised('25', change),
      await revised('20'),
      await revised('20', { kind: 'restatement', reason: 'another rule' }),
    ];
    for (const all of unsettled) {
      expect(reviewOf(all, open)).toEqual({ raised: [], ended: [], standing: 1 });
    }
  });

  it('closes nothing twice', async () => {
    expect(reviewOf(await found('20'), await known(found('30'), 'reconciled')).ended).toEqual(
      [],
    );
  });
});
