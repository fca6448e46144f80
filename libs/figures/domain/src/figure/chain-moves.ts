import type { Interval } from '../printed/interval.js';
import { compareWidths } from '../printed/intervals-agree.js';
import type { PublishedDate } from '../time/published-date.js';
import type { Announced } from './announced-change.js';
import { printOf, type ChainEntry } from './chain-entry.js';
import type { Basis, ChainLink, InForce, Reported } from './chain-links.js';
import { isSameNumber } from './comparable-units.js';
import { agrees, type EntryWithInterval } from './entries-agree.js';
import type { Move, Restatement } from './figure-events.js';
import { revisionKind } from './revision-kind.js';

/** The publisher that owns a figure when something is published. */
export type OwnerAt = (published: PublishedDate) => string;

/** The state of a chain after the publications so far. */
export interface ChainSoFar {
  readonly ownerAt: OwnerAt;
  readonly links: ChainLink[];
  readonly formerBases: ChainEntry[];
  inForce: InForce;
  interval: Interval | null;
  /** True if the value in force was marked as subject to change, and not as final since. */
  isToChange: boolean;
  basis?: Basis;
}

/** The leading print of a publication, and what the publication announces about the figure. */
type LeadingPrint = EntryWithInterval & Announced;

/** True of what its publisher printed as the owner of the figure at that time. */
function isOwners({ ownerAt }: ChainSoFar, { facts }: ChainEntry): boolean {
  return facts.publisher === ownerAt(facts.published);
}

/** A further appearance in the same publication can only confirm or contradict its first. */
export function applyRepeat(
  chain: ChainSoFar,
  leading: EntryWithInterval,
  next: EntryWithInterval,
): void {
  const move = agrees(leading, next) ? 'confirmed' : 'contradicted';
  const { entry: before } = leading;
  chain.links.push({ move, entry: next.entry, before, since: before });
}

/**
 * What the next publication does to the chain: the first rule that applies decides, in the order
 * below. An announced change counts, even within rounding.
 */
export function applyPublication(chain: ChainSoFar, next: LeadingPrint): void {
  const { inForce } = chain;
  const { change } = next;
  const isOwner = isOwners(chain, next.entry);
  if (change?.kind === 'withdrawn' && isOwner) {
    chain.links.push(linkOf('withdrawn', next, inForce));
    chain.inForce = { state: 'withdrawn', entry: next.entry };
    return;
  }
  if (inForce.state !== 'reported') {
    chain.links.push(linkOf('recorded', next, inForce));
    putInForce(chain, next, next.entry);
    setBasis(chain, next);
    return;
  }
  if (change?.kind === 'restatement' && isOwner && !isSameBasis(chain.basis, change)) {
    restate(chain, inForce, next);
  } else if (isOwner && isAnnouncedChange(inForce.entry, next)) {
    revise(chain, inForce, next);
  } else if (agrees({ entry: inForce.entry, interval: chain.interval }, next)) {
    confirm(chain, inForce, next);
  } else if (isOwner) {
    revise(chain, inForce, next);
  } else {
    chain.links.push(linkOf('contradicted', next, inForce));
  }
}

/**
 * A publication that announces a change and prints another number changed it, even within
 * rounding.
 */
function isAnnouncedChange(before: ChainEntry, { entry, change }: LeadingPrint): boolean {
  if (change?.kind !== 'routine' && change?.kind !== 'correction') return false;
  const [was, is] = [printOf(before), printOf(entry)];
  return !isSameNumber(was, is) || was.qualifier !== is.qualifier;
}

function revise(chain: ChainSoFar, inForce: Reported, next: LeadingPrint): void {
  const kind = revisionKind(inForce, next, chain.isToChange);
  chain.links.push({ ...linkOf('revised', next, inForce), kind });
  putInForce(chain, next, next.entry);
}

function restate(chain: ChainSoFar, inForce: Reported, next: LeadingPrint): void {
  chain.formerBases.push(inForce.entry);
  chain.links.push(linkOf('restated', next, inForce));
  putInForce(chain, next, next.entry);
  setBasis(chain, next);
}

function setBasis(chain: ChainSoFar, { entry, change }: LeadingPrint): void {
  if (change?.kind === 'restatement') chain.basis = { change, entry };
  else delete chain.basis;
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
function confirm(chain: ChainSoFar, inForce: Reported, next: LeadingPrint): void {
  const isFinal = becameFinal(inForce.entry, next);
  chain.links.push(linkOf(isFinal ? 'finalised' : 'confirmed', next, inForce));
  const { publisher } = next.entry.facts;
  if (publisher === inForce.entry.facts.publisher) {
    chain.isToChange = (chain.isToChange && !isFinal) || next.isToChange;
  }
  const mayReplace = isOwners(chain, next.entry) || !isOwners(chain, inForce.entry);
  if (mayReplace && (isFinal || isNarrower(next.interval, chain.interval))) {
    const { isToChange } = chain;
    putInForce(chain, next, inForce.since);
    chain.isToChange = isToChange;
  }
}

function becameFinal(before: ChainEntry, { entry, change }: LeadingPrint): boolean {
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

function putInForce(chain: ChainSoFar, next: LeadingPrint, since: ChainEntry): void {
  chain.inForce = { state: 'reported', entry: next.entry, since };
  chain.interval = next.interval;
  chain.isToChange = next.isToChange;
}

function linkOf(move: Move, { entry, change }: LeadingPrint, inForce: InForce): ChainLink {
  return {
    move,
    entry,
    ...(change === undefined ? undefined : { change }),
    ...valueBefore(inForce),
  };
}

function valueBefore(inForce: InForce): Pick<ChainLink, 'before' | 'since'> {
  switch (inForce.state) {
    case 'unreported':
      return {};
    case 'withdrawn':
      return { before: inForce.entry };
    case 'reported':
      return { before: inForce.entry, since: inForce.since };
  }
}
