import { announcedIn, type Announced } from './announced-change.js';
import { isStanding, printOf, type ChainEntry } from './chain-entry.js';
import { agrees, wordsInOrder, type PlacedEntry } from './chain-order.js';
import { isSameNumber } from './comparable-units.js';
import type { Announcement, Move, Restatement, RevisionKind } from './figure-events.js';
import { compareWidths, type Interval } from '../printed/interval.js';
import type { PublishedDate } from '../time/published-date.js';

export interface ChainLink {
  readonly move: Move;
  /** Of a revision only. */
  readonly kind?: RevisionKind;
  /** What the publication announces about the figure, at any of its locators. */
  readonly change?: Announcement;
  readonly entry: ChainEntry;
  /** The entry whose value was in force just before, where there was one. */
  readonly before?: ChainEntry;
}

/** The value in force at the end of a chain. */
export type InForce =
  | { readonly state: 'unreported' }
  | { readonly state: 'reported'; readonly entry: ChainEntry; readonly since: ChainEntry }
  | { readonly state: 'withdrawn'; readonly entry: ChainEntry };

export interface Chain {
  /** In order of publication time. */
  readonly links: readonly ChainLink[];
  readonly inForce: InForce;
  /** Last values on each former basis, oldest first: a restatement keeps what it replaces. */
  readonly formerBases: readonly ChainEntry[];
  /** What the value in force is counted by, where a publication says so. */
  readonly basis?: Basis;
}

/** What a publication says about the basis of its numbers. */
export interface Basis {
  readonly change: Restatement;
  readonly entry: ChainEntry;
}

/**
 * A figure's history along publication time, without retracted captures.
 *
 * The answer depends on which entries are given, never on their order, which
 * {@link wordsInOrder} gives. The leading entry of a publication is its word; the others
 * confirm or contradict it. A change that it announces at any locator that agrees counts as
 * announced.
 *
 * @param owner the publisher that owns the figure, or the one that does when something is
 *   published: only its later publications change the value in force
 */
export function chainOf(captured: readonly ChainEntry[], owner: string | OwnerAt): Chain {
  const entries = captured.filter(isStanding);
  const first = entries[0];
  if (first !== undefined && entries.length === 1 && first.facts.change === undefined) {
    return {
      links: [{ move: 'recorded', entry: first }],
      inForce: { state: 'reported', entry: first, since: first },
      formerBases: [],
    };
  }
  const walk: Walk = {
    ownerAt: typeof owner === 'string' ? () => owner : owner,
    links: [],
    formerBases: [],
    inForce: { state: 'unreported' },
    interval: null,
    isToChange: false,
  };
  for (const word of wordsInOrder(entries)) {
    applyPublication(walk, { ...word[0], ...announcedIn(word) });
    for (const again of word.slice(1)) applyRepeat(walk, word[0], again);
  }
  const { ownerAt: _ownerAt, ...chain } = walk;
  return chain;
}

/** The publisher that owns a figure when something is published. */
export type OwnerAt = (published: PublishedDate) => string;

interface Walk {
  readonly ownerAt: OwnerAt;
  readonly links: ChainLink[];
  readonly formerBases: ChainEntry[];
  inForce: InForce;
  interval: Interval | null;
  /** True if the value in force was marked as subject to change, and not as final since. */
  isToChange: boolean;
  basis?: Basis;
}

/** A publication's entries for a figure, and what it announces about it. */
type Turn = PlacedEntry & Announced;

type Reported = Extract<InForce, { state: 'reported' }>;

/** True of what its publisher printed as the owner of the figure at that time. */
function isOwners({ ownerAt }: Walk, { facts }: ChainEntry): boolean {
  return facts.publisher === ownerAt(facts.published);
}

/** A further appearance in the same publication can only confirm or contradict its first. */
function applyRepeat(walk: Walk, leading: PlacedEntry, next: PlacedEntry): void {
  const move = agrees(leading, next) ? 'confirmed' : 'contradicted';
  walk.links.push({ move, entry: next.entry, before: leading.entry });
}

function applyPublication(walk: Walk, next: Turn): void {
  const { inForce } = walk;
  const { change } = next;
  const isOwner = isOwners(walk, next.entry);
  if (change?.kind === 'withdrawn' && isOwner) {
    walk.links.push(linkOf('withdrawn', next, inForce));
    walk.inForce = { state: 'withdrawn', entry: next.entry };
    return;
  }
  if (inForce.state !== 'reported') {
    walk.links.push(linkOf('recorded', next, inForce));
    putInForce(walk, next, next.entry);
    setBasis(walk, next);
    return;
  }
  if (change?.kind === 'restatement' && isOwner && !isSameBasis(walk.basis, change)) {
    restate(walk, inForce, next);
  } else if (isOwner && isAnnouncedChange(inForce.entry, next)) {
    revise(walk, inForce, next);
  } else if (agrees({ entry: inForce.entry, interval: walk.interval }, next)) {
    confirm(walk, inForce, next);
  } else if (isOwner) {
    revise(walk, inForce, next);
  } else {
    walk.links.push(linkOf('contradicted', next, inForce));
  }
}

