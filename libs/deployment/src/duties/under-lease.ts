import { LedgerError, pause } from '@ledger/kernel';
import { ViewsUnavailable, type ProjectorLease } from '@ledger/projections-port';

/** A holder that died or was cut off has lost the lease after this. */
const HAD_WITHIN_MS = 10_000;

/** A projector keeps the views, so they cannot be built from elsewhere. */
class ProjectorAtWork extends LedgerError {
  readonly code = 'projector-at-work';
  readonly kind = 'refusal';

  constructor(readonly holder: string | undefined) {
    super(
      `${holder ?? 'Another process'} keeps the views: stop every process with the role ` +
        'projector or all, rebuild, and start them again. Nothing was changed.',
    );
  }
}

/** Another process may keep the views by now. */
class LeaseLost extends LedgerError {
  readonly code = 'lease-lost';
  readonly kind = 'transient';

  constructor() {
    super('The lease of the views was lost: readers go on seeing the old ones. Rebuild again.');
  }
}

/**
 * Works on the views once no projector keeps them, and keeps projectors on standby until it is
 * done.
 *
 * @param work receives a function that throws once the lease is lost
 * @throws {ProjectorAtWork} a projector does not give the views up
 * @throws {ViewsUnavailable | ViewsShapeUnknown}
 * @throws what the work throws
 */
export async function underLease<Answer>(
  lease: ProjectorLease,
  work: (stillHeld: () => void) => Promise<Answer>,
): Promise<Answer> {
  const ending = new AbortController();
  const begun = new AbortController();
  const either = AbortSignal.any([ending.signal, begun.signal]);
  let refusal: LedgerError | undefined;
  let done: Promise<Answer> | undefined;
  const givingUp = pause(HAD_WITHIN_MS, either).then(async () => {
    if (either.aborted) return;
    refusal = await whyNotHad(lease);
    if (!begun.signal.aborted) ending.abort();
  });
  try {
    await lease.run(ending.signal, async (held) => {
      begun.abort();
      done = work(() => {
        if (held.aborted) throw new LeaseLost();
      });
      // An error of the work is not an outage of the lease, which would be retried.
      await done.then(undefined, () => undefined);
      ending.abort();
    });
  } finally {
    ending.abort();
    await givingUp;
  }
  if (done === undefined) throw refusal ?? new ProjectorAtWork(undefined);
  return done;
}

async function whyNotHad(lease: ProjectorLease): Promise<LedgerError> {
  if (lease.fault !== undefined) return new ViewsUnavailable(lease.fault);
  try {
    return new ProjectorAtWork(await lease.holder());
  } catch {
    return new ProjectorAtWork(undefined);
  }
}
