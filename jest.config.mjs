import { paths, swc } from './infra/swc.mjs';

const aliases = Object.fromEntries(
  Object.entries(paths).map(([name, [path]]) => [`^${name}$`, `<rootDir>/${path}`]),
);

const suite = (displayName, testMatch) => ({
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { ...aliases, '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
});

/** What keeps no views of figures, or is about SQLite itself, says nothing about PostgreSQL. */
const WITHOUT_POSTGRES = [
  'capture-files',
  'concurrent-writers',
  'feed',
  'import-corrections',
  'intake',
  'mending',
  'projections',
  'projections-rebuilt',
  'query-plans-sqlite',
  'registries',
  'reporting',
  'reporting-together',
  'sealing',
  'small-appends',
];

const onPostgres = {
  ...suite('features-postgres', ['test/features/**/*.spec.ts']),
  testPathIgnorePatterns: WITHOUT_POSTGRES.map((stem) => `/features/${stem}\\.spec\\.ts$`),
  globals: { VIEWS_DATABASE: 'postgres' },
  globalSetup: '<rootDir>/test/postgres-setup.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/patience.ts'],
};

/** Whatever is asked over HTTP alone, asked of 2 api, 2 projector and 1 bridge on servers. */
const deployed = {
  ...suite('deployment', ['test/features/{http-*,openapi,pages}.spec.ts']),
  globals: { LEDGER_SERVED_BY: 'deployment' },
  globalSetup: '<rootDir>/test/deployment/setup.mjs',
  globalTeardown: '<rootDir>/test/deployment/teardown.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/patience.ts'],
};

export default {
  testSequencer: '<rootDir>/test/longest-first.mjs',
  projects: [
    suite('unit', ['libs/**/*.spec.ts', 'apps/**/*.spec.ts']),
    suite('documents', ['test/documents/**/*.spec.ts']),
    {
      ...suite('contracts', ['test/contracts/**/*.spec.ts']),
      setupFilesAfterEnv: ['<rootDir>/test/patience.ts'],
    },
    {
      ...suite('features', ['test/features/**/*.spec.ts']),
      // The first to start a ledger compiles the whole application before it can.
      setupFilesAfterEnv: ['<rootDir>/test/patience.ts'],
    },
    onPostgres,
    deployed,
    {
      ...suite('system', ['test/system/**/*.spec.ts']),
      globalSetup: '<rootDir>/test/system/built.ts',
      setupFilesAfterEnv: ['<rootDir>/test/patience.ts'],
    },
  ],
};
