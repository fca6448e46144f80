import {
  printedValue,
  printOf,
  type AnnouncedFacts,
  type ChainEntry,
  type ChainLink,
  type Locator,
  type Move,
  type PrintedValue,
  type PublishedDate,
  type Role,
} from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Publications } from './figures-at.js';

/** A reference to a publication. */
export interface PublicationRef {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly published: PublishedDate;
}

/** One printed appearance, as answers give it. */
export interface PrintAnswer extends PrintedValue {
  readonly publication: PublicationRef;
  readonly role: Role;
  readonly locator: Locator;
  /** What the publication itself said of it. */
  readonly change?: AnnouncedFacts['change'];
  readonly note?: string;
  /** Our first capture, if it was wrong. */
  readonly firstCapture?: PrintedValue;
  /** The event that holds it, and when the ledger recorded that. */
  readonly eventId: string;
  readonly recordedAt: Instant;
}

/** A retracted capture of ours: the publication does not print it there. */
export interface RetractedAnswer extends PrintAnswer {
  readonly retraction: {
    readonly eventId: string;
    readonly recordedAt: Instant;
    readonly reason: string;
  };
}

/**
 * What a publication did to a figure; `change` is what it announces about the figure at any of
 * its locators.
 */
export interface LinkAnswer extends PrintAnswer {
  readonly move: Move;
  /** Of a revision. */
  readonly kind?: ChainLink['kind'];
  /** The moment from which the public surely could see it. */
  readonly visibleFrom: Instant;
}

/** Gives a publication as a reference. */
export function publicationRef(id: string, publications: Publications): PublicationRef {
  const { title, publisher, published } = publications.of(id).facts;
  return { id, title, publisher, published };
}

/** Gives an entry as what was printed. */
export function printAnswer(entry: ChainEntry, publications: Publications): PrintAnswer {
  const { facts, corrected, eventId, recordedAt } = entry;
  return {
    ...printedValue(printOf(entry)),
    publication: publicationRef(facts.publication, publications),
    role: facts.role,
    locator: facts.locator,
    ...(facts.change === undefined ? {} : { change: facts.change }),
    ...(facts.note === undefined ? {} : { note: facts.note }),
    ...(corrected === undefined ? {} : { firstCapture: printedValue(facts) }),
    eventId,
    recordedAt,
  };
}

/** Gives a retracted entry; undefined for one that stands. */
export function retractedAnswers(
  entry: ChainEntry,
  publications: Publications,
): readonly RetractedAnswer[] {
  const { retraction } = entry;
  return retraction === undefined ? [] : [{ ...printAnswer(entry, publications), retraction }];
}

/** Gives a link of a chain as what the publication did. */
export function linkAnswer(link: ChainLink, publications: Publications): LinkAnswer {
  const { move, kind, change, entry } = link;
  const { visibleFrom } = publications.of(entry.facts.publication);
  if (visibleFrom === null) throw new TypeError('A chain holds only what can be seen.');
  return {
    move,
    ...(kind === undefined ? {} : { kind }),
    ...printAnswer(entry, publications),
    ...(change === undefined ? {} : { change }),
    visibleFrom,
  };
}
