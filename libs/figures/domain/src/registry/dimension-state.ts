import type { EventRecord } from '@ledger/kernel';
import { refuseOtherFacts } from './same-facts.js';
import { isCode, isWord } from '../text/names.js';
import type { DimensionEvent, DimensionFacts, MemberFacts } from './registry-events.js';
import { MalformedName, MemberTitleTaken, UnknownMember } from './registry-refusals.js';

/** A dimension as deciding sees it. */
export interface KnownDimension {
  readonly id: string;
  readonly title: string;
  /** Titles of members by id, in the order in which they were registered. */
  readonly members: ReadonlyMap<string, string>;
}

/** A dimension, or undefined before it is registered. */
export type DimensionState = KnownDimension | undefined;

/** The state after one more event. */
export function evolveDimension(
  state: DimensionState,
  record: EventRecord<DimensionEvent>,
): DimensionState {
  switch (record.type) {
    case 'DimensionRegistered': {
      const { id, title, members } = record.data as DimensionFacts;
      return { id, title, members: new Map(members.map(titleById)) };
    }
    case 'MembersRegistered': {
      if (state === undefined) throw new TypeError('A dimension comes before its members.');
      const members = [...state.members, ...record.data.members.map(titleById)];
      return { ...state, members: new Map(members) };
    }
  }
}

/**
 * Registers a dimension, or adds members to one; what is registered already changes nothing.
 *
 * Every member has one title and every title one member, so that one thing has one name, and
 * two things with the same code are noticed.
 *
 * @param command the dimension with some or all of its members
 * @throws {AlreadyRegistered} it, or one of those members, is registered with another title
 * @throws {MemberTitleTaken} two of its members would be called the same
 * @throws {MalformedName} an id is no name
 */
export function registerDimension(
  command: DimensionFacts,
  state: DimensionState,
): DimensionEvent[] {
  const { id, title } = command;
  if (!isWord(id)) throw new MalformedName('dimension', id);
  if (state !== undefined) refuseOtherFacts('dimension', id, { title: state.title }, { title });
  const members = newMembers(command, state);
  if (state === undefined)
    return [{ type: 'DimensionRegistered', data: { id, title, members } }];
  return members.length === 0 ? [] : [{ type: 'MembersRegistered', data: { id, members } }];
}

function newMembers(
  { id: dimension, members }: DimensionFacts,
  state: DimensionState,
): readonly MemberFacts[] {
  const titles = new Map(state?.members);
  const holders = new Map([...titles].map(([id, title]) => [folded(title), id]));
  const added: MemberFacts[] = [];
  for (const { id, title } of members) {
    if (!isCode(id)) throw new MalformedName('member of a dimension', id);
    const known = titles.get(id);
    if (known !== undefined) {
      refuseOtherFacts('member', `${dimension}=${id}`, { title: known }, { title });
      continue;
    }
    const holder = holders.get(folded(title));
    if (holder !== undefined) throw new MemberTitleTaken(dimension, id, holder);
    titles.set(id, title);
    holders.set(folded(title), id);
    added.push({ id, title });
  }
  return added;
}

/** Titles that people read as the same one. */
function folded(title: string): string {
  return title.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}

const MEMBERS_SHOWN_MAX = 12;

/**
 * Checks a breakdown against the registry. A dimension that is not registered takes any
 * reported member; a registered one only its registered members.
 *
 * @param known the dimension of a name, if it is registered
 * @throws {UnknownMember}
 */
export function refuseUnknownMembers(
  breakdown: Readonly<Record<string, string>>,
  known: (name: string) => DimensionState,
): void {
  for (const name in breakdown) {
    const member = breakdown[name] ?? '';
    const dimension = known(name);
    if (dimension === undefined || dimension.members.has(member)) continue;
    const shown = [...dimension.members.keys()].slice(0, MEMBERS_SHOWN_MAX);
    if (dimension.members.size > shown.length) shown.push('…');
    throw new UnknownMember(name, member, shown);
  }
}

/** The name of the stream a dimension's events are on. */
export function dimensionStream(id: string): string {
  return `dimension-${id}`;
}

function titleById({ id, title }: MemberFacts): readonly [string, string] {
  return [id, title];
}
