import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const filesOf = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT }).sort();

const projects = filesOf('{apps,libs}/**/project.json').map((file) => dirname(file));
const pages = [
  ...filesOf('*.md'),
  ...filesOf('{apps,libs,infra,seeds}/**/README.md').filter(
    (file) => !/node_modules/.test(file),
  ),
];

describe('The documents', () => {
  it.each(projects)('%s has a README', (project) => {
    expect(existsSync(join(ROOT, project, 'README.md'))).toBe(true);
  });

  it('keep the root README below 200 lines', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n').length).toBeLessThan(200);
  });

  it.each(pages)('%s links to nothing that is not there', (page) => {
    const links = readFileSync(join(ROOT, page), 'utf8').matchAll(
      /\]\(([^)#\s]+)(?:#[^)]*)?\)/g,
    );
    const missing = [...links]
      .map(([, link = '']) => link)
      .filter((link) => !/^(?:[a-z]+:|\/)/.test(link))
      .filter((link) => !existsSync(join(ROOT, dirname(page), link)));
    expect(missing.map((link) => `${relative('.', page)}: ${link}`)).toEqual([]);
  });
});
