import type { Sighting } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Clocks } from './clocks.js';

/** How long the source of a publication was seen as it was captured. */
export interface Seen {
  /** The last moment at which it was read and found unchanged: no revision was there before. */
  readonly unchangedUntil?: Instant;
  /** The first moment after that at which it was not there any more. */
  readonly goneBy?: Instant;
}

/** What was seen by the public clock; undefined if nothing was. */
export function seenBy(
  sightings: readonly Sighting[],
  { publishedBy }: Pick<Clocks, 'publishedBy'>,
): Seen | undefined {
  const known = sightings.filter(({ seenAt }) => seenAt <= publishedBy);
  const moments = (isThere: boolean) =>
    known
      .filter(({ sha256 }) => (sha256 !== null) === isThere)
      .map(({ seenAt }) => seenAt)
      .sort();
  const unchangedUntil = moments(true).at(-1);
  const goneBy = moments(false).find((moment) => moment > (unchangedUntil ?? ''));
  if (unchangedUntil === undefined && goneBy === undefined) return undefined;
  return {
    ...(unchangedUntil === undefined ? {} : { unchangedUntil }),
    ...(goneBy === undefined ? {} : { goneBy }),
  };
}
