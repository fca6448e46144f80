import { readFileSync } from 'node:fs';

const { compilerOptions } = JSON.parse(readFileSync('tsconfig.base.json', 'utf8'));

/** The alias table stands once, in tsconfig.base.json. */
const aliases = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([name, [path]]) => [`^${name}$`, `<rootDir>/${path}`]),
);

const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
  swcrc: false,
};

const suite = (displayName, testMatch) => ({
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { ...aliases, '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
});

export default {
  projects: [
    suite('unit', ['libs/**/*.spec.ts', 'apps/**/*.spec.ts']),
    suite('contracts', ['test/contracts/**/*.spec.ts']),
    suite('features', ['test/features/**/*.spec.ts']),
    { ...suite('system', ['test/system/**/*.spec.ts']), globalSetup: '<rootDir>/test/system/built.ts' },
  ],
};
