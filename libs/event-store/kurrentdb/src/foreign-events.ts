/** An event in a stream of the ledger that the ledger did not write. */
export interface ForeignEvent {
  /** Position on the server. */
  readonly position: number;
  /** Full stream name on the server. */
  readonly stream: string;
  /** Revision in the stream, as the server counts. */
  readonly revision: number;
  readonly type: string;
  /** The server's time. */
  readonly createdAt: string;
}

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
