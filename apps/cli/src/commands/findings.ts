import { PAGE_LIMIT_MAX } from '@ledger/contract';
import { DecideFinding, ReviewFindings, type HumanDecision } from '@ledger/figures-application';
import { listFindings, type FindingView, PublicationChecks } from '@ledger/figures-read-models';
import { csvOf, FINDINGS } from '@ledger/figures-tables';
import { SEVERITIES, VERDICTS, type Verdict } from '@ledger/findings';
import { withReader } from '../context/view-reader.js';
import { openLedger } from '../context/open-ledger.js';
import { execute, originOf } from './execute.js';
import { say, sayJson } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** The findings wanted; a filter that is left out matches all. */
export interface FindingsOptions {
  readonly publication?: string;
  readonly rule?: string;
  /** If left out, all but what agrees and always did. */
  readonly verdict?: Verdict | 'all';
  /** CSV instead of paragraphs. */
  readonly csv: boolean;
}

/** Recomputes printed figures, and lists contradictions and what cannot be decided. */
export async function findingsCommand(
  context: CommandContext,
  { csv, verdict, ...filter }: FindingsOptions,
): Promise<ExitStatus> {
  const { terminal, json } = context;
  const all: FindingView[] = [];
  await withReader(context, async (reader) => {
    for await (const page of findingsPages(new PublicationChecks(reader), filter))
      all.push(...page);
  });
  const wanted = all.filter((finding) => isWanted(finding, verdict)).toSorted(byWeight);
  if (json) sayJson(terminal, wanted);
  else if (csv) terminal.out.write(csvOf(FINDINGS, wanted));
  else say(terminal, textOf(wanted, all));
  return 0;
}

/** All checks, whatever their verdict, as of one moment. */
async function* findingsPages(
  checks: PublicationChecks,
  filter: Pick<FindingsOptions, 'publication' | 'rule'>,
): AsyncGenerator<readonly FindingView[], void, undefined> {
  const question = { ...filter, verdict: 'all', limit: PAGE_LIMIT_MAX } as const;
  let page = (await listFindings(checks, question)).body;
  const { clocks } = page;
  yield page.findings;
  while (page.next !== null) {
    const { body } = await listFindings(checks, {
      ...question,
      ...clocks,
      cursor: page.next,
    });
    page = body;
    yield page.findings;
  }
}

/** Raises contradictions as events, and closes those that have been mended since. */
export async function reviewFindingsCommand({
  terminal,
  json,
  place,
}: CommandContext): Promise<ExitStatus> {
  const ledger = await openLedger(place());
  try {
    const command = new ReviewFindings(originOf('findings'));
    const answer = await ledger.commands.execute(command);
    const { raised, ended, standing } = answer;
    if (json) sayJson(terminal, answer);
    else say(terminal, `findings: ${raised} raised, ${ended} closed, ${standing} stand`);
    return 0;
  } finally {
    await ledger.close();
  }
}

/** Reviews each publication as it is sealed, until the process is stopped. */
export async function followFindingsCommand({
  terminal,
  place,
}: CommandContext): Promise<ExitStatus> {
  const ledger = await openLedger(place());
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const answers = ledger.findings.follow({
      origin: originOf('findings'),
      signal: stopping.signal,
      onRefused: (publication, { message }) => say(terminal, `${publication}: ${message}`),
    });
    for await (const { raised, ended, standing } of answers) {
      say(terminal, `findings: ${raised} raised, ${ended} closed, ${standing} stand`);
    }
    return 0;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await ledger.close();
  }
}

/** Records a person's decision about a finding that was raised. */
export function decideFindingCommand(
  context: CommandContext,
  id: string,
  { as, reason }: { readonly as: HumanDecision; readonly reason: string },
): Promise<ExitStatus> {
  return execute(context, id, new DecideFinding(id, as, reason, originOf('finding')));
}

function isWanted(finding: FindingView, verdict: FindingsOptions['verdict']): boolean {
  if (verdict === undefined) return finding.status !== 'none';
  return verdict === 'all' || verdict === finding.verdict;
}

/** Contradictions first, by descending gravity; otherwise in the order of the papers. */
function byWeight(left: FindingView, right: FindingView): number {
  return (
    VERDICTS.indexOf(left.verdict) - VERDICTS.indexOf(right.verdict) ||
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity)
  );
}

function textOf(wanted: readonly FindingView[], all: readonly FindingView[]): string {
  const counted = VERDICTS.map(
    (verdict) => `${all.filter((one) => one.verdict === verdict).length} ${verdict}`,
  );
  const paragraphs = wanted.map(
    ({ id, rule, verdict, severity, explanation }) =>
      `${verdict}${severity === 'none' ? '' : ` (${severity})`}, ${rule}, ${id}\n${explanation}`,
  );
  return [...paragraphs, `${all.length} checked: ${counted.join(', ')}`].join('\n\n');
}
