import { createReadStream } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { problemText, readImportTarget, type SeedsReading } from '@ledger/capture';
import { ReportFigures } from '@ledger/figures-application';
import { answerNdjson, loadPlan, type LoadSummary } from '@ledger/intake';
import { ViewsBehind } from '@ledger/figures-read-models';
import { derivedId, LedgerError, type Origin } from '@ledger/kernel';
import { openLedger, type OpenLedger } from '../open-ledger.js';
import { progressOn, say, sayJson } from '../terminal.js';
import type { CommandContext, ExitStatus } from './command.js';

const VIEWS_WAIT_MS = 60_000;

/** A seal waits for the views, which no projector brings on, or none that is fast enough. */
export class ViewsNotKept extends LedgerError {
  readonly code = 'views-not-kept';

  constructor(behind: ViewsBehind) {
    const { position, reached, timeoutMs } = behind;
    super(
      `A seal waits for the views to reach position ${position}; after ${timeoutMs} ms they are ` +
        `at ${reached}. Is a projector running? What came before is in the record: start one ` +
        'and repeat the import.',
      { cause: behind },
    );
  }
}

/**
 * Takes a seeds folder, one publication, one sheet or an NDJSON file of reports into the ledger.
 * What is there already changes nothing, so an import that broke off is simply repeated.
 */
export async function importCommand(
  context: CommandContext,
  target: string,
): Promise<ExitStatus> {
  const found = await readImportTarget(target);
  if (found.kind === 'seeds' && found.reading.problems.length > 0) {
    return refuseProblems(context, found.reading);
  }
  const ledger = await openLedger(context.place());
  try {
    return found.kind === 'seeds'
      ? await importSeeds(context, ledger, found.reading)
      : await importReports(context, ledger, found.file);
  } catch (error) {
    throw error instanceof ViewsBehind && !ledger.keepsViews ? new ViewsNotKept(error) : error;
  } finally {
    await ledger.close();
  }
}

function refuseProblems({ terminal, json }: CommandContext, reading: SeedsReading): ExitStatus {
  if (json) sayJson(terminal, { problems: reading.problems });
  else {
    for (const problem of reading.problems) say(terminal, problemText(problem));
    say(terminal, `${reading.problems.length} problems, nothing imported`);
  }
  return 1;
}

async function importSeeds(
  context: CommandContext,
  ledger: OpenLedger,
  { plan }: SeedsReading,
): Promise<ExitStatus> {
  const progress = progressOn(context.terminal, 'importing');
  const started = performance.now();
  const summary = await loadPlan(plan, {
    commands: ledger.commands,
    origin: originOf('import'),
    onProgress: ({ done, total, what }) => progress.at(done, total, what),
  });
  progress.end();
  // Elsewhere they follow in their own time: only a seal has to wait for them.
  if (ledger.keepsViews) await ledger.views.waitFor(summary.position, VIEWS_WAIT_MS);
  const seconds = (performance.now() - started) / 1000;
  if (context.json) sayJson(context.terminal, { ...summary, seconds });
  else reportSummary(context, summary, seconds);
  return summary.refusals.length === 0 ? 0 : 1;
}

function reportSummary(
  { terminal }: CommandContext,
  summary: LoadSummary,
  seconds: number,
): void {
  for (const { place, code, message } of summary.refusals) {
    const row = 'row' in place ? `:${String(place.row)}` : '';
    say(terminal, `${place.file}${row}: ${code}: ${message}`);
  }
  sayOutcomes({ terminal }, summary.outcomes);
  say(terminal, `${summary.changes} other changes, in ${seconds.toFixed(1)} s`);
}

async function importReports(
  { terminal, json }: CommandContext,
  ledger: OpenLedger,
  file: string,
): Promise<ExitStatus> {
  const origin = originOf(file);
  const outcomes: Record<string, number> = {};
  const answers = answerNdjson(createReadStream(file), {
    report: (reports) => ledger.commands.execute(new ReportFigures(reports, origin)),
  });
  for await (const piece of answers) {
    for (const line of piece.split('\n')) {
      if (line === '') continue;
      const { outcome } = JSON.parse(line) as { outcome: string };
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (outcome === 'refused' && !json) say(terminal, line);
    }
  }
  if (json) sayJson(terminal, { outcomes });
  else sayOutcomes({ terminal }, outcomes);
  return outcomes['refused'] === undefined ? 0 : 1;
}

function sayOutcomes(
  { terminal }: Pick<CommandContext, 'terminal'>,
  outcomes: Readonly<Record<string, number>>,
): void {
  const counted = Object.entries(outcomes).filter(([, count]) => count > 0);
  const texts = counted.map(([outcome, count]) => `${count} ${outcome}`);
  say(terminal, `reports: ${texts.length === 0 ? 'none' : texts.join(', ')}`);
}

/** Whoever is at the keyboard acts; one import is one correlation. */
function originOf(what: string): Origin {
  const id = derivedId(`import\n${what}\n${hostname()}\n${process.pid}\n${Date.now()}`);
  return { actor: userInfo().username, correlationId: id, causationId: id };
}
