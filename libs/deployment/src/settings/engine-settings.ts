import { X509Certificate } from 'node:crypto';
import { Secret } from './secret.js';
import type { Reading, SettingsReader } from './settings-reader.js';

/** The log on a KurrentDB or EventStoreDB server. */
export interface EventStoreSettings {
  /** The client's own connection string, with credentials and TLS. */
  readonly url: Secret;
  /** Prefix of the name of every stream. */
  readonly prefix: string;
}

/** The views on a PostgreSQL server. */
export interface DatabaseSettings {
  readonly url: Secret;
  readonly schema: string;
}

/** How the bridge authenticates with the brokers. */
export interface KafkaCredentials {
  readonly mechanism: KafkaMechanism;
  readonly username: string;
  readonly password: Secret;
}

/** The Kafka cluster of the bridge. */
export interface KafkaSettings {
  /** At least one, each `host:port`. */
  readonly brokers: readonly string[];
  /** Prefix of the names of all topics and of the consumer groups. */
  readonly prefix: string;
  /** Connections are plain without it. */
  readonly tls?: KafkaTls;
  readonly credentials?: KafkaCredentials;
}

/** How the brokers' certificates are verified. */
export interface KafkaTls {
  /** Trusted certificate authorities in PEM; by default those that Node.js trusts. */
  readonly authorities?: string;
}

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** How a process authenticates itself to brokers. */
export type KafkaMechanism = (typeof MECHANISMS)[number];

/** Where the log is kept; `undefined` if no server is named, or its address is malformed. */
export function readEventStore(reader: SettingsReader): EventStoreSettings | undefined {
  const url = reader.read('EVENTSTORE_URL', KURRENTDB_URL);
  const prefix = reader.read('EVENTSTORE_PREFIX', STREAM_PREFIX) ?? 'ledger-';
  noteAlone(reader, ['EVENTSTORE_PREFIX'], 'EVENTSTORE_URL');
  return url === undefined ? undefined : { url, prefix };
}

/** Where the views are kept; `undefined` if no server is named, or its address is malformed. */
export function readDatabase(reader: SettingsReader): DatabaseSettings | undefined {
  const url = reader.read('DATABASE_URL', POSTGRES_URL);
  const schema = reader.read('DATABASE_SCHEMA', SCHEMA) ?? 'ledger_views';
  noteAlone(reader, ['DATABASE_SCHEMA'], 'DATABASE_URL');
  return url === undefined ? undefined : { url, schema };
}

