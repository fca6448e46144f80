import type { FindingView, HistoryEvent, PublicationView } from '@ledger/figures-read-models';
import type { FeedEvent } from '@ledger/figures-application';
import { derivedId, type Instant } from '@ledger/kernel';
import type { TextAnswer } from '@ledger/web';
import { PAGE_HEADERS } from '../frame/send-page.js';
import { render } from '../frame/templates.js';
import { eventWords } from '../log/shown-event.js';
import { figureAddress } from '../words/display-text.js';

/** One thing that changed. */
export interface AtomEntry {
  /** A UUID, the same for ever. */
  readonly id: string;
  readonly title: string;
  readonly text?: string;
  /** The address of the page that shows it. */
  readonly href: string;
  readonly updated: Instant;
}

/** What changed about one thing. */
export interface AtomFeed {
  readonly title: string;
  /** The address of the feed, which its id is made from. */
  readonly self: string;
  /** The address of the page of the thing. */
  readonly page: string;
  /** In the order in which they came about, as far as moments are shared. */
  readonly entries: readonly AtomEntry[];
  readonly position: number;
}

/** A feed holds so many of the latest changes; the page has them all. */
const ENTRIES_MAX = 50;

/** The feed of something that nothing was recorded of has to have a date all the same. */
const NEVER = '1970-01-01T00:00:00.000Z';

/**
 * A feed as Atom, the latest change first.
 *
 * @see RFC 4287
 */
export function atomAnswer({ entries, position, ...head }: AtomFeed): TextAnswer {
  const latest = entries.toReversed().toSorted(latestFirst).slice(0, ENTRIES_MAX);
  const updated = latest[0]?.updated ?? NEVER;
  const id = derivedId(`feed\n${head.self}`);
  const body = render('atom', { ...head, id, updated, entries: latest });
  return {
    type: 'application/atom+xml; charset=utf-8',
    body: body.replaceAll(NO_XML, '\uFFFD'),
    position,
    headers: PAGE_HEADERS,
  };
}

/** Characters that XML 1.0 cannot hold, not even escaped. */
const NO_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function latestFirst(left: AtomEntry, right: AtomEntry): number {
  if (left.updated === right.updated) return 0;
  return left.updated < right.updated ? 1 : -1;
}

/** An event of a figure; its page is shown as it stood then. */
export function entryOfFigure(key: string, event: HistoryEvent): AtomEntry {
  const { eventId, type, publication, appearance, reason, note, recordedAt } = event;
  const printed = appearance === undefined ? '' : `: ${appearance.printed} ${appearance.unit}`;
  return {
    id: eventId,
    title: `${eventWords(type)}${printed}, ${publication.title}`,
    ...textOf(reason ?? note),
    href: `${figureAddress(key)}?recordedBy=${encodeURIComponent(recordedAt)}`,
    updated: recordedAt,
  };
}

/** An event of a publication, a publisher or a measure. */
export function entryOfEvent(href: string, { record }: FeedEvent): AtomEntry {
  const { id, type, data, recordedAt } = record;
  const facts: Readonly<Record<string, unknown>> =
    typeof data === 'object' && data !== null ? { ...data } : {};
  const title = typeof facts['title'] === 'string' ? `: ${facts['title']}` : '';
  return {
    id,
    title: `${eventWords(type)}${title}`,
    ...textOf(facts['reason'] ?? facts['definition']),
    href,
    updated: recordedAt,
  };
}

/** A finding that was raised, dated to what was decided last. */
export function entriesOfFinding(finding: FindingView): readonly AtomEntry[] {
  const { id, status, severity, explanation, inputs, changedAt } = finding;
  if (changedAt === null) return [];
  const [claim] = inputs;
  const about = claim === undefined ? '' : `: ${claim.printed} ${claim.unit}, ${claim.figure}`;
  return [
    {
      id,
      title: `Finding (${status}, ${severity.replaceAll('-', ' ')})${about}`,
      text: explanation,
      href: `/findings/${encodeURIComponent(id)}`,
      updated: changedAt,
    },
  ];
}

/** A publication, dated to when the ledger could first show it. */
export function entryOfPublication(publication: PublicationView): AtomEntry {
  const { id, title, published, capture, registeredAt, releasedAt } = publication;
  const state =
    capture.state === 'sealed'
      ? `Complete: ${capture.seal.appearances} numbers.`
      : 'Not complete yet.';
  return {
    id: derivedId(`entry\npublication\n${id}`),
    title: `Publication: ${title}`,
    text: `Published ${published}. ${state}`,
    href: `/publications/${encodeURIComponent(id)}`,
    updated: releasedAt ?? registeredAt,
  };
}

function textOf(words: unknown): Pick<AtomEntry, 'text'> {
  return typeof words === 'string' ? { text: words } : {};
}
