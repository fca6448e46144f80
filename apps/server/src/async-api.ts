import { asyncApiDocument } from '@ledger/kafka';

/**
 * The AsyncAPI document of the Kafka messages; a lazily loaded module, because it is rarely
 * requested.
 */
export function asyncApiText(prefix = ''): string {
  return JSON.stringify(asyncApiDocument({ version: '1', prefix }));
}
