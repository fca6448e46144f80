/** How TypeScript becomes JavaScript, for the build and for tests alike. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** The alias table stands once, in tsconfig.base.json: each `@ledger/…` and its index. */
export const { paths } = JSON.parse(
  readFileSync(join(ROOT, 'tsconfig.base.json'), 'utf8'),
).compilerOptions;

/** What the build and the tests compile with; tests leave aliases to Jest. */
export const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
};

/** What the build compiles with: aliases become relative paths that Node resolves by itself. */
export const swcBuild = {
  ...swc,
  jsc: { ...swc.jsc, baseUrl: ROOT, paths },
  module: { type: 'es6', resolveFully: true },
  sourceMaps: true,
};
