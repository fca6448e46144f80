/** Compiles apps and libs to dist: what runs, without specs and what only tests use. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { swcBuild } from './swc.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ledger-build-'));
const config = join(folder, 'swc.json');
writeFileSync(config, JSON.stringify(swcBuild));
const { status } = spawnSync(
  'swc',
  [
    ...['apps', 'libs', '--out-dir', 'dist', '--copy-files', '--quiet'],
    ...['--ignore', '**/*.spec.ts,**/testing/**', '--config-file', config],
  ],
  { stdio: 'inherit' },
);
rmSync(folder, { recursive: true });
process.exit(status ?? 1);
