/**
 * Bundles each compiled program with what it imports, packages included, into a few files: most
 * of the time that a start takes would go into finding and reading some 3,000 modules.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const PROGRAMS = [
  'apps/cli/src/main',
  'apps/server/src/main',
  'libs/deployment/src/duties/log-worker',
  'libs/deployment/src/duties/projector-worker',
];

/** Of the files that several programs import. As deep as the folder of each program in apps. */
const SHARED = 'apps/shared/src';

/** Native code, and packages that look for files of their own. */
const WITH_FILES = [
  '@kurrent/kurrentdb-client',
  'better-sqlite3',
  'lz4-napi',
  'pino',
  'snappy',
];

/** Packages that others look for and do without: the ledger does not have them. */
const ABSENT = [
  '@fastify/multipart',
  '@fastify/static',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer/storage',
  'pg-native',
];

/**
 * Replaces the compiled programs by their bundles.
 *
 * @param {string} output the folder of everything that was compiled
 */
export async function bundle(output) {
  const folder = resolve(output);
  const bundled = await rolldown({
    input: Object.fromEntries(PROGRAMS.map((name) => [name, join(folder, `${name}.js`)])),
    platform: 'node',
    external: (id) =>
      [...WITH_FILES, ...ABSENT].some((name) => `${id}/`.startsWith(`${name}/`)),
    plugins: [compiledIn(folder)],
  });
  const { output: files } = await bundled.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: `${SHARED}/[name]-[hash].js`,
    // Nest and the log name things by the names of their classes.
    keepNames: true,
    // Modules of Nest import each other in circles, and only work in the order they expect.
    strictExecutionOrder: true,
    sourcemap: true,
  });
  await bundled.close();
  await removeOthers(folder, new Set(files.map(({ fileName }) => fileName)));
}

/** Files of earlier builds go last: a program that runs meanwhile may still import them. */
async function removeOthers(folder, written) {
  for (const name of await readdir(join(folder, SHARED))) {
    const file = `${SHARED}/${name}`;
    if (!written.has(file)) await rm(join(folder, file));
  }
}

/**
 * Reads compiled files with their source maps. What they look for beside themselves is still
 * there, while a bundle runs from elsewhere.
 */
function compiledIn(folder) {
  return {
    name: 'compiled',
    load: {
      filter: { id: /\/dist\/(?:apps|libs)\/.+\.js$/ },
      async handler(file) {
        const [code, map] = await Promise.all([
          readFile(file, 'utf8'),
          readFile(`${file}.map`, 'utf8'),
        ]);
        const place = JSON.stringify(relative(join(folder, SHARED), file));
        const url = `new URL(${place}, import.meta.url).href`;
        return { code: code.replaceAll('import.meta.url', url), map };
      },
    },
  };
}
