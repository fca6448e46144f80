import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseInstant, type Instant } from '@ledger/kernel';
import {
  readDatabase,
  readEventStore,
  readKafka,
  type DatabaseSettings,
  type EventStoreSettings,
  type KafkaSettings,
} from './engine-settings.js';
import { readLog, type LogSettings } from './log-settings.js';
import { MalformedSettings } from './malformed-settings.js';
import { readListening, type ListeningSettings } from './listening.js';
import { SettingsReader, type ReadText, type Reading } from './settings-reader.js';

/** The role of one process: `all` of the server, or one part of a deployment. */
export const ROLES = ['all', 'api', 'projector', 'bridge'] as const;

/** What a process does. */
export type Role = (typeof ROLES)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

interface CommonSettings extends ListeningSettings {
  /** The folder of this machine's own files. */
  readonly dataFolder: string;
  /**
   * Where a first start with an empty ledger loads from; undefined for a ledger that starts
   * empty.
   */
  readonly seedsFolder: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** How long requests in progress may take to finish at shutdown. */
  readonly shutdownMsMax: number;
  /** How long a seal waits for the views to catch up with the publication's last report. */
  readonly sealWaitMsMax: number;
  /** Traces are off without it. */
  readonly traces?: TracesSettings;
  /** The transparency log. */
  readonly log: LogSettings;
  /** Whether this process reviews publications as they are sealed, and raises findings. */
  readonly raisesFindings: boolean;
  /** The operator has confirmed that the times of clock and log are right up to this moment. */
  readonly timeAcceptedUntil?: Instant;
}

/** Where traces are sent, and how many are sampled. */
export interface TracesSettings {
  /** The OpenTelemetry collector, for OTLP over HTTP. */
  readonly endpoint: string;
  /** The share of traces begun here that are sampled, from 0 to 1. */
  readonly ratio: number;
}

/** One process with log and views in files of its own. */
export interface EmbeddedSettings extends CommonSettings {
  readonly kind: 'embedded';
  readonly role: 'all';
  readonly eventsFile: string;
  readonly viewsFile: string;
  /** The bridge runs if Kafka is configured. */
  readonly kafka?: KafkaSettings;
}

interface ServerEngines extends CommonSettings {
  readonly kind: 'deployed';
  readonly eventStore: EventStoreSettings;
  readonly database: DatabaseSettings;
}

/** One process on servers, which other processes may share. */
export interface DeployedSettings extends ServerEngines {
  readonly role: 'all' | 'api' | 'projector';
  /** The bridge runs if Kafka is configured; set for role `all` only. */
  readonly kafka?: KafkaSettings;
}

/** A process that only carries reports and events between Kafka and the ledger. */
export interface BridgeSettings extends ServerEngines {
  readonly role: 'bridge';
  readonly kafka: KafkaSettings;
}

/** All settings of the server, in a valid combination. */
export type Settings = EmbeddedSettings | DeployedSettings | BridgeSettings;

/**
 * Reads the environment, and the role from the arguments if given there.
 *
 * All processes of a deployment may be given the same variables: a role ignores those it does
 * not use, but still reports mistakes in them.
 *
 * @param args the arguments after the program's name: `--role api`
 * @param readText reads the files that variables name
 * @throws {MalformedSettings} with every mistake at once; it never repeats passwords
 */
export function readSettings(
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
  readText?: ReadText,
): Settings {
  const reader = new SettingsReader(env, readText);
  const role = readRole(reader, args);
  const common = readCommon(reader, role);
  const eventStore = readEventStore(reader);
  const database = readDatabase(reader);
  const kafka = readKafka(reader);
  noteMissing(reader, role);
  if (reader.mistakes.length > 0) throw new MalformedSettings(reader.mistakes);
  const bridge = role === 'all' && kafka !== undefined ? { kafka } : {};
  if (eventStore === undefined || database === undefined) {
    return {
      ...common,
      ...filesIn(common.dataFolder),
      kind: 'embedded',
      role: 'all',
      ...bridge,
    };
  }
  const engines = { ...common, kind: 'deployed', eventStore, database } as const;
  if (role !== 'bridge') return { ...engines, role, ...bridge };
  if (kafka === undefined)
    throw new TypeError('A bridge without Kafka is a mistake noted above.');
  return { ...engines, role, kafka };
}

