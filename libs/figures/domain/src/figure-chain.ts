import type { Instant } from '@ledger/kernel';
import { locatorText, type PrintedValue } from './appearance.js';
import type { AnnouncedFacts, Announcement } from './figure-events.js';
import { agree, compareWidths, intervalOf, type Interval } from './interval.js';
import { publishedFrom } from './published-date.js';

/** One printed appearance as the chain reads it: the event's facts with our mistakes mended. */
export interface ChainEntry {
  readonly eventId: string;
  readonly recordedAt: Instant;
  readonly facts: AnnouncedFacts;
  /** What the page really says, if our first capture of it was wrong. */
  readonly corrected?: PrintedValue;
  /** Id of the event that says so; the last one's, if there are several. */
  readonly correctedBy?: string;
}

/** What a publication did to a figure. */
export type Move =
  | 'recorded'
  | 'confirmed'
  | 'revised'
  | 'restated'
  | 'finalised'
  | 'contradicted'
  | 'withdrawn';

export interface ChainLink {
  readonly move: Move;
  /** Of a revision only. */
  readonly kind?: 'routine' | 'correction' | 'unannounced';
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
}

/** What an entry prints, our own mistakes mended. */
export function printOf(entry: ChainEntry): PrintedValue {
  return entry.corrected ?? entry.facts;
}

/**
 * A figure's history along publication time.
 *
 * The answer depends on which entries are given, never on their order: publications are taken by
 * the moment from which the public surely could see them, then by id; within one publication its
 * own figure comes before a comparative, an exact number before a hedged one, a narrow rounding
 * interval before a wide one, then the place on the page. The first of them is what the
 * publication says; the others confirm or contradict it.
 *
 * @param owner the publisher that owns the measure: only its later publications change the value
 *   in force
 */
export function chainOf(entries: readonly ChainEntry[], owner: string): Chain {
  const first = entries[0];
  if (first !== undefined && entries.length === 1 && first.facts.change === undefined) {
    return {
      links: [{ move: 'recorded', entry: first }],
      inForce: { state: 'reported', entry: first, since: first },
      formerBases: [],
    };
  }
  const walk: Walk = { owner, links: [], formerBases: [], inForce: { state: 'unreported' } };
  const placed = entries.map(placedEntry).sort(byPublicationThenPlace);
  let leading: PlacedEntry | undefined;
  for (const next of placed) {
    if (leading !== undefined && samePublication(leading, next)) besides(walk, leading, next);
    else takeTurn(walk, (leading = next));
  }
  return walk;
}

interface PlacedEntry {
  readonly entry: ChainEntry;
  readonly from: string;
  readonly interval: Interval | null;
}

interface Walk {
  readonly owner: string;
  readonly links: ChainLink[];
  readonly formerBases: ChainEntry[];
  inForce: InForce;
  interval?: Interval | null;
}

function placedEntry(entry: ChainEntry): PlacedEntry {
  return {
    entry,
    from: publishedFrom(entry.facts.published),
    interval: intervalOfPrint(printOf(entry)),
  };
}

function intervalOfPrint(print: PrintedValue): Interval | null {
  const { value } = print;
  return value === null ? null : intervalOf({ ...print, value });
}

function samePublication(left: PlacedEntry, right: PlacedEntry): boolean {
  return left.entry.facts.publication === right.entry.facts.publication;
}

function byPublicationThenPlace(left: PlacedEntry, right: PlacedEntry): number {
  return (
    compareText(left.from, right.from) ||
    compareText(left.entry.facts.publication, right.entry.facts.publication) ||
    byWeight(left, right) ||
    byPlace(left.entry, right.entry)
  );
}

function byWeight(left: PlacedEntry, right: PlacedEntry): number {
  return (
    rank(left.entry.facts.role === 'primary') - rank(right.entry.facts.role === 'primary') ||
    rank(printOf(left.entry).qualifier === 'exact') -
      rank(printOf(right.entry).qualifier === 'exact') ||
    rank(left.interval !== null) - rank(right.interval !== null) ||
    (left.interval !== null && right.interval !== null
      ? compareWidths(left.interval, right.interval)
      : 0)
  );
}

function byPlace(left: ChainEntry, right: ChainEntry): number {
  const a = left.facts.locator;
  const b = right.facts.locator;
  return (
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.occurrence ?? 1) - (b.occurrence ?? 1) ||
    compareText(locatorText(a), locatorText(b)) ||
    compareText(left.eventId, right.eventId)
  );
}

