import { describe, expect, it } from '@jest/globals';
import { chainOf, type ChainEntry } from '@ledger/figures-domain';
import { force, printedFacts, type Print } from '@ledger/figures-domain/testing';
import { instantOf } from '@ledger/kernel';
import { revisionSummary } from './revisions.js';

const chain = (...prints: readonly Print[]) =>
  chainOf(
    prints.map((print, at): ChainEntry => ({
      eventId: `event-${at}`,
      recordedAt: instantOf(at),
      facts: printedFacts(print),
    })),
    force.id,
  );

const none = {
  ...{ count: 0, revised: 0, mean: null, meanAbsolute: null, relative: null, range: null },
  bias: { sample: 0, verdict: 'too-few', standardError: null, t: null, lags: null },
  news: { sample: 0, verdict: 'too-few' },
};

describe('Mean revision and mean absolute revision', () => {
  it('are of the value in force less the first one', () => {
    const up = chain(
      { value: '100' },
      { in: 'december', value: '107' },
      { in: 'march', value: '110' },
    );
    const down = chain({ value: '100' }, { in: 'december', value: '95' });
    const same = chain({ value: '100' }, { in: 'march', value: '100' });

    expect(revisionSummary([up, down, same])).toMatchObject({
      ...{ count: 3, revised: 2, mean: '1.67', meanAbsolute: '5', relative: '0.04918' },
      range: { least: '-5', most: '10' },
      bias: { sample: 3, verdict: 'too-few' },
    });
  });

  it('are in one unit, the first that counts', () => {
    const minutes = (value: string, later: string, unit = 'minutes') =>
      chain({ value, unit }, { in: 'december', value: later, unit });
    const mixed = chain(
      { value: '60', unit: 'seconds' },
      { in: 'december', value: '2', unit: 'minutes' },
    );
    expect(revisionSummary([minutes('10', '13'), mixed])).toMatchObject({
      count: 2,
      mean: '2',
    });
    expect(
      revisionSummary([minutes('10', '13'), minutes('60', '120', 'seconds')]),
    ).toMatchObject({ count: 2, mean: '2' });
    expect(revisionSummary([minutes('10', '13'), minutes('1', '9', 'metres')])).toMatchObject({
      count: 1,
      mean: '3',
    });
  });

  it('are exact until they are rounded once', () => {
    const revisions = ['0.1', '0.2', '0.3'].map((value) =>
      chain({ value: '0.0', printed: '0.0' }, { in: 'december', value }),
    );
    expect(revisionSummary(revisions)).toMatchObject({ mean: '0.2', meanAbsolute: '0.2' });
  });

  it('do not count what could not have been revised', () => {
    expect(revisionSummary([])).toEqual(none);
    expect(revisionSummary([chain({ value: '1' })])).toEqual(none);
    expect(revisionSummary([chain({ value: '1' }, { value: '1', at: { line: 9 } })])).toEqual(
      none,
    );
  });

  it('take a rough first print that was only confirmed for no revision', () => {
    const rough = {
      value: '15000',
      printed: 'nearly 15,000',
      qualifier: 'approximately',
    } as const;
    const confirmed = chain(rough, { in: 'december', value: '14773', printed: '14,773' });

    expect(revisionSummary([confirmed])).toMatchObject({ count: 1, revised: 0, mean: '0' });
  });

  it('begin anew on a new basis', () => {
    const change = { kind: 'restatement', reason: 'boundary' } as const;
    const restated = [{ value: '100' }, { in: 'december', value: '50', change }] as const;

    expect(revisionSummary([chain(...restated)])).toEqual(none);
    expect(revisionSummary([chain(...restated, { in: 'march', value: '52' })])).toMatchObject({
      count: 1,
      mean: '2',
    });
  });

  it('leave out a number that is missing, and one that only somebody else prints', () => {
    const missing = chain({ value: null, markers: ['c'] }, { in: 'december', value: '5' });
    const withdrawn = chain(
      { value: '5' },
      { in: 'december', value: '5', change: { kind: 'withdrawn', reason: 'wrong' } },
    );
    expect(revisionSummary([missing, withdrawn])).toEqual(none);
    const contradicted = chain({ value: '5' }, { in: 'bulletin', value: '9' });
    expect(revisionSummary([contradicted])).toMatchObject({ count: 1, revised: 0, mean: '0' });
  });
});
