import type { LedgerEvent } from '@ledger/figures-domain';
import type { Static, TSchema } from 'typebox';
import { FIGURE_FACTS } from './figure-facts.js';
import { FINDING_FACTS } from './finding-facts.js';
import { FOLLOW_UP_FACTS } from './follow-up-facts.js';
import { PUBLICATION_FACTS } from './publication-facts.js';
import { REGISTRY_FACTS } from './registry-facts.js';

/** The facts of every event (`data` in the log and in a CloudEvent), each with a description. */
export const EVENT_FACTS = {
  ...REGISTRY_FACTS,
  ...PUBLICATION_FACTS,
  ...FIGURE_FACTS,
  ...FINDING_FACTS,
  ...FOLLOW_UP_FACTS,
} as const satisfies Readonly<Record<LedgerEvent['type'], TSchema>>;

/** The facts of events of a type. */
export type EventFacts<Type extends keyof typeof EVENT_FACTS> = Static<
  (typeof EVENT_FACTS)[Type]
>;
