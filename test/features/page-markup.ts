/** The text of a page with its elements, but without their looks and their marks of direction. */
export function bare(html: string): string {
  return html
    .replace(/<\/?bdi>/g, '')
    .replace(
      /<(\w+)[^>]*?( href="[^"]*")?>/g,
      (_, name: string, href = '') => `<${name}${href}>`,
    );
}
