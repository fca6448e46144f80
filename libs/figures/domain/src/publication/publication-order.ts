import { compareText } from '@ledger/kernel';

/** The sort key of a publication. */
export interface OrderedPublication {
  readonly publication: string;
  /** The moment from which the public surely could see it. */
  readonly from: string;
  /** Ids of the publications that it comes after: those it corrects, and those that they do. */
  readonly after: readonly string[];
}

/**
 * Puts publications in order: by the moment from which the public surely could see them, then by
 * id. One that another corrects was out before it, so it counts from the other's moment at the
 * latest and stands before it: an original that is dated to a day is corrected in its afternoon.
 */
export function inOrderOfPublication<Item extends OrderedPublication>(
  items: readonly Item[],
): readonly Item[] {
  const latest = new Map<string, string>();
  for (const { from, after } of items) {
    for (const id of after) if (from < (latest.get(id) ?? LAST)) latest.set(id, from);
  }
  const momentOf = ({ publication, from }: Item): string => {
    const bound = latest.get(publication) ?? LAST;
    return bound < from ? bound : from;
  };
  return [...items].sort(
    (left, right) =>
      compareText(momentOf(left), momentOf(right)) ||
      left.after.length - right.after.length ||
      compareText(left.publication, right.publication),
  );
}

/** Later than every moment. */
const LAST = '~';
