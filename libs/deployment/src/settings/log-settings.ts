import { parseSigner, parseVerifier, parseWitnessPolicy } from '@ledger/transparency';
import { Secret } from './secret.js';
import type { Reading, SettingsReader } from './settings-reader.js';

/** The signing keys of the transparency log, and where it is kept. */
export interface LogSettings {
  /** The folder of tiles and checkpoint; by default beside the event log, if that is in files. */
  readonly folder?: string;
  /**
   * Private keys, each of which signs every checkpoint; created for a log in files if none is
   * given.
   */
  readonly keys: readonly Secret[];
  /** Public keys of former signers. */
  readonly formerKeys: readonly string[];
  /** The first line of checkpoints; the name of the first key by default. */
  readonly origin?: string;
  /** Milliseconds between two checkpoints while events arrive. */
  readonly everyMs: number;
  /** The policy of its witnesses, as text; none by default. */
  readonly witnessPolicy?: string;
}

const EVERY_MS = 2_000;
const EVERY_MS_MAX = 3_600_000;

/** Reads the settings of the transparency log. */
export function readLog(reader: SettingsReader): LogSettings {
  const folder = reader.text('LEDGER_LOG');
  const origin = reader.read('LEDGER_LOG_ORIGIN', ORIGIN);
  const witnessPolicy = reader.file('LEDGER_LOG_WITNESS_POLICY_FILE', WITNESS_POLICY);
  const given = reader.read('LEDGER_LOG_KEY', KEYS);
  const filed = reader.file('LEDGER_LOG_KEY_FILE', KEYS);
  if (given !== undefined && reader.isSet('LEDGER_LOG_KEY_FILE')) {
    reader.note('LEDGER_LOG_KEY_FILE', 'is set beside LEDGER_LOG_KEY: set one of them.');
  }
  return {
    keys: given ?? filed ?? [],
    formerKeys: reader.read('LEDGER_LOG_FORMER_KEYS', FORMER_KEYS) ?? [],
    everyMs: reader.whole('LEDGER_LOG_EVERY_MS', EVERY_MS, EVERY_MS_MAX),
    ...(folder === undefined ? {} : { folder }),
    ...(origin === undefined ? {} : { origin }),
    ...(witnessPolicy === undefined ? {} : { witnessPolicy }),
  };
}

const ORIGIN: Reading<string> = {
  expected: 'a name without white space, such as figures.example/log',
  parse: (text) => (/^\S{1,200}$/.test(text) ? text : undefined),
};

const KEYS: Reading<readonly Secret[]> = {
  isSecret: true,
  expected: 'PRIVATE+KEY+name+id+key, as `ledger log key` makes it, one on each line',
  parse: (text) => {
    const lines = splitAtWhiteSpace(text);
    return lines.every((line) => isRead(() => parseSigner(line))) && lines.length > 0
      ? lines.map((line) => new Secret(line))
      : undefined;
  },
};

const WITNESS_POLICY: Reading<string> = {
  expected: 'a witness policy: lines `witness <name> <key> <url>` and `quorum <name>`',
  parse: (text) => (isRead(() => parseWitnessPolicy(text)) ? text : undefined),
};

const FORMER_KEYS: Reading<readonly string[]> = {
  expected: 'public keys (name+id+key), with spaces between them',
  parse: (text) => {
    const words = splitAtWhiteSpace(text);
    return words.every((word) => isRead(() => parseVerifier(word))) ? words : undefined;
  },
};

function splitAtWhiteSpace(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
