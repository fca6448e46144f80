import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const OUT = resolve('dist/test/foreign');

/**
 * Builds a Go program of a folder once for all specs: Go caches its builds, and downloads
 * missing modules that go.sum pins from its proxy.
 *
 * @returns the program's file
 * @throws {Error} Go is missing, or cannot build the program
 */
export function builtGo(folder: string, program = '.'): string {
  const file = join(OUT, program === '.' ? 'verifier' : (program.split('/').at(-1) ?? program));
  mkdirSync(OUT, { recursive: true });
  try {
    execFileSync('go', ['build', '-o', file, program], { cwd: folder, stdio: 'inherit' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('These tests need Go: apt install golang', { cause: error });
  }
  return file;
}
