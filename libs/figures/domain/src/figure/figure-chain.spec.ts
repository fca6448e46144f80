import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import fc from 'fast-check';
import { appearanceId, locatorText, type Locator } from './appearance.js';
import { QUALIFIERS } from '../printed/print.js';
import type { ChainEntry } from './chain-entry.js';
import { chainOf, type Chain } from './figure-chain.js';
import type { Announcement } from './figure-events.js';
import { evolveFigure, UNREPORTED, type FigureState } from './figure-state.js';
import type { ReportFigure } from './figure-report.js';
import { decideReport } from './report-figure.js';
import {
  force,
  openPaper,
  papers,
  paragraph,
  printedFacts,
  recordedCrime,
  reportFigure,
  table,
  type Paper,
  type Print,
} from '../testing/examples.js';
import { recordOf } from '../testing/scenario.js';

function entry(print: Print): ChainEntry {
  const facts = printedFacts(print);
  const place = locatorText(facts.locator);
  const eventId = appearanceId(facts.key, facts.publication, place, facts.printed);
  return { eventId, recordedAt: instantOf(Date.UTC(2025, 5, 1)), facts };
}

function chain(...prints: readonly Print[]): Chain {
  return chainOf(prints.map(entry), force.id);
}

/** Each link as "who: what, before". */
function movesOf({ links }: Chain): string[] {
  return links.map(({ move, kind, entry: { facts }, before }) => {
    const said = `${facts.publication} ${move}${kind === undefined ? '' : ` (${kind})`}`;
    return `${said} ${facts.printed}${before === undefined ? '' : ` over ${before.facts.printed}`}`;
  });
}

function inForce({ inForce }: Chain): string {
  if (inForce.state === 'unreported') return 'nothing';
  return `${inForce.state} ${inForce.entry.facts.printed}`;
}

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

