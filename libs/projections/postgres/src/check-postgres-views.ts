import { Connections } from './connections.js';
import type { PostgresViewsOptions } from './postgres-views-options.js';

/**
 * Checks that the database is reachable and holds views, or nothing in their place yet.
 *
 * @throws {ViewsShapeUnknown} there is something else; waiting does not help
 * @throws {ViewsUnavailable} it cannot be reached now
 */
export async function checkPostgresViews(options: PostgresViewsOptions): Promise<void> {
  const connections = new Connections({ ...options, connectionsMax: 1 });
  try {
    await connections.use(async () => undefined);
  } finally {
    await connections.close();
  }
}
