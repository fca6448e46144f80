import { Kafka, logLevel, type KafkaConfig, type RetryOptions } from 'kafkajs';
import { installCodecs } from './codecs.js';

/** The address of the cluster, and how to authenticate. */
export interface KafkaConnection extends Pick<KafkaConfig, 'ssl' | 'sasl'> {
  /** `host:port` of some of its brokers. */
  readonly brokers: readonly string[];
  /** This program's name in the cluster's own logs; `ledger` by default. */
  readonly clientId?: string;
}

/** Receives the Kafka client's log; everything of consequence is in the status too. */
export type KafkaLog = (level: 'error' | 'warn' | 'info', message: string) => void;

const CONNECTION_TIMEOUT_MS = 3_000;

/**
 * How often the client retries by itself before the bridge learns of a failure: enough for a
 * change of leader, and few enough that the status soon shows an outage. The bridge itself never
 * gives up.
 */
export const CLIENT_RETRY: RetryOptions = {
  initialRetryTime: 100,
  retries: 4,
  factor: 0.2,
  multiplier: 2,
  maxRetryTime: 1_000,
};

/** The one client behind the consumers, producers and admins of a bridge. */
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
