import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.js';

const ENGINES = {
  EVENTSTORE_URL: 'kurrentdb://one:2113?tls=true',
  DATABASE_URL: 'postgres://ledger@views:5432/ledger',
  KAFKA_BROKERS: 'kafka:9092',
};

describe('Where a server listens', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', 'localhost', 'LOCALHOST'])(
    'is %s, which nobody but its machine reaches, without more being said',
    (host) => {
      expect(readSettings({ HOST: host })).toMatchObject({ host });
    },
  );

  it.each(['0.0.0.0', '::', '192.0.2.7', 'ledger.example', '127.example'])(
    'is not %s until LEDGER_OPEN=true says so, and the refusal says what that means',
    (host) => {
      const refusal =
        /HOST is ".+", which others can reach.*anybody.*may report, correct and seal.*LEDGER_OPEN=true/;
      for (const open of [{}, { LEDGER_OPEN: 'false' }, { LEDGER_OPEN: 'yes' }]) {
        for (const role of ['all', 'api']) {
          const env = { ...ENGINES, ...open, HOST: host, LEDGER_ROLE: role };
          expect(() => readSettings(env)).toThrow(refusal);
        }
      }
      expect(readSettings({ HOST: host, LEDGER_OPEN: 'true' })).toMatchObject({ host });
    },
  );

  it('is anywhere for a process that takes no commands', () => {
    for (const role of ['projector', 'bridge']) {
      const settings = readSettings({ ...ENGINES, HOST: '0.0.0.0', LEDGER_ROLE: role });
      expect(settings).toMatchObject({ role, host: '0.0.0.0' });
    }
  });
});

describe('The names a server is known by', () => {
  it('are listed without ports, and compared as addresses write them', () => {
    const { hosts } = readSettings({
      LEDGER_HOSTS: 'Ledger.Example, 192.0.2.7,[FD00::7],fd00::8',
    });
    expect(hosts).toEqual(['ledger.example', '192.0.2.7', '[fd00::7]', '[fd00::8]']);
  });

  it.each(['ledger.example:3000', 'https://ledger.example', 'a,,b', 'a b', '*'])(
    'are not %s',
    (list) => {
      expect(() => readSettings({ LEDGER_HOSTS: list })).toThrow(/LEDGER_HOSTS/);
    },
  );
});
