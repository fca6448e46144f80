import { createReadStream } from 'node:fs';
import {
  groupProblems,
  groupText,
  readImportTarget,
  type ImportTarget,
  type RegistryLookup,
  type SeedsReading,
} from '@ledger/capture';
import { ReportFigures } from '@ledger/figures-application';
import { answerNdjson, loadPlan, type LoadSummary } from '@ledger/intake';
import { ViewsBehind } from '@ledger/figures-read-models';
import { LedgerError } from '@ledger/kernel';
import { openLedger, type OpenLedger } from '../context/open-ledger.js';
import { progressOn, say, sayJson } from '@ledger/terminal';
import { originOf } from './execute.js';
import type { CommandContext, ExitStatus } from '../context/command.js';
import {
  differenceJson,
  differenceLines,
  settleKnown,
  type SettledPlan,
} from './sealed-differences.js';

const VIEWS_WAIT_MS = 60_000;

/** A seal waits for the views, and no projector keeps them, or none that is fast enough. */
class ViewsNotKept extends LedgerError {
  readonly code = 'views-not-kept';
  readonly kind = 'refusal';

  constructor(behind: ViewsBehind) {
    const { position, reached, timeoutMs } = behind;
    super(
      `A seal waits for the views to reach position ${position}; after ${timeoutMs} ms they are ` +
        `at ${reached}. Is a projector running? What came before is in the log: start one ` +
        'and repeat the import.',
      { cause: behind },
    );
  }
}

/** A sheet or a file of reports says what there is, but not what is gone. */
class NothingToCorrectFrom extends LedgerError {
  readonly code = 'nothing-to-correct-from';
  readonly kind = 'refusal';

  constructor(readonly target: string) {
    super(
      `${target} is no folder of a publication: only one with all its sheets can correct it.`,
    );
  }
}

/** The options of `ledger import`: whether it may correct what is captured, and why. */
export interface ImportOptions {
  readonly correct?: boolean;
  /** Accepted only together with `correct`. */
  readonly reason?: string;
}

/**
 * Imports a seeds folder, one publication, one sheet or an NDJSON file of reports. What the
 * ledger already has changes nothing, so an interrupted import can simply be repeated. A sealed
 * publication that differs from its folder is left as it is unless a reason to correct it is
 * given.
 *
 * @throws {NothingToImport | NothingToCorrectFrom}
 */
export async function importCommand(
  context: CommandContext,
  target: string,
  { reason }: ImportOptions = {},
): Promise<ExitStatus> {
  let opened: Promise<OpenLedger> | undefined;
  // Opened only once there is something to import: opening creates a ledger if there is none.
  const open = () => (opened ??= openLedger(context.place()));
  try {
    const found = await readImportTarget(target, registryOf(open));
    if (found.kind === 'seeds' && found.reading.problems.length > 0) {
      return refuseProblems(context, found.reading);
    }
    if (reason !== undefined && !hasFolders(found)) throw new NothingToCorrectFrom(target);
    const ledger = await open();
    return found.kind === 'seeds'
      ? await importSeeds(context, ledger, found.reading, reason)
      : await importReports(context, ledger, found.file);
  } catch (error) {
    const isKeptElsewhere =
      error instanceof ViewsBehind && (await opened)?.keepsViews === false;
    throw isKeptElsewhere ? new ViewsNotKept(error) : error;
  } finally {
    await (await opened?.catch(() => undefined))?.close();
  }
}

function hasFolders(found: ImportTarget): boolean {
  return found.kind === 'seeds' && found.reading.plan.hasAllSheets;
}

function registryOf(open: () => Promise<OpenLedger>): RegistryLookup {
  return {
    publisher: async (id) => (await open()).registry.publisher(id),
    area: async (id) => (await open()).registry.area(id),
    dimension: async (id) => (await open()).registry.dimension(id),
    measure: async (code) => (await open()).registry.measure(code),
    publication: async (id) => (await open()).registry.publication(id),
  };
}

function refuseProblems({ terminal, json }: CommandContext, reading: SeedsReading): ExitStatus {
  if (json) sayJson(terminal, { problems: reading.problems });
  else {
    const causes = groupProblems(reading.problems);
    for (const cause of causes) say(terminal, groupText(cause));
    const { length } = reading.problems;
    say(terminal, `problems: ${length}, causes: ${causes.length}; nothing was imported`);
  }
  return 1;
}

async function importSeeds(
  context: CommandContext,
  ledger: OpenLedger,
  { plan, reliesOn }: SeedsReading,
  reason?: string,
): Promise<ExitStatus> {
  if (plan.isWhole && plan.publications.length > 0) await warnOfViewsNotKept(context, ledger);
  const origin = originOf('import');
  const settled = await settleKnown(ledger, plan, { origin, reason });
  const progress = progressOn(context.terminal, 'importing');
  const started = performance.now();
  const summary = await loadPlan(settled.plan, {
    commands: ledger.commands,
    origin,
    mended: settled.mended,
    // One by one is as fast in a file, and gives the same file every time.
    ...(ledger.keepsViews ? { abreastMax: 1 } : undefined),
    onProgress: ({ done, total, what }) => progress.at(done, total, what),
  });
  progress.end();
  // Elsewhere a projector updates the views in the background: only a seal waits for them.
  if (ledger.keepsViews) await ledger.views.waitFor(summary.position, VIEWS_WAIT_MS);
  const seconds = (performance.now() - started) / 1000;
  const refusals = [...settled.refusals, ...summary.refusals];
  const { differing, corrected } = settled;
  if (context.json) {
    const [differences, mended] = [differing, corrected].map((some) =>
      some.map(differenceJson),
    );
    sayJson(context.terminal, { ...summary, refusals, differences, mended, reliesOn, seconds });
  } else {
    sayReliance(context, reliesOn);
    sayDifferences(context, differing, NOTHING_TAKEN);
    sayDifferences(
      context,
      corrected,
      'the ledger was mended in all of these, with the reason',
    );
    reportSummary(context, { ...summary, refusals }, seconds);
  }
  return refusals.length + differing.length === 0 ? 0 : 1;
}

const NOTHING_TAKEN =
  'nothing of these was taken: mend the folder, or have the ledger corrected with ' +
  '--correct --reason "why the capture was wrong"';

function sayDifferences(
  { terminal }: CommandContext,
  differing: SettledPlan['differing'],
  outcome: string,
): void {
  for (const difference of differing) {
    for (const line of differenceLines(difference)) say(terminal, line);
  }
  if (differing.length > 0) say(terminal, outcome);
}

/** Before the first write: without a projector, the import would stop at the first seal. */
async function warnOfViewsNotKept(
  { terminal }: CommandContext,
  ledger: OpenLedger,
): Promise<void> {
  if (ledger.keepsViews || (await ledger.projector()) !== undefined) return;
  terminal.err.write(
    'No projector holds the lease of the views: the first seal will wait for one, in vain if ' +
      'none is started. Start a process with the role projector or all.\n',
  );
}

/** Lists what the folder relies on: another ledger needs the same registry entries. */
function sayReliance({ terminal }: CommandContext, reliesOn: SeedsReading['reliesOn']): void {
  for (const [thing, names] of Map.groupBy(reliesOn, (name) => name.thing)) {
    say(terminal, `relies on the ledger's ${thing} ${names.map(({ id }) => id).join(', ')}`);
  }
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
  const origin = originOf(`import ${file}`);
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
