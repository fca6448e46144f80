import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

export const PROJECT = resolve(import.meta.dirname, '../..');
export const CLI = resolve(PROJECT, 'dist/apps/cli/src/main.js');
export const SERVER = resolve(PROJECT, 'dist/apps/server/src/main.js');
export const SEEDS = resolve(PROJECT, 'seeds');

/** Compiles the programs that system tests start: they test the built programs, not sources. */
export default function buildOnce(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: PROJECT, stdio: 'inherit' });
}
