import type { ReportAnswer } from '@ledger/figures-application';
import {
  answerByOrigin,
  originReadingOf,
  readReport,
  type OriginReading,
  type ReportOfOrigin,
} from '@ledger/intake';
import { readEnvelope } from './read-envelope.js';

/** A received message. */
export interface IncomingMessage {
  readonly value: Uint8Array | null;
}

/**
 * Parses messages, reports the valid ones, and answers all of them in their order, the invalid
 * ones with a refusal. Reports of one figure keep the order of messages.
 *
 * @param batchName names these messages, as the origin of events without a better one
 * @throws an outage: nothing is known of any of them; repeat all of them
 * @throws anything that is neither an outage nor a refusal
 */
export function takeMessages(
  messages: readonly IncomingMessage[],
  batchName: string,
  report: ReportOfOrigin,
): Promise<readonly ReportAnswer[]> {
  const readings = messages.map(({ value }) => readMessage(value, batchName));
  return answerByOrigin(readings, report);
}

function readMessage(value: Uint8Array | null, batchName: string): OriginReading {
  return originReadingOf(() => {
    const { source, correlationId = batchName, data } = readEnvelope(value);
    const origin = { actor: source, correlationId, causationId: batchName };
    return { report: readReport(data), origin };
  });
}
