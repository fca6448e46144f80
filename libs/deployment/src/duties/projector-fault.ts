import { placeOfFault, type ProjectionStatus } from '@ledger/projections-port';

/** What keeps projections from going on, in a sentence; nothing while all of them do. */
export function projectorFault(statuses: readonly ProjectionStatus[]): string | undefined {
  const waiting = statuses.find(({ state }) => state === 'waiting');
  return waiting?.outage ?? standingOf(statuses)[0];
}

/**
 * A sentence for each projection that stands still before something no other process will take
 * either.
 */
export function standingOf(statuses: readonly ProjectionStatus[]): readonly string[] {
  return statuses.flatMap(({ name, fault }) => {
    if (fault === undefined) return [];
    return [`Projection ${name} stands still at ${placeOfFault(fault)}: ${fault.error}`];
  });
}

/** Tells of each projection that stands still, once. */
export class StandingLog {
  readonly #log: { error(message: string): void };
  #told = new Set<string>();

  constructor(log: { error(message: string): void }) {
    this.#log = log;
  }

  look(standing: readonly string[]): void {
    for (const one of standing) if (!this.#told.has(one)) this.#log.error(one);
    this.#told = new Set(standing);
  }
}
