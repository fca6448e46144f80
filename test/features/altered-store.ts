import type { ProjectionStore } from '@ledger/projections-port';

/** A store with some calls wrapped. */
export function alteredStore(
  store: ProjectionStore,
  altered: Partial<ProjectionStore>,
): ProjectionStore {
  return {
    open: (projection) => store.open(projection),
    reopen: (build) => store.reopen(build),
    begin: (projection) => store.begin(projection),
    apply: (build, changes, upTo) => store.apply(build, changes, upTo),
    index: (build) => store.index(build),
    finish: (build) => store.finish(build),
    stop: (build, fault) => store.stop(build, fault),
    snapshot: (projection) => store.snapshot(projection),
    close: () => store.close(),
    ...altered,
  };
}
