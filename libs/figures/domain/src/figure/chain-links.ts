import type { ChainEntry } from './chain-entry.js';
import type { Announcement, Move, Restatement, RevisionKind } from './figure-events.js';

/** What one print of a publication did to a figure. */
export interface ChainLink {
  readonly move: Move;
  /** Of a revision only. */
  readonly kind?: RevisionKind;
  /** What the publication announces about the figure, at any of its locators. */
  readonly change?: Announcement;
  readonly entry: ChainEntry;
  /** The entry whose value was in force just before, where there was one. */
  readonly before?: ChainEntry;
  /** The entry with which that value came into force. */
  readonly since?: ChainEntry;
}

/** The value in force at the end of a chain. */
export type InForce =
  | { readonly state: 'unreported' }
  | { readonly state: 'reported'; readonly entry: ChainEntry; readonly since: ChainEntry }
  | { readonly state: 'withdrawn'; readonly entry: ChainEntry };

/** A value in force: the entry that shows it, and the one since which it stands. */
export type Reported = Extract<InForce, { state: 'reported' }>;

/** A figure's history along publication time, and what is in force at its end. */
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
