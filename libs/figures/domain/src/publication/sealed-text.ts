/**
 * The input of a seal's SHA-256 digest: the ids of the events that stand in the publication,
 * each followed by a line feed. Pages of ids may be given one after the other.
 *
 * @param ids in order of text
 */
export function sealedText(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}
