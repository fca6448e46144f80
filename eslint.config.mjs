import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const DRIVERS = ['better-sqlite3', 'pg', 'kysely', 'kafkajs', '@kurrent/*'];

/** What a deployment is put together from. */
const BELOW_DEPLOYMENT = [
  'type:kernel',
  'type:domain',
  'type:contract',
  'type:port',
  'type:adapter',
  'type:application',
  'type:read-model',
  'type:tables',
  'type:evidence',
  'type:kafka',
  'type:findings',
  'type:web',
  'type:http',
  'type:pages',
  'type:transparency',
  'type:transparency-log',
];

const EVERY_LIB = [
  ...BELOW_DEPLOYMENT,
  'type:integrity',
  'type:observability',
  'type:deployment',
  'type:terminal',
];

/** What each kind of project may import; the table is explained in README.md. */
const boundaries = [
  {
    sourceTag: 'type:kernel',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['big.js'],
  },
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:kernel', 'type:domain'],
    allowedExternalImports: [],
  },
  {
    sourceTag: 'type:findings',
    onlyDependOnLibsWithTags: ['type:kernel', 'type:domain', 'type:findings'],
    allowedExternalImports: [],
  },
  {
    // Node's own cryptography comes with the platform; no package does.
    sourceTag: 'type:transparency',
    onlyDependOnLibsWithTags: ['type:kernel'],
    allowedExternalImports: [],
  },
  {
    // Follows the event log through its port, and writes through that of tiles.
    sourceTag: 'type:transparency-log',
    onlyDependOnLibsWithTags: [
      'type:transparency-log',
      'type:kernel',
      'type:port',
      'type:transparency',
    ],
    allowedExternalImports: ['lru-cache'],
  },
  {
    sourceTag: 'type:contract',
    onlyDependOnLibsWithTags: ['type:kernel', 'type:domain', 'type:contract', 'type:findings'],
    allowedExternalImports: ['typebox'],
  },
  {
    sourceTag: 'type:port',
    onlyDependOnLibsWithTags: ['type:port', 'type:kernel'],
    allowedExternalImports: [],
  },
  {
    sourceTag: 'type:application',
    onlyDependOnLibsWithTags: [
      'type:contract',
      'type:domain',
      'type:findings',
      'type:port',
      'type:kernel',
      'type:application',
    ],
    bannedExternalImports: [
      'better-sqlite3',
      'pg',
      'kysely',
      'kafkajs',
      '@kurrent/*',
      'fastify',
    ],
  },
  {
    sourceTag: 'type:read-model',
    onlyDependOnLibsWithTags: [
      'type:contract',
      'type:findings',
      'type:transparency',
      'type:domain',
      'type:port',
      'type:kernel',
    ],
    bannedExternalImports: ['better-sqlite3', 'pg', 'kafkajs', '@kurrent/*', 'fastify'],
  },
  {
    sourceTag: 'type:tables',
    onlyDependOnLibsWithTags: ['type:read-model', 'type:domain', 'type:kernel'],
    allowedExternalImports: ['csv-stringify/sync'],
  },
  {
    // Packs are read where there is no ledger, so nothing in it opens a store.
    sourceTag: 'type:evidence',
    onlyDependOnLibsWithTags: [
      'type:transparency-log',
      'type:transparency',
      'type:read-model',
      'type:domain',
      'type:port',
      'type:kernel',
    ],
    allowedExternalImports: ['fflate'],
  },
  {
    sourceTag: 'type:web',
    onlyDependOnLibsWithTags: [
      'type:application',
      'type:read-model',
      'type:contract',
      'type:domain',
      'type:kernel',
    ],
    bannedExternalImports: DRIVERS,
  },
  {
    sourceTag: 'type:http',
    onlyDependOnLibsWithTags: [
      'type:findings',
      'type:transparency',
      'type:web',
      'type:application',
      'type:tables',
      'type:read-model',
      'type:contract',
      'type:domain',
      'type:kernel',
    ],
    bannedExternalImports: DRIVERS,
  },
  {
    sourceTag: 'type:pages',
    onlyDependOnLibsWithTags: [
      'type:web',
      'type:application',
      'type:read-model',
      'type:contract',
      'type:domain',
      'type:kernel',
    ],
    bannedExternalImports: DRIVERS,
  },
  {
    sourceTag: 'type:adapter',
    onlyDependOnLibsWithTags: ['type:port', 'type:kernel'],
    bannedExternalImports: ['@nestjs/*', 'fastify', 'kafkajs'],
  },
  {
    sourceTag: 'type:kafka',
    onlyDependOnLibsWithTags: [
      'type:application',
      'type:contract',
      'type:domain',
      'type:port',
      'type:kernel',
    ],
    allowedExternalImports: ['kafkajs', 'snappy', 'lz4-napi'],
  },
  {
    sourceTag: 'type:terminal',
    onlyDependOnLibsWithTags: [
      'type:application',
      'type:contract',
      'type:domain',
      'type:kernel',
    ],
    allowedExternalImports: ['cli-progress', 'commander'],
  },
  {
    // Reads everything there is through ports: what it is given was opened by its caller.
    sourceTag: 'type:integrity',
    onlyDependOnLibsWithTags: [
      'type:application',
      'type:read-model',
      'type:transparency',
      'type:transparency-log',
      'type:domain',
      'type:port',
      'type:kernel',
    ],
    allowedExternalImports: [],
  },
  {
    sourceTag: 'type:observability',
    onlyDependOnLibsWithTags: BELOW_DEPLOYMENT,
    bannedExternalImports: DRIVERS,
  },
  {
    sourceTag: 'type:deployment',
    onlyDependOnLibsWithTags: [...BELOW_DEPLOYMENT, 'type:observability'],
    bannedExternalImports: ['better-sqlite3', 'pg', 'kafkajs', '@kurrent/*'],
  },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: EVERY_LIB },
  { sourceTag: 'type:test', onlyDependOnLibsWithTags: EVERY_LIB },
];