describe('A revision', () => {
  const changed = { in: 'december', value: '4' } as const;
  const last = (...prints: readonly Print[]): string | undefined =>
    movesOf(chain(...prints)).at(-1);

  it('is unannounced where no marker and no word tells of it', () => {
    expect(last({ value: '3' }, changed)).toContain('revised (unannounced) 4 over 3');
  });

  it.each(['p', 'e', 'f'] as const)(
    'is announced by the marker %s of the number before',
    (marker) => {
      expect(last({ value: '3', markers: [marker] }, changed)).toContain('revised (routine)');
    },
  );

  it.each(['r', 'b', 'd'] as const)(
    'is announced by the marker %s of the new one',
    (marker) => {
      expect(last({ value: '3' }, { ...changed, markers: [marker] })).toContain(
        'revised (routine)',
      );
    },
  );

  it('is announced where a provisional number becomes final with another value', () => {
    const change = { kind: 'finalised', reason: 'the year is closed' } as const;
    expect(last({ value: '3', markers: ['p'] }, { ...changed, change })).toContain(
      'revised (routine) 4 over 3',
    );
  });

  it('is announced by a marker or a word at any place of either paper that agrees', () => {
    const change = { kind: 'correction', reason: 'counted twice' } as const;
    const bare = { value: '3', at: table } as const;
    const provisional = { value: '3', at: { line: 99 }, markers: ['p'] } as const;
    expect(movesOf(chain(bare, provisional, changed))[2]).toContain('revised (routine)');
    const said = { ...changed, at: { line: 99 }, change };
    const history = chain(bare, changed, said);
    expect(movesOf(history)[1]).toContain('revised (correction) 4 over 3');
    expect(history.links[1]).toMatchObject({ change });
    const ofAnother = { ...said, value: '5' };
    expect(movesOf(chain(bare, changed, ofAnother))[1]).toContain('revised (unannounced)');
  });

  it('stays announced where a paper in between said that the number is provisional', () => {
    const quoted = { in: 'december', value: '3', role: 'comparative', markers: ['p'] } as const;
    expect(last({ value: '3' }, quoted, { in: 'march', value: '4' })).toContain('(routine)');
  });

  it('is unannounced again once the provisional number became final', () => {
    const final = { in: 'december', value: '3' } as const;
    expect(last({ value: '3', markers: ['p'] }, final, { in: 'march', value: '4' })).toContain(
      '(unannounced)',
    );
  });

  it("never accuses the owner of having changed somebody else's number", () => {
    expect(last({ in: 'bulletin', value: '3' }, changed)).toContain('revised (routine)');
  });

  it.each([
    [{ value: null, markers: ['x'] }, { value: '3' }],
    [{ value: '3' }, { value: null, markers: ['c'] }],
  ] as const)('is announced by the marker of a gap', (before, after) => {
    expect(last(before, { in: 'december', ...after })).toContain('revised (routine)');
  });

  it('by an announced change is the value in force, however it is rounded', () => {
    const change = { kind: 'correction', reason: 'our error' } as const;
    const history = chain({ value: '75066.47' }, { in: 'december', value: '75066', change });
    expect(movesOf(history).at(-1)).toContain('revised (correction) 75066 over 75066.47');
    expect(inForce(history)).toBe('reported 75066');
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

const places: readonly Locator[] = [table, paragraph, { line: 25, occurrence: 2 }];

const changes = fc.option(
  fc.record({
    kind: fc.constantFrom(
      ...(['routine', 'correction', 'restatement', 'finalised', 'withdrawn'] as const),
    ),
    reason: fc.constant('said so'),
    version: fc.constantFrom(undefined, 1),
  }),
  { nil: undefined, freq: 4 },
);

const prints: fc.Arbitrary<Print> = fc
  .record({
    in: fc.constantFrom(...(Object.keys(papers) as Paper[])),
    at: fc.constantFrom(...places),
    role: fc.constantFrom('primary' as const, 'comparative' as const),
    value: fc.constantFrom('412', '421', '400', '1000', null),
    qualifier: fc.constantFrom(...QUALIFIERS),
    gap: fc.constantFrom('x' as const, 'z' as const),
    marker: fc.constantFrom('p' as const, 'r' as const, undefined),
    isDropped: fc.boolean(),
    change: changes,
  })
  .map(({ marker, isDropped, gap, change, ...print }) => ({
    ...print,
    markers: print.value === null ? [gap] : marker === undefined ? [] : [marker],
    ...(isDropped ? { precision: 'unknown' as const } : {}),
    ...(change === undefined ? {} : { change: announcement(change) }),
  }));

function announcement({
  kind,
  reason,
  version,
}: {
  readonly kind: Announcement['kind'];
  readonly reason: string;
  readonly version: number | undefined;
}): Announcement {
  if (kind !== 'restatement' || version === undefined) return { kind, reason };
  return { kind, reason, definitionVersion: version };
}

/** One report for each locator: a page says one thing at one locator. */
const reports = fc
  .uniqueArray(prints, {
    maxLength: 9,
    selector: ({ in: paper, at }) => `${paper} ${at?.line} ${at?.occurrence}`,
  })
  .map((list) => list.map(reportFigure));

const arrivals = reports.chain((list) =>
  fc.tuple(
    fc.constant(list),
    fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
  ),
);

function takenIn(list: readonly ReportFigure[]): FigureState {
  return list.reduce<FigureState>((state, report, revision) => {
    const paper = (Object.keys(papers) as Paper[]).find(
      (id) => papers[id].id === report.publication,
    );
    const now = instantOf(Date.UTC(2025, 5, 1) + revision);
    const publication = openPaper(paper ?? 'september');
    const correctsPublications = paper === 'bulletin' ? [papers.september.id] : [];
    const context = { publication, measure: recordedCrime, correctsPublications, now };
    const decision = decideReport(report, state, context);
    if (decision.outcome === 'unchanged') return state;
    const { takenBack } = decision;
    const before =
      takenBack === undefined
        ? state
        : evolveFigure(state, recordOf(takenBack.event, takenBack.eventId, revision));
    return evolveFigure(before, recordOf(decision.event, decision.eventId, revision));
  }, UNREPORTED);
}

function historyOf(list: readonly ReportFigure[]): unknown {
  const state = takenIn(list);
  const { links, inForce, formerBases, basis } = chainOf(
    state.kind === 'reported' ? state.entries : [],
    force.id,
  );
  // What was captured again has another id; its locator and announcement are the same.
  const id = (known: ChainEntry | undefined): string | undefined =>
    known &&
    [
      known.facts.publication,
      locatorText(known.facts.locator),
      known.facts.change?.kind,
    ].join();
  return {
    links: links.map(({ move, kind, entry, before }) => [move, kind, id(entry), id(before)]),
    inForce: inForce.state === 'unreported' ? [] : [inForce.state, id(inForce.entry)],
    since: inForce.state === 'reported' ? id(inForce.since) : undefined,
    formerBases: formerBases.map(id),
    basis: id(basis?.entry),
  };
}

describe('Reports that arrive in any order', () => {
  it('lead to the same chain and the same value in force once all are in', () => {
    fc.assert(
      fc.property(arrivals, ([inOrder, shuffled]) => {
        expect(historyOf(shuffled)).toEqual(historyOf(inOrder));
      }),
      { numRuns: 500 },
    );
  });

  it('lead to it in forty orders, where one of two of a place has its announcement too', () => {
    const change = { kind: 'withdrawn', reason: 'counted twice' } as const;
    const plain = reportFigure({ in: 'december', value: '420' });
    const twins = [plain, { ...plain, change }];
    const others = [
      reportFigure({ value: '412', markers: ['p'] }),
      reportFigure({ in: 'december', value: '420', at: paragraph }),
      reportFigure({ in: 'bulletin', value: '421' }),
      reportFigure({ in: 'march', value: '419.6', role: 'comparative' }),
    ];
    const set = [...others, ...twins];
    const expected = historyOf([...others, { ...plain, change }]);
    expect(expected).not.toEqual(historyOf([...others, plain]));
    fc.assert(
      fc.property(fc.shuffledSubarray(set, { minLength: set.length }), (order) => {
        expect(historyOf(order)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('change nothing when they come again', () => {
    fc.assert(
      fc.property(arrivals, ([first, again]) => {
        const once = takenIn(first);
        expect(takenIn([...first, ...again])).toEqual(once);
      }),
    );
  });

  it('have as many links as appearances, each appearance in one of them', () => {
    fc.assert(
      fc.property(reports, (list) => {
        const state = takenIn(list);
        const entries = state.kind === 'reported' ? state.entries : [];
        const linked = chainOf(entries, force.id).links.map(
          ({ entry: { eventId } }) => eventId,
        );
        expect([...linked].sort()).toEqual(entries.map(({ eventId }) => eventId).sort());
      }),
    );
  });
});
