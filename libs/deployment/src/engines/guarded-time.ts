import { ClockGuard, type RecordedTimeOptions } from '@ledger/event-store-port';
import type { Settings } from '../settings/settings.js';

/** Dates appends by this machine's clock, unless that cannot be right. */
export function guardedTime({
  timeAcceptedUntil: acceptedUntil,
}: Pick<Settings, 'timeAcceptedUntil'>): RecordedTimeOptions {
  return {
    isOnArrival: true,
    guard: new ClockGuard(acceptedUntil === undefined ? {} : { acceptedUntil }),
  };
}
