import type { FollowUpFacts, KnownFollowUp } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import { refuseUnknownNames } from '../../views/refuse-unknown-names.js';
import type { AskedClocks } from '../../views/clocks.js';
import type { AskedPage, NextPage } from '../../views/cursor.js';
import { ALL_NAMES } from '../../views/name-range.js';
import {
  namedThings,
  pageOfRegistry,
  registeredThings,
  type RegisteredThing,
} from '../../views/registry-pages.js';
import { followUpAt } from '../../views/follow-up-at.js';
import { publicationAt } from '../../views/publication-at.js';
import { isUnderEmbargo } from '../../views/visibility.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for follow-ups. */
export interface FollowUpsQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {
  readonly status?: KnownFollowUp['status'];
  readonly owner?: string;
  /** The publication it is about. */
  readonly publication?: string;
}

/** A follow-up as it stood. */
export interface FollowUpView extends FollowUpFacts {
  readonly status: KnownFollowUp['status'];
  /** Of a closed one. */
  readonly outcome?: string;
  readonly closedOn?: string;
  /** When the ledger recorded that it was raised, and its last change. */
  readonly raisedAt: Instant;
  readonly changedAt: Instant;
}

/** A page of follow-ups, in order of id. */
export interface ListedFollowUps extends NextPage {
  readonly recordedBy: Instant;
  readonly followUps: readonly FollowUpView[];
}

/**
 * Lists follow-ups, but those on publications under embargo.
 *
 * @throws {UnknownPublication | PublicationUnderEmbargo}
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listFollowUps(
  reader: ViewReader,
  question: FollowUpsQuestion,
): Promise<Answer<ListedFollowUps>> {
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  await refuseUnknownNames(reader, question, recordedBy);
  const { items, next } = await pageOfRegistry(
    (after) => thingsOf(reader, question, { after, recordedMs: Date.parse(recordedBy) }),
    question,
    async ({ events }) => {
      const view = followUpView(events, recordedBy);
      if (view === null || !isWanted(view, question)) return null;
      return (await isOnEmbargoed(reader, view, recordedBy)) ? null : view;
    },
  );
  return { position, body: { recordedBy, followUps: items, next } };
}

async function* thingsOf(
  reader: ViewReader,
  { publication }: FollowUpsQuestion,
  known: { readonly after: string; readonly recordedMs: number },
): AsyncGenerator<RegisteredThing, void, undefined> {
  if (publication === undefined) {
    yield* registeredThings(reader, 'follow-up', { range: ALL_NAMES, ...known });
  } else {
    const ids = await reader.followUpList.idsOf(publication, known);
    yield* namedThings(reader, 'follow-up', ids);
  }
}

function followUpView(
  events: RegisteredThing['events'],
  recordedBy: Instant,
): FollowUpView | null {
  const at = followUpAt(events, recordedBy);
  if (at === null) return null;
  const { facts, status, outcome, closedOn, raisedAt, changedAt } = at;
  return {
    ...facts,
    status,
    ...(outcome === undefined ? {} : { outcome }),
    ...(closedOn === undefined ? {} : { closedOn }),
    raisedAt,
    changedAt,
  };
}

function isWanted(view: FollowUpView, { status, owner }: FollowUpsQuestion): boolean {
  return (
    (status === undefined || view.status === status) &&
    (owner === undefined || view.owner === owner)
  );
}

/**
 * A follow-up may be about a publication that was never registered, which is not under embargo.
 */
async function isOnEmbargoed(
  reader: ViewReader,
  { subject }: FollowUpView,
  recordedBy: Instant,
): Promise<boolean> {
  const { publication } = subject;
  if (publication === undefined) return false;
  const events = await reader.registries.eventsOf('publication', [publication]);
  const known = events.get(publication);
  if (known === undefined) return false;
  return isUnderEmbargo(publicationAt(publication, known, recordedBy));
}