function readRole(reader: SettingsReader, args: readonly string[]): Role {
  const { tokens } = parseArgs({
    args: [...args],
    options: { role: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const fromEnvironment = reader.word('LEDGER_ROLE', ROLES);
  let given: Role | undefined;
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name !== 'role') {
      const written = token.kind === 'positional' ? token.value : (args[token.index] ?? '--');
      reader.note(written, 'is not known here: the only option is --role.');
      continue;
    }
    given = ROLES.find((role) => role === token.value);
    if (given === undefined) {
      reader.note(
        '--role',
        `is ${JSON.stringify(token.value ?? '')}: give one of ${ROLES.join(', ')}.`,
      );
    }
  }
  return given ?? fromEnvironment ?? 'all';
}

/** The value of LEDGER_SEEDS for a ledger that starts empty. */
const NO_SEEDS = 'none';

function readCommon(reader: SettingsReader, role: Role): CommonSettings {
  const endpoint = reader.read('OTEL_EXPORTER_OTLP_ENDPOINT', COLLECTOR);
  const ratio = reader.read('OTEL_TRACES_SAMPLER_ARG', RATIO) ?? 1;
  const seeds = reader.text('LEDGER_SEEDS') ?? './seeds';
  const timeAcceptedUntil = reader.read('LEDGER_TIME_ACCEPTED_UNTIL', MOMENT);
  return {
    dataFolder: resolve(reader.text('LEDGER_DATA') ?? './.ledger'),
    seedsFolder: seeds === NO_SEEDS ? undefined : resolve(seeds),
    ...readListening(reader, { takesCommands: role === 'all' || role === 'api' }),
    logLevel: reader.word('LOG_LEVEL', LOG_LEVELS) ?? 'warn',
    shutdownMsMax: reader.whole('SHUTDOWN_MS_MAX', 10_000, 600_000),
    log: readLog(reader),
    raisesFindings: readsFindings(reader, role),
    sealWaitMsMax: reader.whole('SEAL_WAIT_MS_MAX', 30_000, 600_000),
    ...(endpoint === undefined ? {} : { traces: { endpoint, ratio } }),
    ...(timeAcceptedUntil === undefined ? {} : { timeAcceptedUntil }),
  };
}

/** On by itself in files of its own; on servers where it is wanted, by those that keep views. */
function readsFindings(reader: SettingsReader, role: Role): boolean {
  const isEmbedded = !reader.isSet('EVENTSTORE_URL') && !reader.isSet('DATABASE_URL');
  const choice = reader.word('LEDGER_FINDINGS', ['on', 'off']) ?? (isEmbedded ? 'on' : 'off');
  return choice === 'on' && (role === 'all' || role === 'projector');
}

/** Where processes share servers, a process with a file of its own would be a second ledger. */
function noteMissing(reader: SettingsReader, role: Role): void {
  const engines = ['EVENTSTORE_URL', 'DATABASE_URL'];
  const set = engines.filter((variable) => reader.isSet(variable));
  for (const variable of engines) {
    if (reader.isSet(variable)) continue;
    if (role !== 'all')
      reader.note(variable, `is not set: the role ${role} works on servers only.`);
    else if (set.length > 0)
      reader.note(variable, `is not set, but ${set.join()} is: set both.`);
  }
  if (role === 'bridge' && !reader.isSet('KAFKA_BROKERS')) {
    reader.note(
      'KAFKA_BROKERS',
      'is not set: the role bridge has nothing to carry to or from.',
    );
  }
}

function filesIn(dataFolder: string): Pick<EmbeddedSettings, 'eventsFile' | 'viewsFile'> {
  return { eventsFile: join(dataFolder, 'ledger.db'), viewsFile: join(dataFolder, 'views.db') };
}

const RATIO: Reading<number> = {
  expected: 'the share of traces to make, from 0 to 1',
  parse: (text) => (/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(text) ? Number(text) : undefined),
};

const MOMENT: Reading<Instant> = {
  expected: 'a moment with its offset, such as 2024-09-05T13:00:00Z',
  parse: (text) => {
    try {
      return parseInstant(text);
    } catch {
      return undefined;
    }
  },
};

/** Without credentials: those belong in OTEL_EXPORTER_OTLP_HEADERS, which the exporter reads. */
const COLLECTOR: Reading<string> = {
  isSecret: true,
  expected:
    'http://host:4318 or https://…, without a user; headers have a variable of their own',
  parse: (text) => {
    const url = URL.parse(text);
    if (url === null || !['http:', 'https:'].includes(url.protocol)) return undefined;
    return url.username === '' && url.password === '' ? text : undefined;
  },
};
