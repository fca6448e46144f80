import { readSettings, type DeployedSettings, type EmbeddedSettings } from './settings.js';
import type { ReadText } from './settings-reader.js';

/** The ledger that a program beside the server works on. */
export type LedgerPlace = EmbeddedSettings | DeployedSettings;

/** What names engines other than files. */
const SERVERS = ['EVENTSTORE_URL', 'EVENTSTORE_PREFIX', 'DATABASE_URL', 'DATABASE_SCHEMA'];

/**
 * Reads where the ledger is from the variables that the server reads, whatever role they give it.
 *
 * @throws {MalformedSettings} with every mistake at once, those that only the server would mind
 *   included: what it does not start on is not worked on either; only where it listens is nothing
 *   to a program that listens nowhere
 */
export function readPlace(env: NodeJS.ProcessEnv, readText?: ReadText): LedgerPlace {
  const settings = readSettings({ ...env, LEDGER_ROLE: 'all', HOST: '' }, [], readText);
  if (settings.role === 'bridge') throw new TypeError('The role was given as another.');
  return settings;
}

/** The ledger in a folder's files, whatever servers the variables name. */
export function placeIn(folder: string, env: NodeJS.ProcessEnv): LedgerPlace {
  const none = Object.fromEntries(SERVERS.map((variable) => [variable, '']));
  return readPlace({ ...env, ...none, LEDGER_DATA: folder });
}
