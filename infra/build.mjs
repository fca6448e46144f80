/**
 * Compiles apps and libs to dist, without specs and test-only files, and bundles the programs.
 *
 * `node infra/build.mjs <folder> <source>…` only compiles those sources into that folder,
 * test-only files included.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { swcBuild } from './swc.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ledger-build-'));
const config = join(folder, 'swc.json');
writeFileSync(config, JSON.stringify(swcBuild));
const [output, ...sources] = process.argv.slice(2);
const what =
  output === undefined
    ? ['apps', 'libs', '--out-dir', 'dist', '--ignore', '**/*.spec.ts,**/testing/**']
    : [...sources, '--out-dir', output, '--ignore', '**/*.spec.ts'];
const swc = fileURLToPath(import.meta.resolve('@swc/cli/bin/swc.js'));
const { status } = spawnSync(
  process.execPath,
  [swc, ...what, '--copy-files', '--quiet', '--config-file', config],
  { stdio: 'inherit' },
);
rmSync(folder, { recursive: true });
if (status !== 0) process.exit(status ?? 1);
if (output === undefined) await bundle('dist');
