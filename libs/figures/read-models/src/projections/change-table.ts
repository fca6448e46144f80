import { defineTable, type TableOf } from '@ledger/projections-port';

/**
 * One move of a figure, as an answer at some clocks has it. What first happened to a figure
 * has no row, because it changed no value: most figures have none.
 */
export type ChangeRow = {
  /** Position of the event that made the move. */
  readonly position: number;
  /** From when the ledger knew it so. Milliseconds since the Unix epoch, as all clocks here. */
  readonly recorded_ms: number;
  /** From when the public could surely see it. */
  readonly published_ms: number;
  /** When the ledger knew better; empty while it does not. */
  readonly recorded_to: number | null;
  /** When a later publication made it another move; empty of nearly all. */
  readonly published_to: number | null;
  /** The position of the figure's first event, which identifies it. */
  readonly figure: number;
  readonly measure: string;
  readonly area: string;
  readonly publication: string;
  readonly publisher: string;
  readonly kind: string;
  /** Of a revision. */
  readonly revision: string | null;
  /** 1 or 0; empty where there is nothing to announce. */
  readonly announced: number | null;
  readonly direction: string;
  /** Sizes and ages to sort by: see `sortNumber`; empty where it has none. */
  readonly absolute: number | null;
  readonly relative: number | null;
  readonly age_days: number | null;
};

/** Moves of figures, each with the span of both clocks in which it holds. */
export const CHANGES: TableOf<ChangeRow> = defineTable<ChangeRow>(
  'changes',
  {
    position: 'integer',
    recorded_ms: 'integer',
    published_ms: 'integer',
    recorded_to: 'integer?',
    published_to: 'integer?',
    figure: 'integer',
    measure: 'label',
    area: 'label',
    publication: 'label',
    publisher: 'label',
    kind: 'label',
    revision: 'label?',
    announced: 'integer?',
    direction: 'label',
    absolute: 'integer?',
    relative: 'integer?',
    age_days: 'integer?',
  },
  {
    primaryKey: ['position', 'recorded_ms', 'published_ms'],
    indexes: {
      changes_by_figure: ['figure', 'position'],
      changes_by_date: ['published_ms', 'position'],
      changes_by_publication: ['publication', 'position'],
      changes_by_absolute: ['absolute', 'position'],
      changes_by_relative: ['relative', 'position'],
      changes_by_age: ['age_days', 'position'],
    },
  },
);
