import { CHANGES_PARAMETERS, type Parameter } from '@ledger/contract';
import { whole } from '@ledger/terminal';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { changesCommand, type ChangesOptions } from './commands/changes.js';
import type { Run } from './context/command.js';

const { limit: _limit, cursor: _cursor, bom: _bom, ...FILTERS } = CHANGES_PARAMETERS;

const CHANGES_HELP = `
What first happened to a figure is no change, because no value stood before. Without --csv or the
global --json, a table with a line for each.`;

/** Adds the command that lists changes; its filters are those of HTTP. */
export function addChanges(ledger: Command, run: Run): void {
  const changes = ledger
    .command('changes')
    .description('what happened to values after they were first printed');
  for (const [name, parameter] of Object.entries(FILTERS)) {
    changes.addOption(optionOf(name, parameter));
  }
  changes
    .option('--limit <number>', 'the most changes; all if left out', whole)
    .option('--csv', 'CSV with the columns that HTTP has', false)
    .addHelpText('after', CHANGES_HELP)
    .action((given: ChangesOptions) => run((context) => changesCommand(context, given)));
}

function optionOf(name: string, { description, expected, read }: Parameter<unknown>): Option {
  const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new Option(`--${flag} <${flag}>`, description).argParser((text: string) => {
    const value = text.trim() === '' ? undefined : read(text);
    if (value === undefined) throw new InvalidArgumentError(`Give ${expected}.`);
    return value;
  });
}
