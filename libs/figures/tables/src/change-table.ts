import type { ChangeView } from '@ledger/figures-read-models';
import { figureColumns } from './columns.js';
import type { Column, Tabular } from './tabular.js';

/** The columns of the print on one side of a change; empty where there is none. */
function sideColumns(side: 'before' | 'after', words: string): readonly Column<ChangeView>[] {
  const print = (row: ChangeView) => row[side];
  return [
    {
      name: `${side}_value`,
      title: `Value ${words}`,
      datatype: 'decimal',
      cell: (row) => print(row)?.value,
    },
    {
      name: `${side}_printed`,
      title: `As printed ${words}`,
      cell: (row) => print(row)?.printed,
    },
    { name: `${side}_unit`, title: `Unit ${words}`, cell: (row) => print(row)?.unit },
    {
      name: `${side}_markers`,
      title: `Markers ${words}`,
      cell: (row) => print(row)?.markers.join(' '),
    },
    {
      name: `${side}_publication`,
      title: `Publication ${words}`,
      cell: (row) => print(row)?.publication.id,
    },
    {
      name: `${side}_published`,
      title: `Published ${words}`,
      cell: (row) => print(row)?.publication.published,
    },
    {
      name: `${side}_line`,
      title: `Line ${words}`,
      datatype: 'integer',
      cell: (row) => print(row)?.locator.line,
    },
  ];
}

/** Changes of values, a row each. */
export const CHANGES: Tabular<ChangeView> = {
  name: 'changes',
  title: 'What happened to values after they were first printed',
  columns: [
    { name: 'kind', title: 'What happened', cell: ({ kind }) => kind },
    {
      name: 'revision',
      title: 'How a revision was made known',
      cell: ({ revision }) => revision,
    },
    {
      name: 'announced',
      title: 'Whether the publication announced it',
      datatype: 'boolean',
      cell: ({ announced }) => (announced === null ? null : String(announced)),
    },
    ...figureColumns<ChangeView>((row) => row),
    { name: 'publisher', title: 'Publisher', cell: ({ publication }) => publication.publisher },
    ...sideColumns('before', 'before'),
    ...sideColumns('after', 'after'),
    {
      name: 'absolute',
      title: 'Value after less value before',
      datatype: 'decimal',
      cell: ({ size }) => size?.absolute,
    },
    { name: 'size_unit', title: 'Unit of the change', cell: ({ size }) => size?.unit },
    {
      name: 'relative',
      title: 'In per cent of the value before',
      datatype: 'decimal',
      cell: ({ size }) => size?.relative,
    },
    {
      name: 'direction',
      title: 'Direction by the polarity of the measure',
      cell: ({ direction }) => direction,
    },
    {
      name: 'age_days',
      title: 'Days that the value before had stood',
      datatype: 'integer',
      cell: ({ ageDays }) => ageDays,
    },
    { name: 'event', title: 'Event that made it', cell: ({ eventId }) => eventId },
  ],
};
