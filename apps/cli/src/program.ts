import { Command, Option } from 'commander';
import { backupCommand } from './commands/backup.js';
import type { LedgerPlace } from '@ledger/deployment';
import {
  captureInit,
  captureTable,
  type InitOptions,
  type TableOptions,
} from './commands/capture.js';
import type { CommandContext, ExitStatus, Run } from './context/command.js';
import { coverageCommand, type CoverageOptions } from './commands/coverage.js';
import {
  exportEvents,
  exportFigures,
  exportPublication,
  type ExportOptions,
} from './commands/export.js';
import {
  decideFindingCommand,
  findingsCommand,
  followFindingsCommand,
  reviewFindingsCommand,
  type FindingsOptions,
} from './commands/findings.js';
import { HUMAN_DECISIONS, type HumanDecision } from '@ledger/figures-application';
import { FOLLOW_UP_STATUSES } from '@ledger/figures-domain';
import {
  closeFollowUpCommand,
  listFollowUpsCommand,
  updateFollowUpCommand,
  type WantedFollowUps,
} from './commands/follow-ups.js';
import { importCommand, type ImportOptions } from './commands/import.js';
import { rebuildCommand, type RebuildOptions } from './commands/rebuild.js';
import { restoreCommand } from './commands/restore.js';
import { verifyCommand, type VerifyOptions } from './commands/verify.js';
import { addChanges } from './changes-program.js';
import { addEvidence } from './evidence-program.js';
import { addMending } from './mending-program.js';
import { addReplay } from './replay-program.js';
import { addSeen } from './seen-program.js';
import { range, said } from '@ledger/terminal';

/** What the command line needs of its process: a terminal, a ledger, and a way to end. */
export interface ProgramOptions extends Pick<CommandContext, 'terminal'> {
  /** The ledger in a folder, or the one that the environment names. */
  readonly place: (folder?: string) => LedgerPlace;
  /** Called with the exit status of the command. */
  readonly finish: (status: ExitStatus) => void;
}

/** The command `ledger` with all its subcommands. */
export function program(options: ProgramOptions): Command {
  const ledger = new Command('ledger')
    .description('Published performance figures: every number with its place and its history.')
    .option('--json', 'results as JSON', false)
    .option('--data <folder>', 'ledger in the files of this folder, whatever servers are named')
    .addHelpText('after', WHICH_LEDGER)
    .showHelpAfterError();
  const run = (act: (context: CommandContext) => Promise<ExitStatus>): Promise<void> => {
    const { json, data } = ledger.opts<{ json: boolean; data?: string }>();
    const { terminal, place } = options;
    return act({ terminal, place: () => place(data), json }).then(options.finish);
  };
  addRecordCommands(ledger, run);
  addCapture(ledger, run);
  addMending(ledger, run);
  addExports(ledger, run);
  addEvidence(ledger, run);
  addSeen(ledger, run);
  addFindings(ledger, run);
  addChanges(ledger, run);
  addFollowUps(ledger, run);
  addReplay(ledger, run);
  return ledger;
}

const WHICH_LEDGER = `
The ledger is the one that EVENTSTORE_URL and DATABASE_URL name, as for the server, or without
them the one in the folder LEDGER_DATA (./.ledger).`;

const VERIFY_HELP = `
It changes nothing, and works on a copy that cannot be written to. It ends with 4 if the log's
file is damaged, 1 if events are, 7 if there are none, 2 if something could not be looked at, 5 if
the views differ (rebuild), 6 if documents do, 3 if others write to the log, and 0 if all is
sound; of several the first of these.`;

const REBUILD_HELP = `
On servers no projector may run meanwhile: if one does, this ends and says where it is. Readers see
the old views until the new ones take their place.`;

const IMPORT_HELP = `
A sealed publication is compared with its folder: rows added, changed and gone are named, and
nothing of it is taken. With --correct it is reopened, what is gone is retracted, what is changed
is corrected, what is new is added, and it is sealed again; the reason stands on each event.`;

function addRecordCommands(ledger: Command, run: Run): void {
  ledger
    .command('import')
    .description('take a seeds folder, a publication, a figure sheet or NDJSON reports')
    .argument('<target>', 'folder or file')
    .option('--correct', 'mend what a folder says otherwise of a publication that was captured')
    .addOption(new Option('--reason <text>', 'why the capture was wrong').argParser(said))
    .addHelpText('after', IMPORT_HELP)
    .action((target: string, given: ImportOptions, command: Command) => {
      if ((given.correct ?? false) !== (given.reason !== undefined)) {
        command.error("error: '--correct' and '--reason <text>' go together");
      }
      return run((context) => importCommand(context, target, given));
    });
  ledger
    .command('verify')
    .description('derive everything once more from the log and compare')
    .addHelpText('after', VERIFY_HELP)
    .option('--artefacts <folder>', 'also compare printed tokens with the documents here')
    .option(
      '--checkpoint <file>',
      'also compare with the checkpoint kept here, and keep the last',
    )
    .option('--publication <id>', 'of printed tokens, compare those of one publication alone')
    .action((given: VerifyOptions) => run((context) => verifyCommand(context, given)));
  ledger
    .command('rebuild')
    .description('build all views anew from the log')
    .addHelpText('after', REBUILD_HELP)
    .option('--despite-gaps', 'build from what is left where events of the log are missing')
    .action((given: RebuildOptions) => run((context) => rebuildCommand(context, given)));
  ledger
    .command('backup')
    .description('copy the log into a folder, also beside a running server, and check it')
    .argument('<folder>', 'a new or empty folder')
    .action((folder: string) => run((context) => backupCommand(context, folder)));
  ledger
    .command('restore')
    .description('check a backup and put its log where there is no ledger')
    .argument('<folder>', 'the folder of the backup')
    .action((folder: string) => run((context) => restoreCommand(context, folder)));
  ledger
    .command('coverage')
    .description('account for every number of the documents that were captured')
    .requiredOption('--artefacts <folder>', 'folder with the documents')
    .option('--seeds <folder>', 'folder with the figure sheets', 'seeds')
    .option('--rule <name>', 'list everything that one rule excludes')
    .option('--publication <id>', 'look at one publication alone')
    .option(
      '--csv',
      'write what is unaccounted as rows of excluded.csv, without reasons',
      false,
    )
    .action((given: CoverageOptions) => run((context) => coverageCommand(context, given)));
}

