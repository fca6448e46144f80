import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LedgerError, compareText } from '@ledger/kernel';
import type { SeedFile } from './csv-table.js';
import { planSeeds } from './plan-seeds.js';
import { lookUp, namesOf, NOTHING_REGISTERED, type RegistryLookup } from './registered.js';
import {
  isSheetName,
  PUBLICATION_FILE,
  type PublicationFolder,
  type SeedFiles,
} from './seed-files.js';
import type { SeedsReading } from './seeds-plan.js';
import { utf8Text } from './utf8.js';

/** The target of an import. */
export type ImportTarget =
  | { readonly kind: 'seeds'; readonly reading: SeedsReading }
  /** A file of reports, one JSON document a line; intake reads it. */
  | { readonly kind: 'reports'; readonly file: string };

/** There is nothing to import at the given path. */
export class NothingToImport extends LedgerError {
  readonly code = 'nothing-to-import';
  readonly kind = 'refusal';

  constructor(
    readonly path: string,
    readonly fault: string,
  ) {
    super(
      `${path} cannot be imported: ${fault}. Name a seeds folder, a publication's folder in ` +
        'one, a figure sheet (.csv) in that, or a file of reports (.ndjson, .jsonl).',
    );
  }
}

/**
 * Reads a whole seeds folder.
 *
 * @param registry looks up names that the folder uses and does not register itself; without it
 *   the folder has to register all of them
 * @throws {NothingToImport} there is no such folder; anything wrong with the files is returned
 *   as problems
 */
export async function readSeeds(
  folder: string,
  registry?: RegistryLookup,
): Promise<SeedsReading> {
  const target = await kindOf(folder);
  if (target !== 'folder') throw new NothingToImport(folder, 'it is no folder');
  const files = await seedFiles(
    resolve(folder),
    () => true,
    () => true,
  );
  return planBeside(files, registry);
}

/** Plans the files together with what the ledger, if there is one, has registered already. */
async function planBeside(
  files: SeedFiles,
  registry: RegistryLookup | undefined,
): Promise<SeedsReading> {
  if (registry === undefined) return planSeeds(files);
  const alone = planSeeds(files, NOTHING_REGISTERED);
  return planSeeds(files, await lookUp(namesOf(alone), registry));
}

/**
 * Reads the target of an import: a seeds folder, one publication of it, or one sheet.
 *
 * For a single publication or sheet the registries are read from the surrounding seeds folder:
 * without them its rows cannot be validated.
 *
 * @throws {NothingToImport}
 */
export async function readImportTarget(
  path: string,
  registry?: RegistryLookup,
): Promise<ImportTarget> {
  const kind = await kindOf(path);
  if (kind === 'absent') throw new NothingToImport(path, 'there is nothing');
  const absolute = resolve(path);
  if (kind === 'folder')
    return { kind: 'seeds', reading: await readFolder(absolute, registry) };
  if (/\.(?:ndjson|jsonl)$/.test(path)) return { kind: 'reports', file: path };
  if (!isSheetName(basename(absolute))) throw new NothingToImport(path, 'its name is no sheet');
  const publication = dirname(absolute);
  const sheet = basename(absolute);
  const files = await seedFiles(
    dirname(publication),
    (folder) => folder === basename(publication),
    (file) => file === sheet || file === PUBLICATION_FILE,
  );
  const reading = await planBeside({ ...files, isWhole: false, hasAllSheets: false }, registry);
  return { kind: 'seeds', reading };
}

async function readFolder(
  folder: string,
  registry: RegistryLookup | undefined,
): Promise<SeedsReading> {
  const names = await readdir(folder);
  if (!names.includes(PUBLICATION_FILE)) return readSeeds(folder, registry);
  const only = (name: string) => name === basename(folder);
  const files = await seedFiles(dirname(folder), only, () => true);
  return planBeside({ ...files, isWhole: false }, registry);
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'absent'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'absent';
    throw error;
  }
}

async function seedFiles(
  root: string,
  wantsFolder: (name: string) => boolean,
  wantsFile: (name: string) => boolean,
): Promise<SeedFiles> {
  const entries = await readdir(root, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .filter(wantsFolder);
  return {
    top: await Promise.all(names.sort(compareText).map((name) => seedFile(root, name))),
    publications: await Promise.all(
      folders.sort(compareText).map((name) => publicationFolder(root, name, wantsFile)),
    ),
    isWhole: true,
    hasAllSheets: true,
  };
}

async function publicationFolder(
  root: string,
  name: string,
  wantsFile: (name: string) => boolean,
): Promise<PublicationFolder> {
  const entries = await readdir(join(root, name), { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  const wanted = files.filter(wantsFile).sort(compareText);
  return {
    name,
    files: await Promise.all(wanted.map((file) => seedFile(root, `${name}/${file}`))),
  };
}

async function seedFile(root: string, path: string): Promise<SeedFile> {
  return { path, text: utf8Text(await readFile(join(root, path))) };
}
