/** Longer words are cut: no search needs more of a word. */
const WORD_CHARACTERS_MAX = 40;

/**
 * The words of a text as searching compares them: lower case, without accents, each once, in no
 * order that means anything. Letters and digits make words, everything else parts them.
 */
export function searchWordsOf(text: string): ReadonlySet<string> {
  const plain = text.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
  const words = new Set<string>();
  for (const [word] of plain.matchAll(WORD)) words.add(word.slice(0, WORD_CHARACTERS_MAX));
  return words;
}

const ACCENTS = /\p{M}+/gu;
const WORD = /[\p{L}\p{N}]+/gu;
