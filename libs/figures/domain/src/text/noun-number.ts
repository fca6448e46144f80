const IRREGULAR: readonly (readonly [singular: string, plural: string])[] = [
  ['foot', 'feet'],
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['penny', 'pennies'],
  ['half', 'halves'],
  ['knife', 'knives'],
  ['life', 'lives'],
];
const PLURALS = new Map(IRREGULAR);
const SINGULARS = new Map(IRREGULAR.map(([singular, plural]) => [plural, singular]));

/** Words in -s that are singular. */
const SINGULAR_ENDING = /(?:ss|us|is)$/;

/**
 * The plural of a noun of one or more words, of which the one before "of" changes, else the last.
 */
export function pluralOf(noun: string): string {
  return withHead(noun, (word) => {
    if (!/[a-z]{2}$/.test(word)) return word;
    if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
    if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
    return PLURALS.get(word) ?? `${word}s`;
  });
}

/** The singular of a noun of one or more words; a singular itself stays as it is. */
export function singularOf(noun: string): string {
  return withHead(noun, (word) => {
    const irregular = SINGULARS.get(word);
    if (irregular !== undefined) return irregular;
    if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
    if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
    return word.length < 3 || SINGULAR_ENDING.test(word) ? word : word.replace(/s$/, '');
  });
}

function withHead(noun: string, change: (word: string) => string): string {
  const of = /[ -](?:of|per)[ -]/.exec(noun)?.index ?? noun.length;
  const head = noun.slice(0, of);
  const at = Math.max(head.lastIndexOf(' '), head.lastIndexOf('-')) + 1;
  return head.slice(0, at) + change(head.slice(at)) + noun.slice(of);
}
