import type { LedgerPlace } from '@ledger/deployment';
import {
  DecideFinding,
  printedAndRaised,
  ReviewFindings,
  type HumanDecision,
} from '@ledger/figures-application';
import { csvOf, type Tabular } from '@ledger/figures-tables';
import {
  findAll,
  findingAnswer,
  SEVERITIES,
  type FindingAnswer,
  type Verdict,
} from '@ledger/findings';
import { openLedger } from '../context/open-ledger.js';
import { openStores } from '../context/ledger-stores.js';
import { execute, originOf } from './execute.js';
import { say, sayJson } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** The findings wanted; a filter that is left out matches all. */
export interface FindingsOptions {
  readonly publication?: string;
  readonly rule?: string;
  /** If left out, contradictions and what cannot be decided. */
  readonly verdict?: Verdict | 'all';
  /** CSV instead of paragraphs. */
  readonly csv: boolean;
}

/** Recomputes printed figures, and lists contradictions and what cannot be decided. */
export async function findingsCommand(
  { terminal, json, place }: CommandContext,
  options: FindingsOptions,
): Promise<ExitStatus> {
  const found = await allFound(place());
  const wanted = found.filter((finding) => isWanted(finding, options)).toSorted(byWeight);
  if (json) sayJson(terminal, wanted);
  else if (options.csv) terminal.out.write(csvOf(FINDINGS, wanted));
  else say(terminal, textOf(wanted, found));
  return 0;
}

/** Everything that the rules find, with the decisions made about it. */
async function allFound(place: LedgerPlace): Promise<readonly FindingAnswer[]> {
  const stores = await openStores(place);
  try {
    const { known, findings } = await printedAndRaised(stores.eventStore);
    return findAll(known.figures, known.vocabulary).map((found) =>
      findingAnswer(found, findings.get(found.id)?.status ?? statusOf(found.verdict)),
    );
  } finally {
    await stores.close();
  }
}

/** A finding without a decision is open, unless there is nothing to decide. */
function statusOf(verdict: Verdict): string {
  return verdict === 'consistent' ? 'none' : 'open';
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
    const answers = ledger.findings.follow(originOf('findings'), stopping.signal);
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

function isWanted({ verdict, rule, inputs }: FindingAnswer, wanted: FindingsOptions): boolean {
  const isVerdict =
    wanted.verdict === undefined
      ? verdict !== 'consistent'
      : wanted.verdict === 'all' || wanted.verdict === verdict;
  const isRule = wanted.rule === undefined || wanted.rule === rule;
  const { publication } = wanted;
  return (
    isVerdict &&
    isRule &&
    (publication === undefined || inputs.some((input) => input.publication === publication))
  );
}

const VERDICTS: readonly Verdict[] = ['impossible', 'undecidable', 'consistent'];

/** Contradictions first, by descending gravity; otherwise in the order of the papers. */
function byWeight(left: FindingAnswer, right: FindingAnswer): number {
  return (
    VERDICTS.indexOf(left.verdict) - VERDICTS.indexOf(right.verdict) ||
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity)
  );
}

function textOf(wanted: readonly FindingAnswer[], all: readonly FindingAnswer[]): string {
  const counted = VERDICTS.map(
    (verdict) => `${all.filter((one) => one.verdict === verdict).length} ${verdict}`,
  );
  const paragraphs = wanted.map(
    ({ id, rule, verdict, severity, explanation }) =>
      `${verdict}${severity === 'none' ? '' : ` (${severity})`}, ${rule}, ${id}\n${explanation}`,
  );
  return [...paragraphs, `${all.length} checked: ${counted.join(', ')}`].join('\n\n');
}

const FINDINGS: Tabular<FindingAnswer> = {
  name: 'findings',
  title: 'What printed figures say against each other',
  columns: [
    { name: 'id', title: 'Id of the finding', cell: ({ id }) => id },
    { name: 'rule', title: 'Rule that found it', cell: ({ rule }) => rule },
    {
      name: 'version',
      title: 'Version of the rule',
      datatype: 'integer',
      cell: ({ version }) => version,
    },
    { name: 'verdict', title: 'Verdict', cell: ({ verdict }) => verdict },
    { name: 'severity', title: 'How much it misleads', cell: ({ severity }) => severity },
    { name: 'status', title: 'What was decided about it', cell: ({ status }) => status },
    {
      name: 'publication',
      title: 'Publication of the number that was recomputed',
      cell: ({ inputs }) => inputs[0]?.publication,
    },
    {
      name: 'line',
      title: 'Its line',
      datatype: 'integer',
      cell: ({ inputs }) => inputs[0]?.locator.line,
    },
    { name: 'figure', title: 'Its figure', cell: ({ inputs }) => inputs[0]?.figure },
    { name: 'printed', title: 'What is printed', cell: ({ inputs }) => inputs[0]?.printed },
    {
      name: 'needed',
      title: 'What the likeliest suspect would have to be',
      cell: ({ suspects }) => suspects[0]?.needed,
    },
    { name: 'explanation', title: 'In words', cell: ({ explanation }) => explanation },
  ],
};
