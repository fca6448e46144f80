import { MISSING_MARKERS, type Marker } from '../printed/print.js';
import { printOf } from './chain-entry.js';
import type { PublicationPrints } from './chain-order.js';
import { agrees } from './entries-agree.js';
import type { Announcement } from './figure-events.js';

/** What a publication says about a figure besides its number. */
export interface Announced {
  /** The change it announces, at any of its locators. */
  readonly change?: Announcement;
  /** It marks its number as one that will change: provisional, estimated, forecast, missing. */
  readonly isToChange: boolean;
  /** It marks its number as changed: revised, on another basis, missing where one stood. */
  readonly isMarkedChanged: boolean;
}

const TO_CHANGE: ReadonlySet<Marker> = new Set(['p', 'e', 'f', ...MISSING_MARKERS]);
const CHANGED: ReadonlySet<Marker> = new Set(['r', 'b', 'd', ...MISSING_MARKERS]);

/**
 * Reads what a publication says about its number at all locators that agree with its leading
 * print: a table may print the number bare that the paragraph below it calls revised.
 */
export function announcedIn(prints: PublicationPrints): Announced {
  const agreeing = prints.filter((print) => agrees(prints[0], print));
  const markers = agreeing.flatMap(({ entry }) => printOf(entry).markers);
  const change = agreeing.find(({ entry }) => entry.facts.change !== undefined)?.entry.facts
    .change;
  return {
    ...(change === undefined ? undefined : { change }),
    isToChange: markers.some((marker) => TO_CHANGE.has(marker)),
    isMarkedChanged: markers.some((marker) => CHANGED.has(marker)),
  };
}
