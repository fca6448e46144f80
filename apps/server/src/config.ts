import { join, resolve } from 'node:path';
import { LedgerError } from '@ledger/kernel';

/** Everything the server is told from outside. */
export interface ServerConfig {
  readonly dataFolder: string;
  readonly eventsFile: string;
  readonly viewsFile: string;
  /** Where a first start with an empty ledger loads from. */
  readonly seedsFolder: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly logLevel: string;
  /** How long requests under way may take to finish once the server is told to stop. */
  readonly shutdownMsMax: number;
}

/** An environment variable that does not say what it should; the server does not start on it. */
export class MalformedSetting extends LedgerError {
  readonly code = 'malformed-setting';

  constructor(
    readonly variable: string,
    readonly text: string,
    readonly expected: string,
  ) {
    super(`${variable} is "${text}": give ${expected}.`);
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * Reads the environment.
 *
 * @throws {MalformedSetting}
 */
export function readConfig(env: NodeJS.ProcessEnv): ServerConfig {
  const dataFolder = resolve(env['LEDGER_DATA'] ?? './.ledger');
  const logLevel = env['LOG_LEVEL'] ?? 'warn';
  if (!LOG_LEVELS.includes(logLevel)) {
    throw new MalformedSetting('LOG_LEVEL', logLevel, `one of ${LOG_LEVELS.join(', ')}`);
  }
  return {
    dataFolder,
    eventsFile: join(dataFolder, 'ledger.db'),
    viewsFile: join(dataFolder, 'views.db'),
    seedsFolder: resolve(env['LEDGER_SEEDS'] ?? './seeds'),
    host: env['HOST'] ?? '127.0.0.1',
    port: whole(env, 'PORT', 3000, 65_535),
    logLevel,
    shutdownMsMax: whole(env, 'SHUTDOWN_MS_MAX', 10_000, 600_000),
  };
}

function whole(
  env: NodeJS.ProcessEnv,
  variable: string,
  otherwise: number,
  most: number,
): number {
  const text = env[variable];
  if (text === undefined) return otherwise;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= most) return number;
  throw new MalformedSetting(variable, text, `a whole number from 0 to ${most}`);
}
