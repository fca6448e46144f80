import { asyncApiDocument } from '@ledger/kafka';

/** The description of what goes over Kafka; a module of its own, because few ask for it. */
export function asyncApiText(prefix = ''): string {
  return JSON.stringify(asyncApiDocument({ version: '1', prefix }));
}
