import {
  intervalOf,
  LEDGER_EVENTS,
  type Interval,
  type PrintedNumber,
  type PrintedValue,
} from '@ledger/figures-domain';
import { canonicalJson, type EventRecord } from '@ledger/kernel';

/**
 * How the ledger reads what was printed: for each event that says what a page prints, by id, the
 * interval of numbers that the print stands for; null where it prints none. As the text of its
 * file.
 */
export function formatReadings(events: readonly EventRecord[]): string {
  const readings = new Map<string, Interval | null>();
  for (const record of events) {
    const print = LEDGER_EVENTS.lifted(record).data as Partial<PrintedValue>;
    if (print.printed === undefined) continue;
    const isNumber = print.value !== null;
    readings.set(record.id, isNumber ? intervalOf(print as PrintedNumber) : null);
  }
  return canonicalJson(Object.fromEntries(readings) as never);
}
