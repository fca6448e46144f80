import { Injectable } from '@nestjs/common';
import { placeOfFault } from '@ledger/figures-read-models';
import { Views, type ProjectionHealth } from '@ledger/figures-read-models';

import type { HealthCheck } from './health-check.js';

/** Finds views that are missing, and projections that have stopped. */
@Injectable()
export class ViewsCheck implements HealthCheck {
  readonly name = 'views';

  constructor(private readonly views: Views) {}

  async fault(): Promise<string | undefined> {
    const faults = (await this.views.health()).flatMap((one) => faultOf(one) ?? []);
    return faults.length === 0 ? undefined : faults.join(' ');
  }
}

function faultOf(health: ProjectionHealth): string | undefined {
  const { name, state, position, isDerived, fault } = health;
  // Only questions about what is derived wait until it is built.
  if (isDerived && (state === 'missing' || state === 'building')) return undefined;
  switch (state) {
    case 'live':
      return undefined;
    case 'missing':
      return `Projection ${name} was never built.`;
    case 'building':
      return `Projection ${name} is being built and has come to position ${position}.`;
    case 'stopped':
      return fault === undefined
        ? `Projection ${name} stopped at position ${position}.`
        : `Projection ${name} stopped at ${placeOfFault(fault)}: ${fault.error}`;
  }
}
