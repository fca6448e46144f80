import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const sources = globSync('{apps,libs}/**/src/**/*.ts', { cwd: ROOT })
  .filter((file) => !/node_modules|\/testing\/|\.(?:spec|d)\.ts$/.test(file))
  .sort();

const EXPORT =
  /^export (?:default )?(?:abstract )?(?:async )?(?:class|function\*?|interface|type|const|enum) (\w+)/;
/** A decorator, or a line inside one, between a doc comment and what it is about. */
const DECORATION = /^(?:@|\s|\}\)|\]\))/;

/** Names that a source exports without a doc comment; overloads need one for all of them. */
function undocumentedIn(source: string): readonly string[] {
  const lines = source.split('\n');
  const documented = new Set<string>();
  const bare = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const name = EXPORT.exec(line)?.[1];
    if (name === undefined) continue;
    let above = at - 1;
    while (!/\*\/$/.test(lines[above] ?? '') && DECORATION.test(lines[above] ?? '')) above -= 1;
    (/\*\/$/.test(lines[above] ?? '') ? documented : bare).add(name);
  }
  return [...bare].filter((name) => !documented.has(name));
}

describe('Doc comments', () => {
  it('stand above every export', () => {
    const missing = sources.flatMap((file) =>
      undocumentedIn(readFileSync(join(ROOT, file), 'utf8')).map((name) => `${file}: ${name}`),
    );
    expect(sources.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it.each([
    ['export const BARE = 1;', ['BARE']],
    ['/** One. */\nexport const ONE = 1;\nexport const TWO = 2;', ['TWO']],
    ['/** A class. */\n@Injectable({\n  scope: 1,\n})\nexport class Decorated {}', []],
    ['/** Both. */\nexport function f(a: 1): 1;\nexport function f(a: 2): 2;', []],
    ["export { type Other } from './other.js';", []],
  ])('are missed where they are missing: %j', (source, missing) => {
    expect(undocumentedIn(source)).toEqual(missing);
  });
});
