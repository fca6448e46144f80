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

export default [
  { ignores: ['**/dist', '**/node_modules', '**/.nx', '**/.ledger', 'test/canary/*.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(boundaries),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
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
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What comes over a wire is looked at field by field, and a wrong field fails the test.
      '@typescript-eslint/no-explicit-any': 'off',
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
];
