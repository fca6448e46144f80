import { MARKERS, QUALIFIERS } from '@ledger/figures-domain';
import { Command, Option } from 'commander';
import type { Run } from './context/command.js';
import {
  correctCommand,
  reopenCommand,
  retractCommand,
  sealCommand,
  type CorrectOptions,
  type Reasoned,
} from './commands/mend.js';
import { said, scale } from '@ledger/terminal';

const MENDING_HELP = `
The figure's history (its page, or GET /api/v1/figures/<key>/history) names the event. None of this
is shown as the publisher's doing, and what was known before stays as it was known.`;

/** The commands that mend our own captures. */
export function addMending(ledger: Command, run: Run): void {
  const reason = new Option('--reason <text>', 'why').argParser(said).makeOptionMandatory();
  ledger
    .command('reopen')
    .description('open a sealed publication, because its capture was wrong or not complete')
    .argument('<publication>')
    .addOption(reason)
    .action((id: string, given: Reasoned) =>
      run((context) => reopenCommand(context, id, given)),
    );
  ledger
    .command('seal')
    .description('declare the capture of a publication complete')
    .argument('<publication>')
    .action((id: string) => run((context) => sealCommand(context, id)));
  ledger
    .command('correct')
    .description('say what the page really says, where a capture of it was wrong')
    .argument('<key>', 'the figure')
    .argument('<event>', 'the event that holds the capture')
    .requiredOption('--printed <text>', 'the token as it stands on the page')
    .option('--value <decimal>', 'its exact value; left out where a marker says why')
    .requiredOption('--unit <unit>')
    .option('--scale <power>', 'the power of ten of the heading: 6 of "in millions"', scale)
    .addOption(
      new Option('--precision <word>', 'of a source that drops trailing zeros').choices([
        'unknown',
      ]),
    )
    .addOption(new Option('--qualifier <word>').choices(QUALIFIERS).default('exact'))
    .addOption(
      new Option('--marker <letters...>').choices(Object.keys(MARKERS)).default([], 'none'),
    )
    .addOption(reason)
    .addHelpText('after', MENDING_HELP)
    .action((key: string, event: string, given: CorrectOptions) =>
      run((context) => correctCommand(context, { key, event }, given)),
    );
  ledger
    .command('retract')
    .description('take a capture back: this figure is not printed there')
    .argument('<key>', 'the figure')
    .argument('<event>', 'the event that holds the capture')
    .addOption(reason)
    .addHelpText('after', MENDING_HELP)
    .action((key: string, event: string, given: Reasoned) =>
      run((context) => retractCommand(context, { key, event }, given)),
    );
}
