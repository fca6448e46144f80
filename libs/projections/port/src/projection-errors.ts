import { LedgerError } from '@ledger/kernel';
import type { Fault } from './projection-store.js';

/** The views cannot be reached or written now; try later. */
export class ViewsUnavailable extends LedgerError {
  readonly code = 'views-unavailable';
  readonly kind = 'transient';

  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The views are unavailable: ${reason}.`, options);
  }
}

/** Something else is where the views should be. It was left unchanged. */
export class ViewsShapeUnknown extends LedgerError {
  readonly code = 'views-shape-unknown';
  readonly kind = 'transient';

  constructor(
    readonly place: string,
    readonly found: string,
    options?: ErrorOptions,
  ) {
    super(
      `${place} holds no views this version knows (${found}). If they are old views, delete ` +
        'them: they are built again from the log.',
      options,
    );
  }
}

/** A row that its table does not accept: a projection's mistake, or an unforeseen event. */
export class RowRefused extends LedgerError {
  readonly code = 'row-refused';
  readonly kind = 'damage';

  constructor(
    readonly table: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The table ${table} does not take a row: ${reason}.`, options);
  }
}

/** Another process moved, replaced or dropped the build. */
export class BuildMoved extends LedgerError {
  readonly code = 'build-moved';
  readonly kind = 'transient';

  constructor(
    readonly projection: string,
    readonly generation: number,
  ) {
    super(
      `Build ${generation} of projection ${projection} is no longer where it was left: open it ` +
        'again.',
    );
  }
}

/** Readers expect a version of a projection that does not exist. */
export class ProjectionNotBuilt extends LedgerError {
  readonly code = 'projection-not-built';
  readonly kind = 'refusal';

  constructor(
    readonly projection: string,
    readonly version: number,
  ) {
    super(`Projection ${projection} version ${version} is not built yet: wait, or rebuild.`);
  }
}

/** The event that a projection stopped at, by what is known of it. */
export function placeOfFault({ eventId, type, position }: Fault): string {
  return `event ${eventId}${type === '' ? '' : ` (${type})`}, position ${position}`;
}

/** A projection cannot apply an event, and has stopped before it. */
export class ProjectionStopped extends LedgerError {
  readonly code = 'projection-stopped';
  readonly kind = 'damage';

  constructor(
    readonly projection: string,
    readonly fault: Fault,
  ) {
    super(`Projection ${projection} stopped at ${placeOfFault(fault)}: ${fault.error}`);
  }
}

/** The views were made from events that this log does not have. */
export class ViewsOfAnotherLog extends LedgerError {
  readonly code = 'views-of-another-record';
  readonly kind = 'damage';

  constructor(
    readonly projection: string,
    readonly position: number,
    readonly eventId: string,
  ) {
    super(
      `Projection ${projection} reflects event ${eventId} at position ${position}, which the ` +
        'log does not have there: rebuild the views.',
    );
  }
}
