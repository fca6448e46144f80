import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ROOT } from './tree-copy.js';

/**
 * The files that a guide lists, in order: the first link or code of each numbered line under the
 * heading, as a path from the root.
 *
 * @param names what stands for each `<name>` in the paths
 */
export function listedFiles(
  page: string,
  heading: string,
  names: Readonly<Record<string, string>>,
): readonly string[] {
  const [, section] = readFileSync(join(ROOT, page), 'utf8').split(`## ${heading}\n`);
  if (section === undefined) throw new Error(`${page} has no section "${heading}".`);
  const [own = ''] = section.split(/^## /m);
  return [...own.matchAll(/^\d+\. (?:\[[^\]]+\]\(([^)]+)\)|`([^`]+)`)/gm)].map(
    ([, link, code]) =>
      posix.normalize(join(dirname(page), filledIn(link ?? code ?? '', names))),
  );
}

function filledIn(path: string, names: Readonly<Record<string, string>>): string {
  return path.replace(
    /<([a-z-]+)>/g,
    (placeholder, name: string) => names[name] ?? placeholder,
  );
}