function addCapture(ledger: Command, run: Run): void {
  const capture = ledger
    .command('capture')
    .description('begin and help the capture of a paper');
  const seeds = new Option('--seeds <folder>', 'folder with the figure sheets').default(
    'seeds',
  );
  capture
    .command('init')
    .description('make the folder of a paper, with its size and SHA-256')
    .argument('<document>', 'its text')
    .requiredOption('--id <id>', 'name of the publication and its folder')
    .addOption(seeds)
    .option('--title <text>')
    .option('--kind <kind>', 'report, minutes, statistics-update, review', 'report')
    .option('--publisher <id>')
    .option('--presented-to <id>', 'the body it was given to')
    .option('--published <date>', 'a year, month, day or moment')
    .option('--evidence <text>', 'where that date is known from')
    .option('--window <period>', 'the period it reports on')
    .action((document: string, given: InitOptions) =>
      run((context) => captureInit(context, document, given)),
    );
  capture
    .command('table')
    .description('write the figure sheet of a table')
    .argument('<document>', 'its text')
    .requiredOption(
      '--lines <first-last>',
      'the lines of the table, without its heading',
      range,
    )
    .requiredOption('--columns <file>', 'CSV: cells that all figures of a column share')
    .option('--rows <file>', 'CSV: cells that all figures of a row share')
    .option('--out <file>', 'the sheet to write')
    .action((document: string, given: TableOptions) =>
      run((context) => captureTable(context, document, given)),
    );
}

function addExports(ledger: Command, run: Run): void {
  const exporting = ledger
    .command('export')
    .description('write figures, events, a publication');
  const csv = new Option('--csv', 'CSV instead of a JSON document a line').default(false);
  const bom = new Option('--bom', 'CSV with a byte order mark, for spreadsheets').default(
    false,
  );
  const recordedBy = new Option('--recorded-by <time>', 'as the ledger knew it then');
  exporting
    .command('events')
    .description('every event as CloudEvents, one a line')
    .action(() => run(exportEvents));
  exporting
    .command('figures')
    .description('every figure with its value in force')
    .addOption(csv)
    .addOption(bom)
    .addOption(recordedBy)
    .option('--published-by <time>', 'as the public could have seen it then')
    .action((given: ExportOptions) => run((context) => exportFigures(context, given)));
  exporting
    .command('publication')
    .description('what one publication printed, in its order')
    .argument('<id>')
    .addOption(csv)
    .addOption(bom)
    .addOption(recordedBy)
    .action((id: string, given: ExportOptions) =>
      run((context) => exportPublication(context, id, given)),
    );
}

const FINDINGS_HELP = `
Every check has one of three verdicts: the numbers are consistent, they cannot all be right, or
the way in which they are printed does not decide it. Left out, --verdict lists the last two.`;

function addFindings(ledger: Command, run: Run): void {
  const findings = ledger
    .command('findings')
    .description('recompute what is printed: what cannot be, what cannot be decided, and why');
  findings
    .command('list', { isDefault: true })
    .option('--publication <id>', 'what rests on numbers of one publication')
    .option('--rule <name>', 'what one rule finds')
    .addOption(
      new Option('--verdict <verdict>').choices([
        'impossible',
        'undecidable',
        'consistent',
        'all',
      ]),
    )
    .option('--csv', 'CSV instead of paragraphs', false)
    .addHelpText('after', FINDINGS_HELP)
    .action((given: FindingsOptions) => run((context) => findingsCommand(context, given)));
  findings
    .command('review')
    .description('raise what cannot be as events, once a cause; close what was mended since')
    .action(() => run(reviewFindingsCommand));
  findings
    .command('follow')
    .description('review each publication as it is sealed, until the process is ended')
    .action(() => run(followFindingsCommand));
  findings
    .command('decide')
    .description('explain, accept, dismiss or reopen a finding that was raised')
    .argument('<id>')
    .addOption(new Option('--as <decision>').choices(HUMAN_DECISIONS).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why', said)
    .action((id: string, given: { as: HumanDecision; reason: string }) =>
      run((context) => decideFindingCommand(context, id, given)),
    );
}

function addFollowUps(ledger: Command, run: Run): void {
  const followUps = ledger.command('follow-ups').description('questions and actions asked for');
  followUps
    .command('list', { isDefault: true })
    .addOption(new Option('--status <status>').choices(FOLLOW_UP_STATUSES))
    .option('--owner <owner>')
    .option('--publication <id>')
    .action((given: WantedFollowUps) => run((context) => listFollowUpsCommand(context, given)));
  followUps
    .command('update')
    .argument('<id>')
    .option('--owner <owner>')
    .option('--due <day>')
    .option('--note <text>')
    .action((id: string, given: { owner?: string; due?: string; note?: string }) =>
      run((context) => updateFollowUpCommand(context, id, given)),
    );
  followUps
    .command('close')
    .argument('<id>')
    .requiredOption('--outcome <text>', 'what became of it')
    .option('--closed-on <day>')
    .action((id: string, given: { outcome: string; closedOn?: string }) =>
      run((context) => closeFollowUpCommand(context, id, given)),
    );
}
