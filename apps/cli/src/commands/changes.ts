import { PAGE_LIMIT_MAX } from '@ledger/contract';
import {
  listChanges,
  type AskedPage,
  type ChangesQuestion,
  type ChangeView,
  type ViewReader,
} from '@ledger/figures-read-models';
import { CHANGES, headerOf, rowsOf } from '@ledger/figures-tables';
import { say, sayJson, tableOf } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';
import { withReader } from '../context/view-reader.js';
import { write } from './table-output.js';

/** The changes wanted; a filter that is left out matches all. */
export interface ChangesOptions extends Omit<ChangesQuestion, keyof AskedPage> {
  /** The most changes; all of them if left out. */
  readonly limit?: number;
  /** CSV with the columns that HTTP has. */
  readonly csv: boolean;
}

/** Lists what happened to values after they were first printed. */
export async function changesCommand(
  context: CommandContext,
  { csv, ...question }: ChangesOptions,
): Promise<ExitStatus> {
  const { terminal, json } = context;
  await withReader(context, async (reader) => {
    if (csv && !json) {
      await write(context, headerOf(CHANGES));
      for await (const page of pagesOf(reader, question)) {
        await write(context, rowsOf(CHANGES, page));
      }
      return;
    }
    const all: ChangeView[] = [];
    for await (const page of pagesOf(reader, question)) all.push(...page);
    if (json) sayJson(terminal, all);
    else say(terminal, all.length === 0 ? 'no changes' : tableOf(HEADER, all.map(lineOf)));
  });
  return 0;
}

/** Pages as of one moment, until there are as many changes as wanted. */
async function* pagesOf(
  reader: ViewReader,
  { limit = Infinity, ...question }: Omit<ChangesOptions, 'csv'>,
): AsyncGenerator<readonly ChangeView[], void, undefined> {
  const { clocks } = await reader.changesAsOf(question);
  let cursor: string | null | undefined;
  for (let left = limit; left > 0 && cursor !== null;) {
    const paging: AskedPage = {
      limit: Math.min(left, PAGE_LIMIT_MAX),
      ...(cursor === undefined ? {} : { cursor }),
    };
    const { body } = await listChanges(reader, { ...question, ...clocks, ...paging });
    yield body.changes;
    left -= body.changes.length;
    cursor = body.next;
  }
}

const HEADER = ['published', 'publication', 'kind', 'figure', 'before', 'after', 'change'];

function lineOf(change: ChangeView): readonly string[] {
  const { kind, revision, key, publication, before, after, size } = change;
  const word = revision === 'unannounced' ? `${kind}, unannounced` : kind;
  const line = [publication.published, publication.id, word, key, before?.printed ?? ''];
  return [...line, kind === 'withdrawn' ? '' : after.printed, size?.absolute ?? ''];
}
