import { readSettings, type DeployedSettings, type EmbeddedSettings } from './settings.js';
import type { ReadText } from './settings-reader.js';

/** The ledger that a program beside the server works on. */
export type LedgerPlace = EmbeddedSettings | DeployedSettings;

/** The variables that name engines other than files. */
const SERVERS = ['EVENTSTORE_URL', 'EVENTSTORE_PREFIX', 'DATABASE_URL', 'DATABASE_SCHEMA'];

/**
 * Reads where the ledger is from the server's variables, for any role.
 *
 * @throws {MalformedSettings} with every mistake at once, including settings that only the
 *   server uses: a ledger the server would not start on is not opened here either. Where the
 *   server listens is ignored.
 */
export function readPlace(env: NodeJS.ProcessEnv, readText?: ReadText): LedgerPlace {
  const settings = readSettings({ ...env, LEDGER_ROLE: 'all', HOST: '' }, [], readText);
  if (settings.role === 'bridge') throw new TypeError('The role was given as another.');
  return settings;
}

/** The ledger in a folder's files, even if the variables name servers. */
export function placeIn(folder: string, env: NodeJS.ProcessEnv): LedgerPlace {
  const none = Object.fromEntries(SERVERS.map((variable) => [variable, '']));
  return readPlace({ ...env, ...none, LEDGER_DATA: folder });
}
