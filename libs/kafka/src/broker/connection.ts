import { Kafka, logLevel, type KafkaConfig, type RetryOptions } from 'kafkajs';
import { installCodecs } from './codecs.js';

/** Where the cluster is, and how to be let in. */
export interface KafkaConnection extends Pick<KafkaConfig, 'ssl' | 'sasl'> {
  /** `host:port` of some of its brokers. */
  readonly brokers: readonly string[];
  /** What the cluster's own logs call this program; `ledger` by default. */
  readonly clientId?: string;
}

/** Told of what the Kafka client has to say; everything of consequence is in the status too. */
export type KafkaLog = (level: 'error' | 'warn' | 'info', message: string) => void;

const CONNECTION_TIMEOUT_MS = 3_000;

/**
 * How often the client tries by itself before the bridge hears of it: long enough for a change of
 * leader, short enough that the status soon tells of an outage. The bridge itself never gives up.
 */
export const CLIENT_RETRY: RetryOptions = {
  initialRetryTime: 100,
  retries: 4,
  factor: 0.2,
  multiplier: 2,
  maxRetryTime: 1_000,
};

/** The one client that consumers, producers and admins of a bridge come from. */
export function connectKafka(connection: KafkaConnection, log?: KafkaLog): Kafka {
  const { brokers, clientId = 'ledger', ssl, sasl } = connection;
  installCodecs();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    retry: CLIENT_RETRY,
    ...(ssl === undefined ? undefined : { ssl }),
    ...(sasl === undefined ? undefined : { sasl }),
    logLevel: log === undefined ? logLevel.NOTHING : logLevel.INFO,
    logCreator: () => (entry) => log?.(LEVELS[entry.level] ?? 'info', entry.log.message),
  });
}

const LEVELS: Readonly<Partial<Record<logLevel, 'error' | 'warn' | 'info'>>> = {
  [logLevel.ERROR]: 'error',
  [logLevel.WARN]: 'warn',
};