/**
 * A publication that announces a change and prints another number changed it, even within
 * rounding.
 */
function isAnnouncedChange(before: ChainEntry, { entry, change }: Turn): boolean {
  if (change?.kind !== 'routine' && change?.kind !== 'correction') return false;
  const [was, is] = [printOf(before), printOf(entry)];
  return !isSameNumber(was, is) || was.qualifier !== is.qualifier;
}

function revise(walk: Walk, inForce: Reported, next: Turn): void {
  const kind = kindOf(inForce, next, walk.isToChange);
  walk.links.push({ ...linkOf('revised', next, inForce), kind });
  putInForce(walk, next, next.entry);
}

function restate(walk: Walk, inForce: Reported, next: Turn): void {
  walk.formerBases.push(inForce.entry);
  walk.links.push(linkOf('restated', next, inForce));
  putInForce(walk, next, next.entry);
  setBasis(walk, next);
}

function setBasis(walk: Walk, { entry, change }: Turn): void {
  if (change?.kind === 'restatement') walk.basis = { change, entry };
  else delete walk.basis;
}

/** A later paper may say again what its numbers are counted by: that changes nothing. */
function isSameBasis(known: Basis | undefined, change: Restatement): boolean {
  if (known === undefined) return false;
  const { definitionVersion, notice } = change;
  if (definitionVersion !== undefined) {
    return known.change.definitionVersion === definitionVersion;
  }
  return notice !== undefined && known.change.notice?.publication === notice.publication;
}

/**
 * The printed value stands. A number printed more exactly, and no longer marked provisional, is
 * the better text of the same value, unless it would replace the owner's text by another
 * publisher's.
 */
function confirm(walk: Walk, inForce: Reported, next: Turn): void {
  const isFinal = becameFinal(inForce.entry, next);
  walk.links.push(linkOf(isFinal ? 'finalised' : 'confirmed', next, inForce));
  const { publisher } = next.entry.facts;
  if (publisher === inForce.entry.facts.publisher) {
    walk.isToChange = (walk.isToChange && !isFinal) || next.isToChange;
  }
  const mayReplace = isOwners(walk, next.entry) || !isOwners(walk, inForce.entry);
  if (mayReplace && (isFinal || isNarrower(next.interval, walk.interval))) {
    const { isToChange } = walk;
    putInForce(walk, next, inForce.since);
    walk.isToChange = isToChange;
  }
}

function becameFinal(before: ChainEntry, { entry, change }: Turn): boolean {
  if (before.facts.publisher !== entry.facts.publisher) return false;
  if (change?.kind === 'finalised') return true;
  return isProvisional(before) && !isProvisional(entry) && entry.facts.role === 'primary';
}

function isProvisional(entry: ChainEntry): boolean {
  return printOf(entry).markers.includes('p');
}

function isNarrower(next: Interval | null, current: Interval | null): boolean {
  return next !== null && current !== null && compareWidths(next, current) < 0;
}

function putInForce(walk: Walk, next: Turn, since: ChainEntry): void {
  walk.inForce = { state: 'reported', entry: next.entry, since };
  walk.interval = next.interval;
  walk.isToChange = next.isToChange;
}

function linkOf(move: Move, { entry, change }: Turn, inForce: InForce): ChainLink {
  return {
    move,
    entry,
    ...(change === undefined ? undefined : { change }),
    ...(inForce.state === 'unreported' ? undefined : { before: inForce.entry }),
  };
}

/**
 * Calls a revision unannounced only where that is beyond doubt, because it accuses the
 * publisher: a marker of either number, any word of the publication, that it corrects or
 * replaces the one before, or that the number before was another publisher's, each count as an
 * announcement.
 */
function kindOf(
  before: Reported,
  { entry, change, isMarkedChanged }: Turn,
  wasToChange: boolean,
): RevisionKind {
  const { correctsPublications, publisher } = entry.facts;
  const isOneOf = (ids: readonly string[] = []) =>
    [before.entry, before.since].some(({ facts }) => ids.includes(facts.publication));
  if (change?.kind === 'correction') return 'correction';
  if (change === undefined && isOneOf(correctsPublications)) return 'correction';
  const isStated = change !== undefined || isMarkedChanged || wasToChange;
  const isNotice = correctsPublications !== undefined || isOneOf(entry.supersedes);
  const isOpen = isStated || isNotice || before.entry.facts.publisher !== publisher;
  return isOpen ? 'routine' : 'unannounced';
}
