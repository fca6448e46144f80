/** The control characters of ASCII but tab, line feed and carriage return. */
const CONTROL = /[^\P{Cc}\t\n\r\u0080-\u009f]/u;

/**
 * True if every store keeps the text as it is.
 *
 * Half of a surrogate pair has no form in UTF-8, and PostgreSQL has none for U+0000. The other
 * control characters of ASCII say nothing on a page and can change what a terminal shows. Tabs and
 * line ends are part of some texts; the controls from U+0080 on stand in badly decoded documents
 * where a dash or a quotation mark was, and what is printed is kept as printed.
 */
export function isKeepableText(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text);
}
