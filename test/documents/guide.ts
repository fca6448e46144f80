import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, type Edit, type TreeCopy } from './tree-copy.js';

/** One step of a guide, as an example follows it. */
interface Step {
  readonly edit: Edit;
  /** What fails if the step is left out; `nothing` for the spec that is the test. */
  readonly missedBy: 'types' | 'tests' | 'nothing';
}

/** A list of files in a README that says how to add something, with an example that follows it. */
export interface Guide {
  readonly page: string;
  readonly heading: string;
  /** What stands for each `<name>` in the list's paths. */
  readonly names: Readonly<Record<string, string>>;
  /** The steps by file, in the order of the list. */
  readonly steps: Readonly<Record<string, Step>>;
  /** A spec that is not part of the list and shows that the new thing works. */
  readonly check?: { readonly path: string; readonly text: string };
  /** The spec files to run, with the Jest projects that they belong to. */
  readonly tests: { readonly projects: readonly string[]; readonly files: readonly string[] };
}

/** The files that a guide changes, its check included. */
export function filesOf({ steps, check }: Guide): readonly string[] {
  return [...Object.keys(steps), ...(check === undefined ? [] : [check.path])];
}

/** One step of one guide. */
export interface LeftOut {
  readonly guide: Guide;
  readonly path: string;
}

/** Follows guides on a copy, one after the other, except for the steps left out. */
export function follow(
  tree: TreeCopy,
  guides: readonly Guide[],
  left: readonly LeftOut[] = [],
): void {
  tree.reset();
  for (const guide of guides) {
    const skipped = left.filter((one) => one.guide === guide).map(({ path }) => path);
    for (const [path, { edit }] of Object.entries(guide.steps)) {
      if (!skipped.includes(path)) tree.edit(path, edit);
    }
    const { check } = guide;
    if (check !== undefined) tree.edit(check.path, () => check.text);
  }
}

/** Runs the tests of guides on the copy: the files that failed, or are not there. */
export function failedFiles({ root }: TreeCopy, guides: readonly Guide[]): readonly string[] {
  const files = [...new Set(guides.flatMap(({ tests }) => tests.files))];
  const projects = [...new Set(guides.flatMap(({ tests }) => tests.projects))];
  const { stdout } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings=ExperimentalWarning',
      join(ROOT, 'node_modules/jest/bin/jest.js'),
      `--config=${join(root, 'jest.config.mjs')}`,
      `--cacheDirectory=${join(root, '.jest-cache')}`,
      '--runInBand',
      '--silent',
      '--ci',
      '--json',
      // A failing example closes nothing, and fails on purpose where a step is left out.
      '--forceExit',
      '--runTestsByPath',
      ...files.map((file) => join(root, file)),
      '--selectProjects',
      ...projects,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const { testResults } = JSON.parse(stdout) as {
    readonly testResults: readonly { readonly name: string; readonly status: string }[];
  };
  const passed = testResults.filter(({ status }) => status === 'passed');
  return files.filter((file) => !passed.some(({ name }) => name === join(root, file)));
}