function rank(first: boolean): number {
  return first ? 0 : 1;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A further appearance in the same publication can only confirm or contradict its first. */
function besides(walk: Walk, leading: PlacedEntry, next: PlacedEntry): void {
  const move = sayTheSame(leading, next) ? 'confirmed' : 'contradicted';
  walk.links.push({ move, entry: next.entry, before: leading.entry });
}

function takeTurn(walk: Walk, next: PlacedEntry): void {
  const { inForce } = walk;
  const { change } = next.entry.facts;
  const isOwner = next.entry.facts.publisher === walk.owner;
  if (change?.kind === 'withdrawn' && isOwner) {
    walk.links.push(linkOf('withdrawn', next.entry, inForce));
    walk.inForce = { state: 'withdrawn', entry: next.entry };
    return;
  }
  if (inForce.state !== 'reported') {
    walk.links.push(linkOf('recorded', next.entry, inForce));
    putInForce(walk, next, next.entry);
    return;
  }
  const current = { entry: inForce.entry, from: '', interval: walk.interval ?? null };
  if (change?.kind === 'restatement' && isOwner) {
    restate(walk, inForce, next);
  } else if (sayTheSame(current, next)) {
    confirm(walk, inForce, next);
  } else if (isOwner) {
    walk.links.push({ ...linkOf('revised', next.entry, inForce), kind: kindOf(change) });
    putInForce(walk, next, next.entry);
  } else {
    walk.links.push(linkOf('contradicted', next.entry, inForce));
  }
}

function restate(walk: Walk, inForce: Reported, next: PlacedEntry): void {
  walk.formerBases.push(inForce.entry);
  walk.links.push(linkOf('restated', next.entry, inForce));
  putInForce(walk, next, next.entry);
}

type Reported = Extract<InForce, { state: 'reported' }>;

/**
 * The printed value stands. A number printed more exactly, and no longer marked provisional, is
 * the better text of the same value, unless somebody else than the owner would replace the
 * owner's.
 */
function confirm(walk: Walk, inForce: Reported, next: PlacedEntry): void {
  const isFinal = becameFinal(inForce.entry, next.entry);
  walk.links.push(linkOf(isFinal ? 'finalised' : 'confirmed', next.entry, inForce));
  const mayReplace =
    next.entry.facts.publisher === walk.owner || inForce.entry.facts.publisher !== walk.owner;
  if (mayReplace && (isFinal || isNarrower(next.interval, walk.interval ?? null))) {
    putInForce(walk, next, inForce.since);
  }
}

function becameFinal(before: ChainEntry, after: ChainEntry): boolean {
  if (before.facts.publisher !== after.facts.publisher) return false;
  if (after.facts.change?.kind === 'finalised') return true;
  return isProvisional(before) && !isProvisional(after) && after.facts.role === 'primary';
}

function isProvisional(entry: ChainEntry): boolean {
  return printOf(entry).markers.includes('p');
}

function isNarrower(next: Interval | null, current: Interval | null): boolean {
  return next !== null && current !== null && compareWidths(next, current) < 0;
}

function putInForce(walk: Walk, next: PlacedEntry, since: ChainEntry): void {
  walk.inForce = { state: 'reported', entry: next.entry, since };
  walk.interval = next.interval;
}

function linkOf(move: Move, entry: ChainEntry, inForce: InForce): ChainLink {
  return inForce.state === 'unreported'
    ? { move, entry }
    : { move, entry, before: inForce.entry };
}

function kindOf(change: Announcement | undefined): 'routine' | 'correction' | 'unannounced' {
  return change?.kind === 'routine' || change?.kind === 'correction'
    ? change.kind
    : 'unannounced';
}

/** True if two appearances agree at the precision each was printed with. */
export function printTheSame(left: ChainEntry, right: ChainEntry): boolean {
  return sayTheSame(placedEntry(left), placedEntry(right));
}

/** Two numbers agree if their rounding intervals do; two gaps, if they are marked alike. */
function sayTheSame(left: PlacedEntry, right: PlacedEntry): boolean {
  if (left.interval === null || right.interval === null) {
    return (
      left.interval === right.interval &&
      printOf(left.entry).markers.join() === printOf(right.entry).markers.join()
    );
  }
  return agree(left.interval, right.interval);
}
