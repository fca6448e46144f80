import type { Clocks } from '../../views/clocks.js';
import { visibleFigures } from '../../views/visible-figures.js';
import type { ViewReader } from '../../views/view-reader.js';

/** What a measure has figures for, in order of text. */
export interface SeriesChoices {
  readonly areas: readonly string[];
  readonly statistics: readonly string[];
  readonly breakdowns: readonly Readonly<Record<string, string>>[];
}

/** A figure by what may be chosen of it. */
export interface ChoiceRow {
  readonly key: string;
  readonly area: string;
  readonly statistic: string;
  /** Canonical JSON. */
  readonly breakdown: string;
}

/**
 * The choices among figures that are visible at both clocks: an area that only a publication
 * under embargo names is as secret as what it prints.
 *
 * One figure that can be seen is enough for each choice, so few of them are looked at where most
 * can be: first one for each choice, then, for those that none was seen of, ever more.
 */
export async function visibleChoices(
  reader: ViewReader,
  rows: readonly ChoiceRow[],
  clocks: Clocks,
): Promise<SeriesChoices> {
  const seen: ChoiceRow[] = [];
  const offered = new Set<string>();
  let unread = rows;
  for (let forEach = 1; unread.length > 0; forEach *= 2) {
    const next = firstOfEach(unread, offered, forEach);
    const keys = await visibleFigures(reader, [...next].map(keyOf), clocks);
    for (const row of next) {
      if (!keys.has(row.key)) continue;
      seen.push(row);
      for (const choice of choicesIn(row)) offered.add(choice);
    }
    unread = unread.filter((row) => !next.has(row) && lacking(row, offered).length > 0);
  }
  return choicesOf(seen);
}

/** The first so many figures of each choice without a visible figure so far. */
function firstOfEach(
  rows: readonly ChoiceRow[],
  offered: ReadonlySet<string>,
  forEach: number,
): ReadonlySet<ChoiceRow> {
  const counts = new Map<string, number>();
  const first = new Set<ChoiceRow>();
  for (const row of rows) {
    const wanted = lacking(row, offered).filter(
      (choice) => (counts.get(choice) ?? 0) < forEach,
    );
    if (wanted.length === 0) continue;
    first.add(row);
    for (const choice of wanted) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  }
  return first;
}

function lacking(row: ChoiceRow, offered: ReadonlySet<string>): readonly string[] {
  return choicesIn(row).filter((choice) => !offered.has(choice));
}

function choicesIn({ area, statistic, breakdown }: ChoiceRow): readonly string[] {
  return [`area ${area}`, `statistic ${statistic}`, `breakdown ${breakdown}`];
}

function keyOf({ key }: ChoiceRow): string {
  return key;
}

function choicesOf(rows: readonly ChoiceRow[]): SeriesChoices {
  const distinct = (texts: readonly string[]) => [...new Set(texts)].sort();
  return {
    areas: distinct(rows.map(({ area }) => area)),
    statistics: distinct(rows.map(({ statistic }) => statistic)),
    breakdowns: distinct(rows.map(({ breakdown }) => breakdown)).map(
      (text) => JSON.parse(text) as Record<string, string>,
    ),
  };
}
