import { canonicalJson, derivedId, foldText } from '@ledger/kernel';
import type { FigureKey } from './figure-key.js';
import type { PrintedValue } from '../printed/print.js';
import type { PublishedDate } from '../time/published-date.js';

/** Whether a number is the publication's own, or quoted from an earlier period beside it. */
export const ROLES = ['primary', 'comparative'] as const;

/** The publication's own figure, or an earlier one quoted beside it. */
export type Role = (typeof ROLES)[number];

/** Where a figure is printed in a publication, as exactly as its medium allows. */
export interface Locator {
  readonly section?: string;
  readonly paragraph?: string;
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
  /** Line of the artefact's text, from 1. */
  readonly line?: number;
  /** Which of several equal tokens on that line, from 1. */
  readonly occurrence?: number;
  /**
   * Which of the cells on that line, from 1, as the page has them. It does not identify the
   * locator: one that was captured without it is the same.
   */
  readonly order?: number;
  /** For data releases: an opaque reference that the publisher can resolve. */
  readonly reference?: string;
}

/** One appearance of a figure in a publication. */
export interface Appearance extends PrintedValue {
  readonly publication: string;
  readonly publisher: string;
  readonly published: PublishedDate;
  readonly role: Role;
  readonly locator: Locator;
}

/**
 * The locator with its texts folded, so that it is the same locator on every machine: a caption
 * copied from a page brings its line ends, a file system its decomposed letters.
 */
export function foldLocator(locator: Locator): Locator {
  const entries = Object.entries(locator) as [keyof Locator, string | number][];
  if (entries.every(([, text]) => typeof text === 'number' || foldText(text) === text)) {
    return locator;
  }
  const folded = entries.map(([name, text]) => [
    name,
    typeof text === 'number' ? text : foldText(text),
  ]);
  return Object.fromEntries(folded) as Locator;
}

/**
 * Equal locators have equal texts, regardless of the order of their fields. Without an
 * occurrence the first of equal tokens is meant, so both are the same locator.
 */
export function locatorText(locator: Locator): string {
  const { order: _order, ...place } = locator;
  if (place.occurrence !== 1) return canonicalJson(place);
  const { occurrence: _occurrence, ...first } = place;
  return canonicalJson(first);
}

/**
 * The id of the event an appearance leads to: derived from publication, locator, key and
 * printed text, so that the same appearance is the same event, no matter how often it is
 * reported.
 */
export function appearanceId(
  key: FigureKey,
  publication: string,
  place: string,
  printed: string,
): string {
  return derivedId(`appearance\n${publication}\n${place}\n${key}\n${printed}`);
}
