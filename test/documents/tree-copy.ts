import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

const COPIED = [
  'apps',
  'libs',
  'infra',
  'seeds',
  'test',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'eslint.config.mjs',
  'jest.config.mjs',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
];

/** The text of a file after an edit, given the text before; undefined where there is no file. */
export type Edit = (before: string | undefined, tree: TreeCopy) => string;

/** A copy of the repository that can be edited, with the packages of the original. */
export class TreeCopy {
  readonly root: string;
  /** The texts before the edits, by path; undefined for new files. */
  readonly #before = new Map<string, string | undefined>();

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'ledger-guides-')));
    for (const name of COPIED)
      cpSync(join(ROOT, name), join(this.root, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.root, 'node_modules'));
  }

  /** The text of a file; undefined if there is none. */
  read(path: string): string | undefined {
    const file = join(this.root, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  edit(path: string, edit: Edit): void {
    const before = this.read(path);
    if (!this.#before.has(path)) this.#before.set(path, before);
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, edit(before, this));
  }

  /** Takes every edit back. */
  reset(): void {
    for (const [path, text] of this.#before) {
      const file = join(this.root, path);
      if (text === undefined) rmSync(file);
      else writeFileSync(file, text);
    }
    this.#before.clear();
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** A file that the step creates. */
export function create(text: string): Edit {
  return (before) => {
    if (before !== undefined) throw new Error('The file exists already.');
    return text;
  };
}

/** A file that the step creates from another one. */
export function createLike(path: string, change: (text: string) => string): Edit {
  return (_, tree) => {
    const text = tree.read(path);
    if (text === undefined) throw new Error(`There is no ${path}.`);
    return change(text);
  };
}

/** Replaces a text that stands once in the file; several edits of one file in order. */
export function replace(...pairs: readonly (readonly [found: string, by: string])[]): Edit {
  return (before = '') =>
    pairs.reduce((text, [found, by]) => {
      const parts = text.split(found);
      if (parts.length !== 2) throw new Error(`"${found}" stands ${parts.length - 1} times.`);
      return parts.join(by);
    }, before);
}

/** Adds lines to the end of a file. */
export function append(text: string): Edit {
  return (before = '') => before + text;
}
