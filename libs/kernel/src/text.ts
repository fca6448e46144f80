/** The control characters of ASCII but tab, line feed and carriage return. */
const CONTROL = /[^\P{Cc}\t\n\r\u0080-\u009f]/u;

/** What tells a reader's screen in which direction the text around it runs. */
const DIRECTION = /\p{Bidi_Control}/u;

/** White space in one way: single spaces within, none at the ends. */
const FOLDED = /^[!-~]+(?: [!-~]+)*$/;

/**
 * True if every store keeps the text as it is, and every reader sees what is there.
 *
 * Half of a surrogate pair has no form in UTF-8, and PostgreSQL has none for U+0000. The other
 * control characters of ASCII say nothing on a page and can change what a terminal shows. Controls
 * of direction let a page show other digits than are recorded: a title can turn a date round. Tabs
 * and line ends are part of some texts; the controls from U+0080 on stand in badly decoded
 * documents where a dash or a quotation mark was, and what is printed is kept as printed.
 */
export function isKeepableText(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text) && !DIRECTION.test(text);
}

/** Why {@link isKeepableText} says no, in words that follow "it has"; null where it says yes. */
export function textFault(text: string): string | null {
  if (!text.isWellFormed()) return 'half of a surrogate pair';
  if (CONTROL.test(text)) return 'a control character';
  const found = DIRECTION.exec(text)?.[0];
  if (found === undefined) return null;
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `an invisible control of the direction of writing (U+${code})`;
}

/**
 * The text as any keyboard and system would give it: composed (NFC), with each run of white space
 * one space and none at the ends. Texts that look alike so are alike.
 */
export function foldText(text: string): string {
  return FOLDED.test(text) ? text : text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
