import type { FigureKey } from '@ledger/figures-domain';
import type { ReportAnswer, ReportRefused, ReportTaken } from './report-figures.js';
import type { Committed } from '../../streams/stream-decider.js';

/** An answer that lacks only what the append returns. */
export type Draft = ReportRefused | Pick<ReportTaken, 'outcome' | 'eventId' | 'read'>;

/** The answers to the reports of one figure, in the order they were decided in. */
export function answersOf(
  key: FigureKey,
  settled: Committed<readonly Draft[]>,
): readonly ReportAnswer[] {
  const positions = positionsOf(settled);
  return settled.result.map((draft) => {
    if (draft.outcome === 'refused') return draft;
    const { outcome, eventId, ...read } = draft;
    const position = positions.get(eventId);
    if (position === undefined)
      throw new TypeError('A report is answered with an event in the log.');
    return { outcome, key, eventId, position, ...read };
  });
}

/** Positions of a figure's events by id: thousands of them are looked up at once. */
function positionsOf({ history, added }: Committed<unknown>): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const { id, position } of history) positions.set(id, position);
  for (const { id, position } of added) positions.set(id, position);
  return positions;
}
