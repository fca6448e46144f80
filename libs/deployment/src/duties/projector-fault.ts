import { placeOfFault, type ProjectionStatus } from '@ledger/projections-port';

/** Why projections are halted, in a sentence; undefined while all of them advance. */
export function projectorFault(statuses: readonly ProjectionStatus[]): string | undefined {
  const waiting = statuses.find(({ state }) => state === 'waiting');
  return waiting?.outage ?? standingOf(statuses)[0];
}

/**
 * One sentence for each projection that is halted at an event that no other process could apply
 * either.
 */
export function standingOf(statuses: readonly ProjectionStatus[]): readonly string[] {
  return statuses.flatMap(({ name, fault }) => {
    if (fault === undefined) return [];
    return [`Projection ${name} stands still at ${placeOfFault(fault)}: ${fault.error}`];
  });
}

/** Logs each halted projection once. */
export class StandingLog {
  readonly #log: { error(message: string): void };
  #logged = new Set<string>();

  constructor(log: { error(message: string): void }) {
    this.#log = log;
  }

  look(standing: readonly string[]): void {
    for (const one of standing) if (!this.#logged.has(one)) this.#log.error(one);
    this.#logged = new Set(standing);
  }
}
