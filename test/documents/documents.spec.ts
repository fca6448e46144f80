import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const filesOf = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT }).sort();

const projects = filesOf('{apps,libs}/**/project.json').map((file) => dirname(file));
const { paths } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.base.json'), 'utf8'))
  .compilerOptions as { paths: Readonly<Record<string, readonly [string]>> };
const aliases = Object.entries(paths).map(([alias, [file]]) => [alias, file] as const);
const boundaries = readFileSync(join(ROOT, 'eslint.config.mjs'), 'utf8');
const pages = [
  ...filesOf('*.md'),
  ...filesOf('{apps,libs,infra,seeds}/**/*.md').filter((file) => !/node_modules/.test(file)),
];

describe('The documents', () => {
  it.each(projects)('%s has a README', (project) => {
    expect(existsSync(join(ROOT, project, 'README.md'))).toBe(true);
  });

  it.each(projects.filter((project) => project.startsWith('libs/')))(
    '%s has a README of 20 to 60 lines that says what it may import and what to read first',
    (project) => {
      const text = readFileSync(join(ROOT, project, 'README.md'), 'utf8');
      const lines = text.trimEnd().split('\n').length;
      expect(lines).toBeGreaterThanOrEqual(20);
      expect(lines).toBeLessThanOrEqual(60);
      expect(text).toContain('\n## What it may import\n');
      expect(text).toMatch(/\n## (?:Read first|Where to start)\n/);
    },
  );

  it.each(aliases)(
    'the alias %s is of a project whose kind says what it may import',
    (_, file) => {
      const [, folder = ''] = /^((?:apps|libs)\/.*)\/src\//.exec(file) ?? [];
      const project = JSON.parse(readFileSync(join(ROOT, folder, 'project.json'), 'utf8'));
      expect(project.tags).toEqual([expect.stringMatching(/^type:/)]);
      expect(boundaries).toContain(`sourceTag: '${project.tags[0]}'`);
    },
  );

  it('keep the root README below 200 lines', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n').length).toBeLessThan(200);
  });

  it.each(pages)('%s links to nothing that is not there', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const missing = [...text.matchAll(/\]\(([^)#\s]*)(?:#([^)]*))?\)/g)]
      .filter(([, link = '']) => !/^(?:[a-z]+:|\/)/.test(link))
      .filter(([, link = '', heading]) => {
        const target = link === '' ? page : join(dirname(page), link);
        if (!existsSync(join(ROOT, target))) return true;
        return heading !== undefined && !headingsOf(target).includes(heading);
      });
    expect(missing.map(([link]) => `${relative('.', page)}: ${link}`)).toEqual([]);
  });
});

/** The names by which the headings of a page are linked to. */
function headingsOf(page: string): readonly string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
