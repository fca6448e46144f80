/** How TypeScript is compiled to JavaScript, for the build and for the tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** The single alias table is in tsconfig.base.json: each `@ledger/…` and its index. */
export const { paths } = JSON.parse(
  readFileSync(join(ROOT, 'tsconfig.base.json'), 'utf8'),
).compilerOptions;

/** The settings that build and tests share; in tests, Jest resolves the aliases. */
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

/** The settings of the build: aliases become relative paths that Node resolves itself. */
export const swcBuild = {
  ...swc,
  jsc: { ...swc.jsc, baseUrl: ROOT, paths },
  module: { type: 'es6', resolveFully: true },
  sourceMaps: true,
};