const boundaryRule = (depConstraints, allow = []) => [
  'error',
  { allow, enforceBuildableLibDependency: false, depConstraints },
];

const TEST_PACKAGES = ['@asyncapi/parser', 'ajv', '@jest/*', 'fast-check'];

/** Specs may import what tests are written with, wherever they stand. */
const specBoundaries = boundaries.map(({ allowedExternalImports, ...rest }) =>
  allowedExternalImports === undefined
    ? rest
    : { ...rest, allowedExternalImports: [...allowedExternalImports, ...TEST_PACKAGES] },
);

const sizes = (functionLines, fileLines) => ({
  'max-lines': ['error', { max: fileLines, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: functionLines, skipComments: true }],
  'max-params': ['error', 4],
  'max-len': [
    'error',
    { code: 100, ignoreUrls: true, ignoreRegExpLiterals: true, ignorePattern: '^import ' },
  ],
});

/** The strict rules in the form that suits this code, and those that do not suit it. */
const strictness = {
  '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // `if (isDone) return this.#note(fault);` is a guard like any other.
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  // Nest's modules, and bodies without fields.
  '@typescript-eslint/no-extraneous-class': [
    'error',
    { allowWithDecorator: true, allowEmpty: true },
  ],
  // A method that is async by its port rejects instead of throwing, whether it waits or not.
  '@typescript-eslint/require-await': 'off',
  // Options are object literals, and tokens abstract classes: types are met by shape.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // `{}` arises where a schema has no optional fields, and means that.
  '@typescript-eslint/no-generated-empty-object-type': 'off',
};

/** What tests may do, because a wrong value fails the test. */
const testStrictness = {
  '@typescript-eslint/no-non-null-assertion': 'off',
  // What comes over a wire is looked at field by field.
  '@typescript-eslint/no-explicit-any': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-enum-assignment': 'off',
  '@typescript-eslint/no-unsafe-enum-comparison': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  // Helpers tamper with a copy, or return another one.
  '@typescript-eslint/no-dynamic-delete': 'off',
  '@typescript-eslint/no-invalid-void-type': 'off',
  // What `beforeAll` assigns is missing in `afterAll` if it failed, and callbacks change flags.
  '@typescript-eslint/no-unnecessary-condition': 'off',
};

export default [
  { ignores: ['**/dist', '**/node_modules', '**/.nx', '**/.ledger', 'test/canary/*.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked,
  {
    // One program for the whole tree, which is linted in one run.
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(boundaries),
      ...strictness,
      eqeqeq: 'error',
      ...sizes(70, 300),
    },
  },
  {
    files: ['**/figures/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'Buffer', 'crypto'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts', '**/testing/**/*.ts'],
    rules: {
      ...sizes(500, 500),
      '@nx/enforce-module-boundaries': boundaryRule(specBoundaries),
      ...testStrictness,
    },
  },
  {
    // Nx lets nobody import an app; features start the server and run commands within their own
    // process, and faults end with what `ledger verify` checks. Both are the apps' own index.
    files: ['test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(specBoundaries, [
        '@ledger/server',
        '@ledger/cli',
      ]),
    },
  },
  {
    files: ['**/*.contract.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  // Scripts have no types, and the canary is linted for its imports alone.
  {
    // The assets are scripts of browsers, which no program of TypeScript holds.
    files: ['**/*.{mjs,cjs}', 'libs/pages/src/assets/*.js', 'test/canary/*.ts'],
    ...tseslint.configs.disableTypeChecked,
  },
];
