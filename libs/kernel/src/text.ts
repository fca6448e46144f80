/** The control characters of ASCII except tab, line feed and carriage return. */
const CONTROL = /[^\P{Cc}\t\n\r\u0080-\u009f]/u;

/** Bidirectional controls, which change the direction of displayed text. */
const DIRECTION = /\p{Bidi_Control}/u;

/** Normalised white space: single spaces within, none at the ends. */
const FOLDED = /^[!-~]+(?: [!-~]+)*$/;

/**
 * True if every store keeps the text unchanged, and every reader sees what it contains.
 *
 * A lone surrogate has no form in UTF-8, and PostgreSQL has none for U+0000. The other control
 * characters of ASCII mean nothing on a page and can change what a terminal shows. Bidirectional
 * controls can make a page show other digits than are recorded: a title can turn a date round.
 * Tabs and line ends are part of some texts; the controls from U+0080 on occur in badly decoded
 * documents in place of a dash or a quotation mark, and printed text is kept as printed.
 */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text) && !DIRECTION.test(text);
}

/** Why {@link isStorableText} is false, in words that follow "it has"; null if it is true. */
export function textFault(text: string): string | null {
  if (!text.isWellFormed()) return 'half of a surrogate pair';
  if (CONTROL.test(text)) return 'a control character';
  const found = DIRECTION.exec(text)?.[0];
  if (found === undefined) return null;
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `an invisible control of the direction of writing (U+${code})`;
}

/**
 * The text as any keyboard and system would produce it: composed (NFC), with each run of white
 * space one space and none at the ends. Texts that look alike become equal.
 */
export function foldText(text: string): string {
  return FOLDED.test(text) ? text : text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/**
 * Negative, zero or positive, in order of UTF-16 code units: the same on every machine, whatever
 * its language.
 */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
