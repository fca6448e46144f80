import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disclosureOf } from '@ledger/figures-evidence';
import { FileLogStore, FileStreamMapStore } from '@ledger/log-store-files';
import type { LogStore } from '@ledger/log-store-port';
import {
  generateKey,
  parseSigner,
  parseVerifier,
  parseWitnessPolicy,
} from '@ledger/transparency';
import {
  identityOf,
  Witnesses,
  type ReadableLog,
  type SignedLog,
  type StreamMapParts,
} from '@ledger/transparency-log';
import type { LedgerPlace } from '../settings/ledger-place.js';
import type { BridgeSettings } from '../settings/settings.js';

/** The file of the key of a log in files, unless a key is configured. */
const KEY_FILE = 'log.key';

/** A transparency log with its signers. */
export interface OpenLog extends SignedLog {
  readonly store: LogStore;
  /** The map of its streams, beside the folder that is served. */
  readonly streams: StreamMapParts;
  /** Asked to cosign its checkpoints, if a policy names any. */
  readonly witnesses?: Witnesses;
}

/** Where a ledger keeps its transparency log; undefined on servers unless LEDGER_LOG is set. */
export function logFolderOf(settings: LedgerPlace | BridgeSettings): string | undefined {
  const { log, dataFolder, kind } = settings;
  return log.folder ?? (kind === 'embedded' ? join(dataFolder, 'log') : undefined);
}

/** Where a transparency log is kept, and what signs it. It can be copied to another thread. */
export interface LogPlace {
  readonly folder: string;
  /** Private keys, each of which signs every checkpoint. At least one. */
  readonly keys: readonly string[];
  /** Public keys of former signers. */
  readonly formerKeys: readonly string[];
  /** The first line of checkpoints; the name of the first key by default. */
  readonly origin?: string;
  /** The policy of its witnesses, as text. */
  readonly witnessPolicy?: string;
}

/**
 * Finds the transparency log of a ledger, if it has one, and creates a key for a log in files
 * that has none.
 */
export function logPlaceOf(settings: LedgerPlace | BridgeSettings): LogPlace | undefined {
  const { log, dataFolder, kind } = settings;
  const folder = logFolderOf(settings);
  if (folder === undefined) return undefined;
  const configured = log.keys.map((key) => key.reveal());
  const made = () => [keyIn(join(dataFolder, KEY_FILE), log.origin)];
  const keys = configured.length === 0 && kind === 'embedded' ? made() : configured;
  if (keys.length === 0) return undefined;
  const { formerKeys, origin, witnessPolicy } = log;
  return {
    ...{ folder, keys, formerKeys },
    ...(origin === undefined ? {} : { origin }),
    ...(witnessPolicy === undefined ? {} : { witnessPolicy }),
  };
}

/**
 * Opens a transparency log; its files are opened on first use.
 *
 * @param onWitnessFault receives why a witness did not cosign
 *
 * @throws {MalformedLogText} a key is none
 */
export function openLogIn(
  { folder, keys, formerKeys, origin, witnessPolicy }: LogPlace,
  onWitnessFault?: (fault: string) => void,
): OpenLog {
  const signers = keys.map(parseSigner);
  return {
    store: new FileLogStore(folder),
    streams: { store: new FileStreamMapStore(`${folder}-streams.db`), disclosureOf },
    origin: origin ?? signers[0]?.verifier.name ?? '',
    signers,
    former: formerKeys.map(parseVerifier),
    ...(witnessPolicy === undefined
      ? {}
      : { witnesses: witnessesOf(witnessPolicy, onWitnessFault) }),
  };
}

function witnessesOf(policy: string, onFault?: (fault: string) => void): Witnesses {
  const options = { policy: parseWitnessPolicy(policy) };
  return new Witnesses(onFault === undefined ? options : { ...options, onFault });
}

/**
 * Opens the transparency log of a ledger, if it has one, and creates a key for a log in files
 * that has none.
 *
 * @throws {MalformedLogText} the key file holds something else
 */
export function openLog(settings: LedgerPlace | BridgeSettings): OpenLog | undefined {
  const place = logPlaceOf(settings);
  return place === undefined ? undefined : openLogIn(place);
}

/**
 * Opens the transparency log of a ledger read-only, without creating anything. Undefined if
 * there is none.
 *
 * @throws {MalformedLogText} the key file holds something else
 */
export function openLogToRead(settings: LedgerPlace): ReadableLog | undefined {
  const { log, dataFolder, kind } = settings;
  const isKeyMade = kind === 'embedded' && existsSync(join(dataFolder, KEY_FILE));
  if (log.keys.length === 0 && !isKeyMade) return undefined;
  const open = openLog(settings);
  if (open === undefined) return undefined;
  return { store: open.store, identity: identityOf(open), withEmptyStreams };
}

async function withEmptyStreams<Result>(
  act: (parts: StreamMapParts) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-streams-'));
  const store = new FileStreamMapStore(join(folder, 'streams.db'));
  try {
    return await act({ store, disclosureOf });
  } finally {
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The key in a file, which is created readable by its owner only. */
function keyIn(file: string, origin = `performance-ledger/${randomName()}`): string {
  if (!existsSync(file)) {
    const partial = `${file}.${randomName()}.partial`;
    writeFileSync(partial, `${generateKey(origin)}\n`, { mode: 0o600, flush: true });
    try {
      // Another process may have created the key first, and may have signed with it already.
      linkSync(partial, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(partial, { force: true });
    }
  }
  return readFileSync(file, 'utf8');
}

function randomName(): string {
  return randomBytes(6).toString('hex');
}