/** The brokers; `undefined` if none are named, or the list is malformed. */
export function readKafka(reader: SettingsReader): KafkaSettings | undefined {
  const brokers = reader.read('KAFKA_BROKERS', BROKERS);
  const prefix = reader.read('KAFKA_PREFIX', TOPIC_PREFIX) ?? '';
  const tls = readTls(reader);
  const credentials = readCredentials(reader);
  noteAlone(reader, ['KAFKA_PREFIX', 'KAFKA_TLS', 'KAFKA_USERNAME'], 'KAFKA_BROKERS');
  if (brokers === undefined) return undefined;
  return {
    brokers,
    prefix,
    ...(tls === undefined ? {} : { tls }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

function readTls(reader: SettingsReader): KafkaTls | undefined {
  const isWanted = reader.word('KAFKA_TLS', ['true', 'false']) === 'true';
  const authorities = reader.file('KAFKA_TLS_CA_FILE', CERTIFICATES);
  if (reader.isSet('KAFKA_TLS_CA_FILE') && !isWanted)
    reader.note('KAFKA_TLS_CA_FILE', 'says nothing unless KAFKA_TLS is true: set both.');
  if (!isWanted) return undefined;
  return authorities === undefined ? {} : { authorities };
}

function readCredentials(reader: SettingsReader): KafkaCredentials | undefined {
  const mechanism = reader.word('KAFKA_SASL_MECHANISM', MECHANISMS) ?? 'scram-sha-512';
  const username = reader.text('KAFKA_USERNAME');
  const password = readPassword(reader);
  const ofUser = ['KAFKA_SASL_MECHANISM', 'KAFKA_PASSWORD', 'KAFKA_PASSWORD_FILE'];
  noteAlone(reader, ofUser, 'KAFKA_USERNAME');
  if (!reader.isSet('KAFKA_PASSWORD_FILE'))
    noteAlone(reader, ['KAFKA_USERNAME'], 'KAFKA_PASSWORD');
  if (username === undefined || password === undefined) return undefined;
  return { mechanism, username, password };
}

/** Secrets are mounted as files, which no process list shows. */
function readPassword(reader: SettingsReader): Secret | undefined {
  const given = reader.text('KAFKA_PASSWORD');
  const filed = reader.file('KAFKA_PASSWORD_FILE', PASSWORD);
  if (given === undefined) return filed;
  if (reader.isSet('KAFKA_PASSWORD_FILE'))
    reader.note('KAFKA_PASSWORD_FILE', 'is set beside KAFKA_PASSWORD: set one of them.');
  return new Secret(given);
}

/** Reports settings whose address is missing: it may be forgotten, not left out on purpose. */
function noteAlone(reader: SettingsReader, variables: readonly string[], needed: string): void {
  if (reader.isSet(needed)) return;
  for (const variable of variables) {
    if (reader.isSet(variable))
      reader.note(variable, `says nothing without ${needed}: set both.`);
  }
}

/** No stricter than the client: what this refuses, no client takes. */
const KURRENTDB =
  /^(?<scheme>(?:kurrentdb|kurrent|kdb|esdb)(?:\+discover)?:\/\/)(?:[^:@]+:[^@]+@)?(?<hosts>[^\s:@/?,]+(?::\d{1,5})?(?:,[^\s:@/?,]+(?::\d{1,5})?)*)\/*(?:\?\S+)?$/;

const KURRENTDB_URL: Reading<Secret> = {
  isSecret: true,
  expected: 'kurrentdb://user:password@host:2113?tls=true, more hosts behind commas',
  parse: (text) => {
    const { scheme, hosts } = KURRENTDB.exec(text)?.groups ?? {};
    return scheme && hosts ? new Secret(text, `${scheme}${hosts}`) : undefined;
  },
};

const POSTGRES_URL: Reading<Secret> = {
  isSecret: true,
  expected: 'postgres://user:password@host:5432/database, %-signs for what is special',
  parse: (text) => {
    const url = URL.parse(text);
    if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return undefined;
    if (url.hostname === '' || !/^\/[^/]+$/.test(url.pathname)) return undefined;
    // A `/` or `?` in a password would end the authority there, and the rest would be shown.
    if (`${url.pathname}${url.search}${url.hash}`.includes('@')) return undefined;
    return new Secret(text, `${url.protocol}//${url.host}${url.pathname}`);
  },
};

const STREAM_PREFIX: Reading<string> = {
  expected: 'letters, digits and _, then one - at the end, as in ledger-',
  parse: (text) => matching(text, /^\w+-$/),
};

const SCHEMA: Reading<string> = {
  expected: 'a lower-case letter and up to 62 lower-case letters, digits and _, not pg_…',
  parse: (text) => matching(text, /^(?!pg_)[a-z][a-z0-9_]{0,62}$/),
};

/** Leaves room for the longest topic name within Kafka's 249 characters. */
const TOPIC_PREFIX: Reading<string> = {
  expected: 'up to 200 letters, digits and . _ -',
  parse: (text) => matching(text, /^[\w.-]{1,200}$/),
};

const BROKER = /^(?:\[[0-9A-Fa-f:.]+\]|[^\s:/@[\]]+):(?<port>\d{1,5})$/;

const BROKERS: Reading<readonly string[]> = {
  expected: 'host:port, more of them behind commas',
  parse: (text) => {
    const brokers = text.split(',').map((broker) => broker.trim());
    return brokers.every(isBroker) ? brokers : undefined;
  },
};

const PASSWORD: Reading<Secret> = {
  expected: 'a file that holds the password and nothing else, in one line',
  parse: (text) => {
    const password = text.replace(/\r?\n$/, '');
    return password === '' || /[\r\n]/.test(password) ? undefined : new Secret(password);
  },
};

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const CERTIFICATES: Reading<string> = {
  expected: 'a file of one or more certificates in PEM',
  parse: (text) => {
    const certificates = text.match(PEM_CERTIFICATE) ?? [];
    const areRead = certificates.length > 0 && certificates.every(isCertificate);
    return areRead ? certificates.join('\n') : undefined;
  },
};

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

function isBroker(text: string): boolean {
  const port = Number(BROKER.exec(text)?.groups?.['port'] ?? 0);
  return port > 0 && port <= 65_535;
}

function matching(text: string, pattern: RegExp): string | undefined {
  return pattern.test(text) ? text : undefined;
}
