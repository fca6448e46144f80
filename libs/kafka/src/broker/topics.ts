/** The shape that a topic needs for its purpose. */
export interface TopicShape {
  readonly name: string;
  /** `compact` keeps the last message of each key, `delete` keeps messages by age. */
  readonly cleanupPolicy: 'compact' | 'delete';
  /** The message size in bytes that the topic must accept. */
  readonly messageBytesMax: number;
}

/** The topics of a ledger by content. */
export interface LedgerTopics {
  readonly reports: TopicShape;
  readonly refused: TopicShape;
  readonly events: TopicShape;
  readonly current: TopicShape;
  readonly findings: TopicShape;
}

/** A broker's default limit, less what Kafka adds to a message. */
export const ORDINARY_MESSAGE_BYTES_MAX = 1_000_000;

/** The largest event with its envelope, twice over: a stored event may have a million bytes. */
export const EVENT_MESSAGE_BYTES_MAX = 2 * 1_048_576;

/**
 * Names and shapes of the topics.
 *
 * @param prefix of every name, so that several ledgers can share a cluster
 */
export function ledgerTopics(prefix = ''): LedgerTopics {
  return {
    reports: topic(`${prefix}ledger.reports.v1`, 'delete', ORDINARY_MESSAGE_BYTES_MAX),
    refused: topic(`${prefix}ledger.reports.refused.v1`, 'delete', ORDINARY_MESSAGE_BYTES_MAX),
    events: topic(`${prefix}ledger.events.v1`, 'delete', EVENT_MESSAGE_BYTES_MAX),
    current: topic(`${prefix}ledger.figures.current.v1`, 'compact', ORDINARY_MESSAGE_BYTES_MAX),
    findings: topic(`${prefix}ledger.findings.v1`, 'delete', EVENT_MESSAGE_BYTES_MAX),
  };
}

function topic(
  name: string,
  cleanupPolicy: TopicShape['cleanupPolicy'],
  messageBytesMax: number,
): TopicShape {
  return { name, cleanupPolicy, messageBytesMax };
}
