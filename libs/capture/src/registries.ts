import type {
  AreaFacts,
  DefinedMeasure,
  DimensionFacts,
  KnownDimension,
  OwnershipFacts,
  PublicationFacts,
  PublisherFacts,
} from '@ledger/figures-domain';
import type { Measures } from './read-measures.js';

/** What sheets may name: what the folder registers itself, and what the ledger has of the rest. */
export interface Registries {
  readonly publishers: ReadonlyMap<string, PublisherFacts>;
  readonly areas: ReadonlyMap<string, AreaFacts>;
  readonly dimensions: ReadonlyMap<string, KnownDimension>;
  readonly measures: ReadonlyMap<string, DefinedMeasure>;
  /** Publications that the ledger has registered already. */
  readonly publications: ReadonlyMap<string, PublicationFacts>;
  readonly own: OwnRegistries;
}

/** The registries that a seeds folder holds itself. */
export interface OwnRegistries extends Measures {
  readonly publishers: ReadonlyMap<string, PublisherFacts>;
  /** Parents before children. */
  readonly areas: ReadonlyMap<string, AreaFacts>;
  readonly dimensions: ReadonlyMap<string, DimensionFacts>;
  readonly ownerships: readonly OwnershipFacts[];
}
