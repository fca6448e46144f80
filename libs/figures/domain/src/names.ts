/**
 * The grammar of the names figures are made of. Streams, keys and addresses are built from these
 * words, so none of them may hold `/`, `~`, `=` or a space.
 */
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const WORD = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Longest name of anything; keeps keys within what every store takes as a stream's name. */
export const NAME_CHARACTERS_MAX = 120;

/** Dotted kebab-case: `recorded-crime.all`, `kent.north-division`. */
export function isCode(text: string): boolean {
  return text.length <= NAME_CHARACTERS_MAX && CODE.test(text);
}

/** Kebab-case without dots: `channel`, `kent-pdb-2024-09`. */
export function isWord(text: string): boolean {
  return text.length <= NAME_CHARACTERS_MAX && WORD.test(text);
}
