import { isTransient } from '@ledger/kernel';

/** True for a temporary failure: of the ledger's stores, or of Kafka. */
export function isOutage(error: unknown): boolean {
  return isTransient(error) || isKafkaError(error);
}

/** True for what the Kafka client throws when the cluster fails a request. */
export function isKafkaError(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('KafkaJS');
}
