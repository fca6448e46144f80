import { ViewsUnavailable } from '@ledger/projections-port';

/**
 * The stored bytes of an event that the views reflect.
 *
 * @param row as it was read; views beside a log in a file find the bytes there, or nothing
 * @throws {ViewsUnavailable} the log no longer holds the event
 */
export function storedBytes({
  position,
  body,
}: {
  readonly position: number;
  readonly body: string | null;
}): string {
  if (body !== null) return body;
  throw new ViewsUnavailable(
    `the log has no event at position ${position}, which they reflect: its end was deleted, ` +
      'or it is an older copy',
  );
}
