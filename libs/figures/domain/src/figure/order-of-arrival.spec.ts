import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import fc from 'fast-check';
import { locatorText, type Locator } from './appearance.js';
import { QUALIFIERS } from '../printed/print.js';
import type { ChainEntry } from './chain-entry.js';
import { chainOf } from './figure-chain.js';
import type { Announcement } from './figure-events.js';
import { evolveFigure, UNREPORTED, type FigureState } from './figure-state.js';
import type { ReportFigure } from './figure-report.js';
import { decideReport } from './report-figure.js';
import {
  force,
  openPaper,
  papers,
  paragraph,
  recordedCrime,
  reportFigure,
  table,
  type Paper,
  type Print,
} from '../testing/examples.js';
import { recordOf } from '../testing/scenario.js';

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
  if (kind !== 'restatement') return { kind, reason };
  const notice = { publication: 'september-paper' };
  return {
    kind,
    reason,
    ...(version === undefined ? { notice } : { definitionVersion: version }),
  };
}

/** One report for each place: a page says one thing at one place. */
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
  // What was captured anew has another id; its place and what it announces are the same.
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
