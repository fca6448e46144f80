import { describe, expect, it } from '@jest/globals';
import { generateKey, parseSigner } from '@ledger/transparency';
import { readLog } from './log-settings.js';
import { SettingsReader } from './settings-reader.js';

const keys = [generateKey('figures.example/log'), generateKey('figures.example/log')];

function read(env: NodeJS.ProcessEnv, files: Readonly<Record<string, string>> = {}) {
  const reader = new SettingsReader(env, (file) => files[file] ?? '');
  return { log: readLog(reader), mistakes: reader.mistakes };
}

describe('The settings of the log', () => {
  it('name nothing by themselves', () => {
    const { log, mistakes } = read({});
    expect(log).toEqual({ keys: [], formerKeys: [], everyMs: 2_000 });
    expect(mistakes).toEqual([]);
  });

  it('take keys from a file, which then all sign, and never show them', () => {
    const files = { '/run/secrets/log': `${keys.join('\n')}\n` };
    const { log } = read({ LEDGER_LOG_KEY_FILE: '/run/secrets/log' }, files);
    expect(log.keys.map((key) => key.reveal())).toEqual(keys);
    expect(JSON.stringify(log)).not.toContain('PRIVATE');
  });

  it('take former keys by their public half', () => {
    const formerKeys = keys.map((key) => parseSigner(key).verifier.text);
    const { log } = read({ LEDGER_LOG_FORMER_KEYS: formerKeys.join(' ') });
    expect(log.formerKeys).toEqual(formerKeys);
  });

  it('take the policy of witnesses from a file', () => {
    const files = { '/etc/witnesses': 'quorum none\n' };
    const { log } = read({ LEDGER_LOG_WITNESS_POLICY_FILE: '/etc/witnesses' }, files);
    expect(log.witnessPolicy).toBe('quorum none\n');
  });

  it.each([
    [{ LEDGER_LOG_KEY: 'a key' }, 'LEDGER_LOG_KEY'],
    [{ LEDGER_LOG_KEY_FILE: '/empty' }, 'LEDGER_LOG_KEY_FILE'],
    [{ LEDGER_LOG_KEY: keys[0], LEDGER_LOG_KEY_FILE: '/empty' }, 'LEDGER_LOG_KEY_FILE'],
    [{ LEDGER_LOG_FORMER_KEYS: keys[0] }, 'LEDGER_LOG_FORMER_KEYS'],
    [{ LEDGER_LOG_ORIGIN: 'a b' }, 'LEDGER_LOG_ORIGIN'],
    [{ LEDGER_LOG_WITNESS_POLICY_FILE: '/empty' }, 'LEDGER_LOG_WITNESS_POLICY_FILE'],
    [{ LEDGER_LOG_EVERY_MS: 'often' }, 'LEDGER_LOG_EVERY_MS'],
  ])('are refused as %j', (env, setting) => {
    expect(read(env as NodeJS.ProcessEnv).mistakes[0]).toMatchObject({ setting });
  });
});
