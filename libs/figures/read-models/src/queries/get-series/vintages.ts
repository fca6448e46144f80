import {
  inOrderOfPublication,
  printedValue,
  printOf,
  publicationsBefore,
  type ChainLink,
  type FigureKey,
  type Move,
  type PrintedValue,
} from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { FigureAt } from '../../views/figures-at.js';
import { publicationRef, type PublicationRef } from '../../views/prints.js';

/**
 * What one publication printed for one figure: the leading entry if it printed it several
 * times.
 */
export interface VintageCell extends PrintedValue {
  /** Which of the columns, from 0. */
  readonly column: number;
  readonly move: Move;
  /** Of a revision. */
  readonly kind?: ChainLink['kind'];
  readonly role: string;
}

/** A publication as a column of the vintage matrix. */
export interface VintageColumn extends PublicationRef {
  readonly visibleFrom: Instant;
}

/**
 * The vintage matrix, or revision triangle: a row for each figure, a column for each publication in
 * order of publication, and in it what that publication printed.
 */
export interface VintageMatrix {
  readonly columns: readonly VintageColumn[];
  readonly rows: readonly {
    readonly key: FigureKey;
    /** Only of publications that printed it, in order of column. */
    readonly cells: readonly VintageCell[];
  }[];
}

/** Arranges the histories of figures, which stay in their order, as a vintage matrix. */
export function vintageMatrix(figures: readonly FigureAt[]): VintageMatrix {
  const columns = columnsOf(figures);
  const columnOf = new Map(columns.map(({ id }, column) => [id, column]));
  const rows = figures.map(({ key, chain }) => {
    const cells = new Map<string, VintageCell>();
    for (const { move, kind, entry } of chain.links) {
      const { publication, role } = entry.facts;
      // A chain has a publication's leading entry first, then its repeats.
      if (cells.has(publication)) continue;
      const column = columnOf.get(publication) ?? 0;
      const shown = { column, move, ...(kind === undefined ? {} : { kind }), role };
      cells.set(publication, { ...shown, ...printedValue(printOf(entry)) });
    }
    return { key, cells: [...cells.values()].sort((a, b) => a.column - b.column) };
  });
  return { columns, rows };
}

function columnsOf(figures: readonly FigureAt[]): readonly VintageColumn[] {
  const columns = new Map<string, { column: VintageColumn; after: readonly string[] }>();
  for (const { chain, publications } of figures) {
    for (const { entry } of chain.links) {
      const id = entry.facts.publication;
      if (columns.has(id)) continue;
      const { visibleFrom } = publications.of(id);
      if (visibleFrom !== null) {
        const column = { ...publicationRef(id, publications), visibleFrom };
        columns.set(id, { column, after: publicationsBefore(entry) });
      }
    }
  }
  const ordered = [...columns.values()].map(({ column, after }) => {
    return { publication: column.id, from: column.visibleFrom, after, column };
  });
  return inOrderOfPublication(ordered).map(({ column }) => column);
}
