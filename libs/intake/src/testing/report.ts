import { LedgerError } from '@ledger/kernel';
import { readReport } from '../read-report.js';

/** A report as a client sends it, with what has to be there and a value. */
export const report = {
  publication: 'kent-pdb-2024-09',
  measure: 'recorded-crime.all',
  area: 'kent',
  period: '2024-05',
  value: '14773',
  printed: '14,773',
  unit: 'offences',
  locator: { line: 25 },
};

/** The code and message by which JSON is refused as a report; `taken` if it is one. */
export function refusal(json: unknown): string {
  try {
    readReport(json);
  } catch (error) {
    if (error instanceof LedgerError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'taken';
}

/** The report without one of its fields. */
export function without(name: keyof typeof report): object {
  const { [name]: _left, ...rest } = report;
  return rest;
}
