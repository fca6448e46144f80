import type { Decimal } from '@ledger/kernel';
import type { Marker, PrintedValue, Qualifier } from '../printed/print.js';

/**
 * Prints with what their reports say, one a line: `<5 | 5 offences at-most p`; `null` is no value.
 *
 * @returns each with its line, for a test to be named after
 */
export function printsOf(table: string): (readonly [line: string, print: PrintedValue])[] {
  const lines = table.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [printed = '', report = ''] = line.slice(2).split(' | ');
    const [value = '', unit = '', qualifier, ...markers] = report.split(' ');
    return [
      line.trim(),
      {
        value: value === 'null' ? null : (value as Decimal),
        ...{ printed, unit, qualifier: qualifier as Qualifier, markers: markers as Marker[] },
      },
    ];
  });
}
