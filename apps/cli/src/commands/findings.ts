import { BEGINNING, type EventStore } from '@ledger/event-store-port';
import { csvOf, type Tabular } from '@ledger/figures-tables';
import {
  findAll,
  findingAnswer,
  KnownFigures,
  SEVERITIES,
  type FindingAnswer,
  type Verdict,
} from '@ledger/findings';
import { decodeRecord } from '@ledger/kernel';
import { openStores } from '../context/ledger-stores.js';
import { say, sayJson } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** Which findings are wanted; what is left out is every one. */
export interface FindingsOptions {
  readonly publication?: string;
  readonly rule?: string;
  /** Contradictions and what cannot be decided, if it is left out. */
  readonly verdict?: Verdict | 'all';
  /** CSV instead of paragraphs. */
  readonly csv: boolean;
}

const EVENTS_A_PAGE = 2_000;

/** Recomputes what is printed, and lists what does not fit and what cannot be decided. */
export async function findingsCommand(
  { terminal, json, place }: CommandContext,
  options: FindingsOptions,
): Promise<ExitStatus> {
  const known = new KnownFigures();
  const stores = await openStores(place());
  try {
    await takeAll(stores.eventStore, known);
  } finally {
    await stores.close();
  }
  const found = findAll(known.figures, known.vocabulary).map((finding) =>
    findingAnswer(finding, 'open'),
  );
  const wanted = found.filter((finding) => isWanted(finding, options)).toSorted(byWeight);
  if (json) sayJson(terminal, wanted);
  else if (options.csv) terminal.out.write(csvOf(FINDINGS, wanted));
  else say(terminal, textOf(wanted, found));
  return 0;
}

async function takeAll(store: EventStore, known: KnownFigures): Promise<void> {
  let after = BEGINNING;
  for (;;) {
    const page = await store.readAll(after, EVENTS_A_PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { body } of page) known.take(decodeRecord(body));
    after = last.position;
  }
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

/** Contradictions first, the gravest of them first; else as the papers have them. */
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
