import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalText, rational } from '../numbers/rational.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import { findAll } from '../findings/find.js';
import { madeMeasure, madeVocabulary, onLines, type Made } from '../testing/made-paper.js';

/** How a table prints its numbers: with decimals, or rounded to thousands of some scale. */
interface Printing {
  readonly places: number;
  readonly scale: number;
}

const AREAS = ['kent.east', 'kent.north', 'kent.west'];
const MONTHS = ['2024-05', '2024-06', '2024-07'];
const QUARTER = '2024-05..2024-07';
const before = (period: string) => period.replaceAll('2024', '2023');

const printing = fc.record({
  places: fc.integer({ min: 0, max: 2 }),
  scale: fc.constantFrom(0, 3, 6),
});
const cells = fc.array(fc.integer({ min: 1, max: 99_999_999 }), {
  minLength: 18,
  maxLength: 18,
});

const vocabulary = madeVocabulary([
  madeMeasure('crime'),
  madeMeasure('amount', { valueType: 'decimal' }),
]);

/** A table of areas by months with its totals, this year and last, each number rounded alone. */
function table(numbers: readonly number[], how: Printing): readonly PrintedFigure[] {
  const [now, last] = [numbers.slice(0, 9), numbers.slice(9)];
  const rows = [...AREAS, 'kent'].flatMap((area, at) =>
    [...MONTHS, QUARTER].flatMap((period, month) => {
      const level = (all: readonly number[]) => sumOf(all, at, month);
      const place = { area, table: 'crime', row: area, column: period };
      const year = { ...place, ...printed(level(now), how), period };
      const compared = { period, comparedWith: before(period) };
      return [
        year,
        { ...place, ...printed(level(last), how), period: before(period) },
        {
          ...place,
          ...compared,
          ...printed(level(now) - level(last), how),
          statistic: 'change',
        },
        { ...place, ...compared, ...percent(level(now), level(last), how) },
      ] as const;
    }),
  );
  return onLines(rows);
}

/** The cell, or the total over areas, months or both. */
function sumOf(numbers: readonly number[], area: number, month: number): number {
  return numbers
    .filter((_, at) => area === AREAS.length || Math.floor(at / 3) === area)
    .filter((_, at) => month === MONTHS.length || at % 3 === month)
    .reduce((sum, number) => sum + number, 0);
}

/** The true number is in hundredths of the unit where decimals are printed. */
function printed(
  number: number,
  { places, scale }: Printing,
): Partial<Made> & { value: string } {
  const measure = places === 0 ? 'crime' : 'amount';
  const hundredths = places === 0 ? number : number / 100;
  const unit = 10 ** scale;
  const text = decimalText(
    rational(number, places === 0 ? unit : unit * 100),
    places,
    'half-up',
  );
  const value = decimalText(
    rational(BigInt(text.replace('.', '')) * 10n ** BigInt(scale), 10n ** BigInt(places)),
    Math.max(0, places - scale),
    'half-up',
  );
  expect(Math.abs(Number(value) - hundredths)).toBeLessThanOrEqual(unit);
  return { measure, value, printed: text, print: scale === 0 ? {} : { scale } };
}

function percent(now: number, last: number, { places }: Printing): Made {
  const measure = places === 0 ? 'crime' : 'amount';
  const value = decimalText(rational(100 * (now - last), last), 1, 'half-up');
  const print = { unit: 'percent' } as const;
  return { measure, statistic: 'percent-change', value, printed: `${value}%`, print };
}

const impossible = async (figures: readonly PrintedFigure[]) =>
  (await findAll(figures, vocabulary)).filter(({ verdict }) => verdict === 'impossible');

/** Each test evaluates all rules over 150 tables. */
const TEST_MS_MAX = 60_000;

describe('Tables', () => {
  it(
    'that are consistent are never called impossible, at any precision and scale',
    async () => {
      await fc.assert(
        fc.asyncProperty(cells, printing, async (numbers, how) => {
          const found = await impossible(table(numbers, how));
          expect(found.map(({ explanation }) => explanation)).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
    TEST_MS_MAX,
  );

  it(
    'are called impossible by one digit in any count',
    async () => {
      const slip = fc.record({
        cell: fc.nat(),
        place: fc.nat(),
        digit: fc.integer({ min: 1, max: 9 }),
      });
      await fc.assert(
        fc.asyncProperty(cells, slip, async (numbers, { cell, place, digit }) => {
          const figures = table(numbers, { places: 0, scale: 0 });
          const counts = figures.filter(({ figure }) => figure.statistic === 'value');
          const chosen = counts[cell % counts.length]!;
          const edited = edit(chosen, place, digit);
          const all = figures.map((figure) => (figure === chosen ? edited : figure));
          const found = await impossible(all);
          expect(found.length).toBeGreaterThan(0);
          expect(found.flatMap(({ inputs }) => inputs)).toContain(edited);
        }),
        { numRuns: 150 },
      );
    },
    TEST_MS_MAX,
  );

  it(
    'are called impossible by one digit of a rounded number beyond what rounding explains',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          cells,
          fc.constantFrom(3, 6),
          fc.nat(),
          async (numbers, scale, cell) => {
            const figures = table(numbers, { places: 0, scale });
            const totals = figures.filter(
              ({ figure }) => figure.statistic === 'value' && figure.area === 'kent',
            );
            const chosen = totals[cell % totals.length]!;
            const edited = edit(chosen, 0, 5);
            const moved = Math.abs(Number(edited.print.value) - Number(chosen.print.value));
            fc.pre(moved > 2 * 10 ** scale);
            const all = figures.map((figure) => (figure === chosen ? edited : figure));
            expect((await impossible(all)).length).toBeGreaterThan(0);
          },
        ),
        { numRuns: 150 },
      );
    },
    TEST_MS_MAX,
  );
});

/** The figure with another digit at one offset, in its value and in its print. */
function edit(figure: PrintedFigure, at: number, by: number): PrintedFigure {
  const { print } = figure;
  const place = at % print.printed.length;
  const digit = (Number(print.printed[place]) + by) % 10;
  const text = `${print.printed.slice(0, place)}${digit}${print.printed.slice(place + 1)}`;
  const value = `${Number(text)}${'0'.repeat(print.scale ?? 0)}`;
  return { ...figure, print: { ...print, printed: text, value: value as typeof print.value } };
}
