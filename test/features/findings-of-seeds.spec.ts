import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FigureIndex, findAbout, findAll, RULES, type Found } from '@ledger/findings';
import { plantedSlips, type Plant } from './planted-slips.js';
import { seedFigures, type SeedFigures } from './seed-figures.js';

let seeds: SeedFigures;
let found: readonly Found[];
beforeAll(async () => {
  seeds = await seedFigures();
  found = await findAll(seeds.figures, seeds.vocabulary);
});

/** The rows of the table in RESULTS.md with these columns. */
function resultsTable(...columns: readonly string[]): readonly (readonly string[])[] {
  const lines = readFileSync('libs/findings/RESULTS.md', 'utf8').split('\n');
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const heading = lines.findIndex((line) => cells(line).join() === columns.join());
  expect(heading).toBeGreaterThan(-1);
  const rest = lines.slice(heading + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map(cells);
}

const isImpossible = ({ verdict }: Found) => verdict === 'impossible';

const sorted = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.join(' | ')).toSorted();

describe('The five documents', () => {
  it('contradict themselves where RESULTS.md says, and nowhere else', () => {
    const impossible = found.filter(({ verdict }) => verdict === 'impossible');
    const rows = impossible.map(({ claim, rule, suspects }) => [
      seeds.documents.get(claim.publication) ?? '',
      String(claim.locator.line),
      rule.name,
      claim.print.printed,
      [...new Set(suspects[0]?.slips.map(({ kind }) => kind))].join(', '),
    ]);
    const documented = resultsTable(
      'document',
      'line',
      'rule',
      'printed',
      'what is wrong',
      'slips',
    );
    expect(sorted(documented.map((row) => row.toSpliced(4, 1)))).toEqual(sorted(rows));
  });

  it('contradict themselves in the same way when each paper is judged alone', async () => {
    const ids = (all: readonly Found[]) =>
      all.flatMap(({ id, verdict }) => (verdict === 'impossible' ? [id] : [])).toSorted();
    const alone: Found[] = [];
    for (const publication of seeds.vocabulary.publications.keys()) {
      const own = seeds.figures.filter((figure) => figure.publication === publication);
      alone.push(...(await findAll(own, seeds.vocabulary)));
    }
    expect(ids(alone)).toEqual(ids(found));
  });

  it('are checked in the same way figure by figure', async () => {
    const index = new FigureIndex(seeds.figures, seeds.vocabulary);
    const sound = (all: readonly Found[]) =>
      all.flatMap(({ id, verdict }) => (verdict === 'impossible' ? [] : [id])).toSorted();
    const rulesOf = ({ rule, also }: Found) => [rule.name, ...also];
    for (const figure of seeds.figures) {
      const isInput = ({ inputs }: Found) => inputs.some(({ event }) => event === figure.event);
      const all = found.filter(
        (one) => one.claim.publication === figure.publication && isInput(one),
      );
      const own = await findAbout(index, figure);
      expect([figure.key, sound(own.filter(isInput))]).toEqual([figure.key, sound(all)]);
      // A cause may be named after another of the rules that it breaks.
      const broken = new Set(own.filter(isImpossible).flatMap(rulesOf));
      const missed = all
        .filter(isImpossible)
        .filter((one) => !rulesOf(one).some((name) => broken.has(name)));
      expect(missed).toEqual([]);
    }
  });

  it('were checked as often, with the verdicts that RESULTS.md counts', () => {
    const count = (of: readonly Found[], verdict: string) =>
      String(of.filter((one) => one.verdict === verdict).length);
    const row = (name: string, of: readonly Found[]) => [
      name,
      String(of.length),
      ...['consistent', 'impossible', 'undecidable'].map((verdict) => count(of, verdict)),
    ];
    const rules = RULES.map(({ name }) =>
      row(
        name,
        found.filter(({ rule }) => rule.name === name),
      ),
    );
    const documented = resultsTable(
      'rule',
      'checks',
      'consistent',
      'impossible',
      'undecidable',
    );
    expect(documented).toEqual([...rules, row('all', found)]);
  });
});

describe('Slips that are planted in a copy of the sheets', () => {
  it('are found and diagnosed where something else is printed to check them by', async () => {
    const before = new Set(found.map(({ id, verdict }) => `${verdict} ${id}`));
    const plants = plantedSlips(seeds.figures, seeds.vocabulary);
    const raised: { readonly plant: Plant; readonly raised: readonly Found[] }[] = [];
    for (const plant of plants) {
      const impossible = await withPlant(plant);
      raised.push({
        plant,
        raised: impossible.filter(({ id }) => !before.has(`impossible ${id}`)),
      });
    }
    const strangers = raised.flatMap(({ plant, raised: all }) =>
      all.filter(({ inputs }) => !inputs.includes(plant.after)),
    );
    const missed = raised.filter(
      ({ plant, raised: all }) => !all.some((one) => names(one, plant)),
    );
    const [documented = []] = resultsTable(
      'planted',
      'found',
      'diagnosed',
      'in untouched rows',
    );
    const diagnosed = plants.length - missed.length;
    const seen = raised.filter(({ raised: all }) => all.length > 0).length;
    expect([plants.length, seen, diagnosed, strangers.length].map(String)).toEqual(documented);
  });

  async function withPlant({ before, after }: Plant): Promise<readonly Found[]> {
    const figures = seeds.figures.map((figure) => (figure === before ? after : figure));
    const all = await findAll(figures, seeds.vocabulary);
    return all.filter(({ verdict }) => verdict === 'impossible');
  }

  /** True if the suspects include the slip's own kind, in the figure it was made in. */
  function names({ suspects }: Found, { after, kind }: Plant): boolean {
    return suspects.some(
      ({ figure, slips }) => figure === after && slips.some((slip) => slip.kind === kind),
    );
  }
});
