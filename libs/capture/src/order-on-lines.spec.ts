import { describe, expect, it } from '@jest/globals';
import { reading, sheet } from './testing/seed-fixture.js';

const cell = (value: string, period: string, occurrence = '') => ({
  ...{ value, printed: value, period, occurrence, line: '3' },
});

describe('Figures that share a line of the document', () => {
  it('are ordered as the rows of their sheet have them, also where their tokens repeat', () => {
    const rows = [
      cell('1', '2024-01', '1'),
      cell('2', '2024-02', '1'),
      cell('2', '2024-03', '2'),
      cell('1', '2024-04', '2'),
      cell('3', '2024-05'),
      { ...cell('9', '2024-06'), line: '4' },
    ];
    const { plan, problems } = reading({ 'paper-2024/01-crime.csv': sheet(...rows) });
    const orders = plan.publications[0]?.reports.map(({ report }) => report.locator.order);

    expect(problems).toEqual([]);
    expect(orders).toEqual([1, 2, 3, 4, 5, undefined]);
  });

  it('are ordered across sheets, which are read in the order of their names', () => {
    const { plan } = reading({
      'paper-2024/02-more.csv': sheet(cell('2', '2024-02')),
      'paper-2024/01-crime.csv': sheet(cell('1', '2024-01')),
    });
    const ordered = plan.publications[0]?.reports.map(({ report }) => report);

    expect(ordered?.map(({ printed, locator }) => [printed, locator.order])).toEqual([
      ['1', 1],
      ['2', 2],
    ]);
  });
});
