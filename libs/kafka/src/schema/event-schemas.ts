import type { LedgerEvent } from '@ledger/figures-domain';
import type { DomainEvent } from '@ledger/kernel';
import { FIGURE_FACTS } from './figure-schemas.js';
import { FINDING_FACTS } from './finding-schemas.js';
import { FOLLOW_UP_FACTS } from './follow-up-schemas.js';
import type { SchemaOf } from './json-schema.js';
import { PUBLICATION_FACTS } from './publication-schemas.js';
import { REGISTRY_FACTS } from './registry-schemas.js';

/** A schema for the facts of each of some events: one that is missing does not compile. */
export type FactsSchemas<Event extends DomainEvent> = {
  readonly [Type in Event['type']]: SchemaOf<Extract<Event, { readonly type: Type }>['data']>;
};

/** The facts of every event, as JSON Schemas: `data` in the record and in the CloudEvent. */
export const EVENT_FACTS: FactsSchemas<LedgerEvent> = {
  ...REGISTRY_FACTS,
  ...PUBLICATION_FACTS,
  ...FIGURE_FACTS,
  ...FINDING_FACTS,
  ...FOLLOW_UP_FACTS,
};
