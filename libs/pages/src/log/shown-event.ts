import type { FeedEvent } from '@ledger/figures-application';

/** An event as a page shows it. */
export interface ShownEvent {
  readonly position: number;
  readonly id: string;
  /** `Figure revised`. */
  readonly words: string;
  readonly stream: string;
  /** What the stream is about, as people call it: the figure's key, the publication's id. */
  readonly subject: string;
  /** The address of the page about it, where there is one. */
  readonly href?: string;
  /** The publication that it is about or that printed it. */
  readonly publication?: string;
  readonly recordedAt: string;
  readonly actor: string;
}

/** The streams that have a page, by what their names begin with. */
const PAGES: Readonly<Record<string, string>> = {
  figure: '/figures/',
  publication: '/publications/',
  publisher: '/publishers/',
  area: '/areas/',
  measure: '/series/',
  finding: '/findings/',
  followup: '/follow-ups#',
};

/** Gives an event as a page shows it. */
export function shownEvent({ position, record }: FeedEvent): ShownEvent {
  const { stream } = record;
  const dash = stream.indexOf('-');
  const [kind, name] = [stream.slice(0, dash), stream.slice(dash + 1)];
  const page = PAGES[kind];
  const publication = publicationOf(record);
  return {
    position,
    id: record.id,
    words: eventWords(record.type),
    stream,
    subject: page === undefined ? stream : name,
    ...(page === undefined ? {} : { href: `${page}${addressPart(kind, name)}` }),
    ...(publication === undefined ? {} : { publication }),
    recordedAt: record.recordedAt,
    actor: record.actor,
  };
}

function addressPart(kind: string, name: string): string {
  return kind === 'figure' ? encodeURI(name) : encodeURIComponent(name);
}

/** The name of a type in words: `FigureRevised` is figure revised. */
export function eventWords(type: string): string {
  const words = type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The publication that an event is about or that printed what it says; most events have one. */
function publicationOf({ stream, data }: FeedEvent['record']): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const facts: Readonly<Record<string, unknown>> = { ...data };
  const { publication, id, subject } = facts;
  const named = stream.startsWith('publication-') ? id : (publication ?? ofSubject(subject));
  return typeof named === 'string' ? named : undefined;
}

function ofSubject(subject: unknown): unknown {
  return typeof subject === 'object' && subject !== null && 'publication' in subject
    ? subject.publication
    : undefined;
}
