import type { Command } from 'commander';
import { said } from '@ledger/terminal';
import { seenCommand, type SeenOptions } from './commands/seen.js';
import type { Run } from './context/command.js';

const SEEN_HELP = `
Answers then say until when the source was seen unchanged, and evidence proves that it was said. A
file with other contents is refused: it is a revision, to be captured as a publication of its own.`;

/** Adds the command that records that a source was read again. */
export function addSeen(ledger: Command, run: Run): void {
  const seen = ledger
    .command('seen')
    .description(
      'record that the source of a publication was read again, and is unchanged or gone',
    )
    .argument('<publication>')
    .argument('[file]', 'what is there now')
    .option('--gone', 'instead of a file: there is nothing any more')
    .option('--at <time>', 'when it was read; now by default')
    .option('--address <text>', 'where it was read', said)
    .addHelpText('after', SEEN_HELP)
    .action(
      (
        publication: string,
        file: string | undefined,
        { gone, ...given }: SeenOptions & { readonly gone?: boolean },
      ) => {
        if ((file === undefined) !== (gone === true))
          seen.error('error: name a file, or --gone');
        return run((context) => seenCommand(context, { publication, file }, given));
      },
    );
}
