import type { KafkaConnection } from '@ledger/kafka';
import type { KafkaSettings, KafkaTls } from '../settings/engine-settings.js';

/** The client configuration for the given Kafka settings. */
export function connectionOf({ brokers, tls, credentials }: KafkaSettings): KafkaConnection {
  const common = { brokers, ssl: sslOf(tls) };
  if (credentials === undefined) return common;
  const { mechanism, username } = credentials;
  const login = { username, password: credentials.password.reveal() };
  switch (mechanism) {
    case 'plain':
      return { ...common, sasl: { mechanism, ...login } };
    case 'scram-sha-256':
      return { ...common, sasl: { mechanism, ...login } };
    case 'scram-sha-512':
      return { ...common, sasl: { mechanism, ...login } };
  }
}

function sslOf(tls: KafkaTls | undefined): NonNullable<KafkaConnection['ssl']> {
  if (tls === undefined) return false;
  return tls.authorities === undefined ? true : { ca: [tls.authorities] };
}
