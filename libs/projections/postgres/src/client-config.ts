import type { ClientConfig } from 'pg';
import type { PostgresViewsOptions } from './postgres-views-options.js';
import { WHOLE_NUMBERS } from './whole-numbers.js';

const CONNECT_WITHIN_MS = 5_000;
const KEEP_ALIVE_AFTER_MS = 3_000;

/** The common configuration of all connections. */
export function clientConfig({ url }: PostgresViewsOptions): ClientConfig {
  return {
    connectionString: url,
    application_name: 'performance-ledger',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    types: WHOLE_NUMBERS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  };
}
