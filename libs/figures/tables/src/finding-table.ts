import type { FindingView } from '@ledger/figures-read-models';
import type { Tabular } from './tabular.js';

/** Checks and findings, a row each. */
export const FINDINGS: Tabular<FindingView> = {
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
      cell: ({ publication }) => publication,
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
