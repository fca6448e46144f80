import { isLedgerError } from '@ledger/kernel';

/**
 * What says nothing about a message or an event: the same may succeed later, by itself or once
 * somebody has given rights back or mended the store. A stream that was deleted is not among
 * them: it is one subject's, and the others go on.
 */
const OUTAGES: readonly string[] = [
  'append-outcome-unknown',
  'build-moved',
  'store-access-denied',
  'store-shape-unknown',
  'store-unavailable',
  'stream-too-busy',
  'views-behind',
  'views-not-built',
  'views-unavailable',
];

/** True for a failure that will pass: of the ledger's stores, or of Kafka. */
export function isOutage(error: unknown): boolean {
  if (isLedgerError(error)) return OUTAGES.includes(error.code);
  return isKafkaError(error);
}

/** True for what the Kafka client throws when the cluster does not do what it was asked. */
export function isKafkaError(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('KafkaJS');
}

/** A failure in a line for a person. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
