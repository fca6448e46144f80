import type { ForeignEvent } from '@ledger/event-store-port';

/** The most positions remembered; after that many others, an event is reported again. */
const REMEMBERED_MAX = 10_000;

/** Passes each event on once, however many reads find it. */
export function onceEach(
  report: (event: ForeignEvent) => void = () => undefined,
): (event: ForeignEvent) => void {
  const met = new Set<string>();
  return (event) => {
    const place = `${event.position} ${event.stream} ${event.revision}`;
    if (met.has(place)) return;
    const [oldest] = met;
    if (met.size >= REMEMBERED_MAX && oldest !== undefined) met.delete(oldest);
    met.add(place);
    report(event);
  };
}
