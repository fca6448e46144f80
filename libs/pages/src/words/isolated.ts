import nunjucks from 'nunjucks';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
  '`': '&#96;',
};

/**
 * Text that others wrote, escaped, in an element of its own: letters that are written from right to
 * left, and controls of direction, stay without effect on what stands around it.
 */
export function isolated(text: string | number | undefined): nunjucks.runtime.SafeString {
  const escaped = String(text ?? '').replaceAll(/[&"'<>`]/g, (sign) => ESCAPES[sign] ?? sign);
  return new nunjucks.runtime.SafeString(`<bdi>${escaped}</bdi>`);
}
