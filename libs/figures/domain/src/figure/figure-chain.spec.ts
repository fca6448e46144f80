import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChainEntry } from './chain-entry.js';
import { chainOf } from './figure-chain.js';
import { chain, entry, inForce, movesOf } from '../testing/chain-examples.js';
import { force, reportFigure, type Print } from '../testing/examples.js';

describe('A figure along publication time', () => {
  it('is unreported where nothing was', () => {
    expect(chain()).toMatchObject({ links: [], inForce: { state: 'unreported' } });
  });

  it('takes papers in the order the public could see them, not in that of their arrival', () => {
    const history = chain(
      { in: 'march', value: '430' },
      { in: 'september', value: '412' },
      { in: 'december', value: '420' },
    );

    expect(movesOf(history)).toEqual([
      'september-paper recorded 412',
      'december-paper revised (unannounced) 420 over 412',
      'march-paper revised (unannounced) 430 over 420',
    ]);
    expect(inForce(history)).toBe('reported 430');
  });

  it('takes a paper dated to a month from the end of that month on', () => {
    const day = (id: string, published: string): ChainEntry => {
      const dated = entry({ value: id });
      return { ...dated, facts: { ...dated.facts, publication: id, published } as never };
    };
    const history = chainOf([day('1', '2024-09'), day('2', '2024-09-29')], force.id);

    expect(history.links.map(({ entry: { facts } }) => facts.publication)).toEqual(['2', '1']);
  });

  it('takes a correction after what it corrects, and both before what came later', () => {
    const dated = (
      id: string,
      published: string,
      correctsPublications?: readonly string[],
    ): ChainEntry => {
      const known = entry({ value: id.replace(/\D/g, '') });
      const corrects = correctsPublications === undefined ? {} : { correctsPublications };
      const facts = { ...known.facts, publication: id, published, ...corrects };
      return { ...known, eventId: id, facts: facts as ChainEntry['facts'] };
    };
    const entries = [
      dated('z1', '2024-02-13'),
      dated('m2', '2024-02-13T15:00:00.000Z', ['z1']),
      dated('a3', '2024-02-13', ['m2', 'z1']),
      dated('b4', '2024-02-13T20:00:00.000Z'),
    ];
    const order = (of: readonly ChainEntry[]) =>
      chainOf(of, force.id).links.map(({ entry: { eventId } }) => eventId);

    expect(order(entries.slice(0, 2))).toEqual(['z1', 'm2']);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: 4 }), (shuffled) => {
        expect(order(shuffled)).toEqual(['z1', 'm2', 'b4', 'a3']);
      }),
    );
    const { links } = chainOf(entries, force.id);
    expect(links.map(({ kind }) => kind)).toEqual([
      undefined,
      'correction',
      'unannounced',
      'routine',
    ]);
  });

  it('lets a paper speak with its own exact number, whatever else it prints', () => {
    const history = chain(
      { at: { line: 1 }, value: '400', qualifier: 'approximately' },
      { at: { line: 2 }, value: '412', role: 'comparative' },
      { at: { line: 3 }, value: '412' },
      { at: { line: 4 }, value: '700' },
    );

    expect(movesOf(history)).toEqual([
      'september-paper recorded 412',
      'september-paper contradicted 700 over 412',
      'september-paper confirmed 400 over 412',
      'september-paper confirmed 412 over 412',
    ]);
    expect(inForce(history)).toBe('reported 412');
  });

  it('lets a paper speak with its number before its gap', () => {
    const gap = { at: { line: 1 }, value: null, markers: ['x'] } as const;
    const history = chain(gap, { at: { line: 2 }, value: '412' });

    expect(movesOf(history)).toEqual([
      'september-paper recorded 412',
      'september-paper contradicted .. over 412',
    ]);
  });

  it('keeps the better text of a value that stands', () => {
    const rounded = { in: 'september', value: '15000', qualifier: 'approximately' } as const;
    const history = chain(rounded, { in: 'december', value: '14773' });

    expect(inForce(history)).toBe('reported 14773');
    expect(history.inForce).toMatchObject({ since: { facts: { printed: '15000' } } });
  });

  it("does not let somebody else's text replace the owner's", () => {
    const about = { value: '15000', qualifier: 'approximately' } as const;
    expect(inForce(chain(about, { in: 'bulletin', value: '14773' }))).toBe('reported 15000');
    expect(inForce(chain(about, { in: 'bulletin', value: '9' }))).toBe('reported 15000');
  });

  it('lets the owner replace what somebody else said first', () => {
    const others = { in: 'bulletin', value: '9' } as const;
    expect(inForce(chain(others, { in: 'december', value: '412' }))).toBe('reported 412');
  });

  it('keeps the last value on a former basis beside the new one', () => {
    const change = { kind: 'restatement', reason: 'new counting rules' } as const;
    const history = chain(
      { value: '412' },
      { in: 'december', value: '412', change },
      { in: 'march', value: '415' },
    );

    expect(history.formerBases.map(({ facts }) => facts.publication)).toEqual([
      'september-paper',
    ]);
    expect(inForce(history)).toBe('reported 415');
  });

  it('is restated once by papers that say the same basis again', () => {
    const change = { kind: 'restatement', reason: 'without fraud' } as const;
    const named = [
      { ...change, definitionVersion: 2 },
      { ...change, notice: { publication: 'december-paper' } },
    ];
    for (const basis of named) {
      const history = chain(
        { value: '412' },
        { in: 'december', value: '380', change: basis },
        { in: 'march', value: '381', change: basis },
      );
      expect(history.links.map(({ move, kind }) => [move, kind])).toEqual([
        ['recorded', undefined],
        ['restated', undefined],
        ['revised', 'routine'],
      ]);
      expect(history.formerBases.map(({ facts }) => facts.printed)).toEqual(['412']);
      expect(history.basis).toMatchObject({
        change: basis,
        entry: { facts: { value: '380' } },
      });
    }
    const third = { ...change, definitionVersion: 3 };
    const twice = chain({ in: 'december', change: named[0]! }, { in: 'march', change: third });
    expect(twice.links.at(-1)?.move).toBe('restated');
  });

  it('may be on a new basis from its first number on', () => {
    const change = { kind: 'restatement', reason: 'new rules', definitionVersion: 2 } as const;
    const history = chain({ value: '412', change }, { in: 'december', value: '415' });
    expect(movesOf(history)[0]).toBe('september-paper recorded 412');
    expect(history).toMatchObject({ formerBases: [], basis: { change } });
    expect(chain({ value: '412' })).not.toHaveProperty('basis');
  });

  it('ends with a withdrawal, and begins again with the next paper', () => {
    const withdrawal = {
      in: 'december',
      value: null,
      markers: ['x'],
      change: { kind: 'withdrawn', reason: 'found unsound' },
    } as const;

    expect(inForce(chain({ value: '412' }, withdrawal))).toBe('withdrawn ..');
    const again = chain({ value: '412' }, withdrawal, { in: 'march', value: '412' });
    expect(movesOf(again).at(-1)).toBe('march-paper recorded 412 over ..');
    expect(inForce(again)).toBe('reported 412');
  });

  it('takes nobody but the owner for the one who withdraws', () => {
    const change = { kind: 'withdrawn', reason: 'found unsound' } as const;
    const others = { in: 'bulletin', value: null, markers: ['x'], change } as const;

    expect(movesOf(chain({ value: '412' }, others)).at(-1)).toContain('contradicted');
  });

  it('reads the page as it is where our capture of it was wrong', () => {
    const misread = { ...entry({ value: '421' }), corrected: reportFigure({ value: '412' }) };
    const history = chainOf([misread, entry({ in: 'december', value: '412' })], force.id);

    expect(history.links.map(({ move }) => move)).toEqual(['recorded', 'confirmed']);
  });

  it('takes two gaps for the same only if they are marked alike', () => {
    const gap = { value: null, printed: '..', markers: ['x'] } as const;
    expect(movesOf(chain(gap, { ...gap, in: 'december' })).at(-1)).toContain('confirmed');
    expect(movesOf(chain(gap, { ...gap, in: 'december', markers: ['z'] })).at(-1)).toContain(
      'revised',
    );
  });
});

describe('Numbers of a source that drops trailing zeros', () => {
  const unknown = (value: string, print: Print = {}): Print => ({
    ...print,
    value,
    precision: 'unknown',
  });

  it('are confirmed by an equal number only, where they would else agree as rounded', () => {
    const next = { in: 'december' } as const;
    const moves = (...prints: readonly Print[]) =>
      chain(...prints).links.map(({ move }) => move);
    expect(moves({ value: '64.25' }, { ...next, value: '64.2' })).toEqual([
      'recorded',
      'confirmed',
    ]);
    expect(moves(unknown('64.25'), unknown('64.2', next))).toEqual(['recorded', 'revised']);
    expect(moves(unknown('64.20'), unknown('64.2', next))).toEqual(['recorded', 'confirmed']);
  });
});
