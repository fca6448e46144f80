import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import {
  columnsNeeded,
  DocumentNotText,
  initialPublication,
  readPartialCells,
  tableRows,
  utf8Text,
  type NewPublication,
  type SheetCells,
} from '@ledger/capture';
import { isWord, MalformedName } from '@ledger/figures-domain';
import { LedgerError } from '@ledger/kernel';
import { makeFolder } from '@ledger/deployment';
import { say, sayJson } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';

/**
 * The options of `ledger capture init`: the new publication's facts, and where its folder goes.
 */
export interface InitOptions extends Omit<NewPublication, 'file'> {
  /** The folder in which the publication's folder is created. */
  readonly seeds: string;
}

/**
 * The options of `ledger capture table`: which lines of the artefact, numbered from 1, become
 * which rows.
 */
export interface TableOptions {
  readonly lines: readonly [number, number];
  /** A CSV file: what each column is about. */
  readonly columns: string;
  /** A CSV file: what each row is about. */
  readonly rows?: string;
  /** The sheet to write; standard output if left out. */
  readonly out?: string;
}

/** The publication already has a folder, whose contents are not overwritten. */
class CaptureBegunAlready extends LedgerError {
  readonly code = 'capture-begun-already';
  readonly kind = 'refusal';

  constructor(readonly path: string) {
    super(`${path} is there already: change it, or choose another id.`);
  }
}

/** A file named on the command line cannot be read. */
class FileNotReadable extends LedgerError {
  readonly code = 'file-not-readable';
  readonly kind = 'refusal';

  constructor(
    readonly path: string,
    options: ErrorOptions,
  ) {
    super(`${path} cannot be read: name a file that is there.`, options);
  }
}

/** Begins the capture of a document: its folder, and what is known of it. */
export async function captureInit(
  { terminal, json }: CommandContext,
  document: string,
  { seeds, ...known }: InitOptions,
): Promise<ExitStatus> {
  if (!isWord(known.id)) throw new MalformedName('publication', known.id);
  const file = basename(document);
  const initial = initialPublication(await bytesOf(document), { ...known, file });
  const folder = join(seeds, known.id);
  const path = join(folder, 'publication.json');
  makeFolder(folder);
  await writeNew(path, initial.json);
  const { lines, missing } = initial;
  if (json) sayJson(terminal, { path, lines, missing });
  else {
    say(terminal, `${path}: ${file} has ${lines} lines`);
    if (missing.length > 0) say(terminal, `still to be filled in: ${missing.join(', ')}`);
  }
  return 0;
}

/** Writes the figure sheet of a table in a document. */
export async function captureTable(
  { terminal, json }: CommandContext,
  document: string,
  { lines, columns, rows, out }: TableOptions,
): Promise<ExitStatus> {
  const text = utf8Text(await bytesOf(document));
  if (text === null) throw new DocumentNotText(document);
  const found = tableRows(text.split(/\r?\n/), {
    lines,
    columns: await partialCells(columns),
    ...(rows === undefined ? {} : { rows: await partialCells(rows) }),
  });
  const sheet = sheetOf(found);
  if (out !== undefined) await writeNew(out, sheet);
  if (json) sayJson(terminal, found);
  else if (out === undefined) terminal.out.write(sheet);
  const open = found.filter(({ value = '', markers = '' }) => value + markers === '').length;
  if (out !== undefined && !json) say(terminal, `${out}: ${found.length} rows`);
  if (open > 0) terminal.err.write(`values to be filled in: ${open}\n`);
  return 0;
}

async function partialCells(path: string): Promise<readonly SheetCells[]> {
  return readPartialCells((await bytesOf(path)).toString('utf8'), path);
}

function sheetOf(rows: readonly SheetCells[]): string {
  const columns = columnsNeeded(rows);
  const records = rows.map((row) => columns.map((column) => row[column] ?? ''));
  return stringify([columns, ...records], { record_delimiter: 'unix' });
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new FileNotReadable(path, { cause: error });
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new CaptureBegunAlready(path);
    throw error;
  }
}
