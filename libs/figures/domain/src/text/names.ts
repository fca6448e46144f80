/**
 * The grammar of the names figures are made of. Streams, keys and addresses are built from these
 * words, so none of them may hold `/`, `~`, `=` or a space.
 */
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const WORD = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** What {@link isWord} takes, in words. */
export const WORD_FORM =
  'lower-case letters a to z and digits, with single hyphens between them, as "step-free"';

/** What {@link isCode} takes, in words. */
export const CODE_FORM = `${WORD_FORM}, and dots for a hierarchy, as "recorded-crime.all"`;

/** Longest word: an id of a publication, the name of a dimension. */
export const NAME_CHARACTERS_MAX = 120;

/** Longest dotted code: statistics nest their measures deep. */
export const CODE_CHARACTERS_MAX = 200;

/** Dotted kebab-case: `recorded-crime.all`, `kent.north-division`. */
export function isCode(text: string): boolean {
  return text.length <= CODE_CHARACTERS_MAX && CODE.test(text);
}

/** Kebab-case without dots: `channel`, `kent-pdb-2024-09`. */
export function isWord(text: string): boolean {
  return text.length <= NAME_CHARACTERS_MAX && WORD.test(text);
}
