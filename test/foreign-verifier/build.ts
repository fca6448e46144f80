import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const OUT = resolve('dist/test/foreign');

/**
 * Builds a Go program of a folder once for everybody: Go keeps what it has built, and gets the
 * modules that go.sum pins from its proxy where they are missing.
 *
 * @returns the program's file
 */
export function builtGo(folder: string, program = '.'): string {
  const file = join(OUT, program === '.' ? 'verifier' : (program.split('/').at(-1) ?? program));
  mkdirSync(OUT, { recursive: true });
  execFileSync('go', ['build', '-o', file, program], { cwd: folder, stdio: 'inherit' });
  return file;
}
