import { join, resolve } from 'node:path';
import { rootCertificates } from 'node:tls';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MalformedSettings } from './malformed-settings.js';
import { readSettings, ROLES } from './settings.js';

const ENGINES = {
  EVENTSTORE_URL: 'kurrentdb://admin:changeit@one:2113,two:2113?tls=true',
  DATABASE_URL: 'postgres://ledger:hunter2@views:5432/ledger?sslmode=require',
};
const AUTHORITY = `${rootCertificates[0] ?? ''}\n`;
const FILES: Readonly<Record<string, string>> = {
  'ca.crt': `An authority that is known\n${AUTHORITY}`,
  password: 'hunter2 \n',
};
const KAFKA = { KAFKA_BROKERS: 'kafka-1:9092, [fd00::7]:9092' };

function readText(file: string): string {
  const text = FILES[file];
  if (text === undefined) throw new Error('It is not there.');
  return text;
}

function mistakesIn(env: NodeJS.ProcessEnv, args: readonly string[] = []): readonly string[] {
  try {
    readSettings(env, args, readText);
  } catch (error) {
    if (!(error instanceof MalformedSettings)) throw error;
    for (const { setting, fault } of error.mistakes) {
      expect(error.message).toContain(`\n- ${setting} ${fault}`);
    }
    return error.mistakes.map(({ setting }) => setting);
  }
  return [];
}

function messageOf(env: NodeJS.ProcessEnv): string {
  try {
    readSettings(env, [], readText);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The settings were taken.');
}

describe('Reading the settings', () => {
  it('starts the embedded ledger of one machine where nothing is told', () => {
    expect(readSettings({})).toEqual({
      kind: 'embedded',
      role: 'all',
      dataFolder: resolve('.ledger'),
      log: { keys: [], formerKeys: [], everyMs: 2_000 },
      eventsFile: join(resolve('.ledger'), 'ledger.db'),
      viewsFile: join(resolve('.ledger'), 'views.db'),
      seedsFolder: resolve('seeds'),
      host: '127.0.0.1',
      port: 3000,
      hosts: [],
      bodyMsMax: 120_000,
      connectionsMax: 1_000,
      logLevel: 'warn',
      shutdownMsMax: 10_000,
      sealWaitMsMax: 30_000,
    });
  });

  it('starts an empty ledger where the seeds are none', () => {
    expect(readSettings({ LEDGER_SEEDS: 'none' })).toMatchObject({ seedsFolder: undefined });
    expect(readSettings({ LEDGER_SEEDS: './none' })).toMatchObject({
      seedsFolder: resolve('none'),
    });
  });

  it('reads up to when strange times are accepted, and refuses what is no moment', () => {
    const until = (text: string) => readSettings({ LEDGER_TIME_ACCEPTED_UNTIL: text });
    expect(until('2027-03-01T01:00:00+01:00')).toMatchObject({
      timeAcceptedUntil: '2027-03-01T00:00:00.000Z',
    });
    expect(() => until('next year')).toThrow(/LEDGER_TIME_ACCEPTED_UNTIL/);
  });

  it('takes a variable that is set to nothing for one that is not set', () => {
    const empty = { PORT: '', LEDGER_ROLE: '', EVENTSTORE_URL: '', KAFKA_PREFIX: '', HOST: '' };
    expect(readSettings(empty)).toEqual(readSettings({}));
  });

  it('gives every role of a deployment its engines from the same variables', () => {
    for (const role of ROLES) {
      const settings = readSettings({ ...ENGINES, ...KAFKA, LEDGER_ROLE: role });
      expect(settings).toMatchObject({
        kind: 'deployed',
        role,
        eventStore: { prefix: 'ledger-' },
        database: { schema: 'ledger_views' },
      });
      if (settings.kind !== 'deployed') throw new Error('It is embedded.');
      expect(settings.eventStore.url.reveal()).toBe(ENGINES.EVENTSTORE_URL);
      expect(settings.database.url.reveal()).toBe(ENGINES.DATABASE_URL);
      expect(settings.kafka !== undefined).toBe(role === 'all' || role === 'bridge');
    }
  });

  it('lets the argument decide over the environment', () => {
    const env = { ...ENGINES, LEDGER_ROLE: 'api' };
    expect(readSettings(env, ['--role', 'projector']).role).toBe('projector');
    expect(readSettings(env, ['--role=all']).role).toBe('all');
  });

  it('runs the bridge beside the embedded ledger where brokers are named', () => {
    expect(readSettings(KAFKA)).toMatchObject({
      kind: 'embedded',
      kafka: { brokers: ['kafka-1:9092', '[fd00::7]:9092'], prefix: '' },
    });
  });

  it('makes traces where a collector is named, all of them unless told otherwise', () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
    expect(readSettings(env).traces).toEqual({ endpoint, ratio: 1 });
    const some = readSettings({ ...env, OTEL_TRACES_SAMPLER_ARG: '0.05' });
    expect(some.traces).toEqual({ endpoint, ratio: 0.05 });
    expect(readSettings({ OTEL_TRACES_SAMPLER_ARG: '0.05' }).traces).toBeUndefined();
  });

  it('reads how the brokers let the bridge in', () => {
    const { kafka } = readSettings({
      ...KAFKA,
      KAFKA_TLS: 'true',
      KAFKA_USERNAME: 'ledger',
      KAFKA_PASSWORD: 'hunter2',
      KAFKA_PREFIX: 'kent.',
    });
    expect(kafka).toMatchObject({
      tls: {},
      prefix: 'kent.',
      credentials: { mechanism: 'scram-sha-512', username: 'ledger' },
    });
    expect(kafka?.credentials?.password.reveal()).toBe('hunter2');
    expect(readSettings(KAFKA)).not.toHaveProperty('kafka.tls');
  });

  it('reads the password and the authorities of brokers from files', () => {
    const { kafka } = readSettings(
      {
        ...KAFKA,
        KAFKA_TLS: 'true',
        KAFKA_TLS_CA_FILE: 'ca.crt',
        KAFKA_SASL_MECHANISM: 'plain',
        KAFKA_USERNAME: 'ledger',
        KAFKA_PASSWORD_FILE: 'password',
      },
      [],
      readText,
    );
    expect(kafka?.tls).toEqual({ authorities: AUTHORITY.trim() });
    expect(kafka?.credentials?.password.reveal()).toBe('hunter2 ');
  });
});

describe('Refusing settings', () => {
  it('names every mistake in one message', () => {
    const env = {
      LEDGER_ROLE: 'brige',
      PORT: '70000',
      HOST: 'a b',
      LOG_LEVEL: 'loud',
      SHUTDOWN_MS_MAX: '-1',
      EVENTSTORE_URL: 'http://one:2113',
      EVENTSTORE_PREFIX: 'two-dashes-',
      DATABASE_URL: 'postgres://views',
      DATABASE_SCHEMA: 'pg_ledger',
      KAFKA_BROKERS: 'kafka-1',
      KAFKA_PREFIX: 'a b',
      KAFKA_TLS: 'yes',
      KAFKA_SASL_MECHANISM: 'gssapi',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
      OTEL_TRACES_SAMPLER_ARG: '1.5',
    };
    const named = mistakesIn(env, ['--rôle', 'serve']);
    expect([...new Set(named)].sort()).toEqual([...Object.keys(env), '--rôle', 'serve'].sort());
    expect(messageOf(env)).toContain('- PORT is "70000": give a whole number from 0 to 65535.');
  });

  it('names what a role lacks', () => {
    expect(mistakesIn({ LEDGER_ROLE: 'bridge' })).toEqual([
      'EVENTSTORE_URL',
      'DATABASE_URL',
      'KAFKA_BROKERS',
    ]);
    expect(mistakesIn({ ...ENGINES, LEDGER_ROLE: 'bridge' })).toEqual(['KAFKA_BROKERS']);
    expect(mistakesIn({ ...KAFKA, LEDGER_ROLE: 'api' })).toEqual([
      'EVENTSTORE_URL',
      'DATABASE_URL',
    ]);
    expect(mistakesIn({}, ['--role', 'projector'])).toEqual(['EVENTSTORE_URL', 'DATABASE_URL']);
  });

  it('takes record and views from servers both or from files both', () => {
    const { EVENTSTORE_URL, DATABASE_URL } = ENGINES;
    expect(mistakesIn({ EVENTSTORE_URL })).toEqual(['DATABASE_URL']);
    expect(mistakesIn({ DATABASE_URL })).toEqual(['EVENTSTORE_URL']);
  });

  it('does not start a ledger of its own because an address was forgotten', () => {
    const lonely = {
      EVENTSTORE_PREFIX: 'kent-',
      DATABASE_SCHEMA: 'kent',
      KAFKA_PREFIX: 'kent.',
      KAFKA_TLS: 'true',
      KAFKA_SASL_MECHANISM: 'plain',
      KAFKA_PASSWORD: 'hunter2',
    };
    expect([...mistakesIn(lonely)].sort()).toEqual(Object.keys(lonely).sort());
    expect(mistakesIn({ ...KAFKA, KAFKA_USERNAME: 'ledger' })).toEqual(['KAFKA_USERNAME']);
  });

  it('takes a file for what it holds, and shows none of it', () => {
    const env = {
      ...KAFKA,
      KAFKA_TLS: 'true',
      KAFKA_TLS_CA_FILE: 'password',
      KAFKA_USERNAME: 'ledger',
      KAFKA_PASSWORD_FILE: 'ca.crt',
    };
    expect(mistakesIn(env)).toEqual(['KAFKA_TLS_CA_FILE', 'KAFKA_PASSWORD_FILE']);
    expect(messageOf(env)).toContain('KAFKA_TLS_CA_FILE names "password", which is something');
    expect(messageOf(env)).not.toMatch(/hunter2|BEGIN/);
    const away = { ...env, KAFKA_TLS_CA_FILE: 'away', KAFKA_PASSWORD_FILE: 'away' };
    expect(messageOf(away)).toContain('KAFKA_PASSWORD_FILE names "away", which cannot be read');
  });

  it('takes one password, and authorities only where there is TLS', () => {
    const user = { ...KAFKA, KAFKA_USERNAME: 'ledger', KAFKA_PASSWORD_FILE: 'password' };
    expect(mistakesIn(user)).toEqual([]);
    expect(mistakesIn({ ...user, KAFKA_PASSWORD: 'hunter2' })).toEqual(['KAFKA_PASSWORD_FILE']);
    for (const tls of ['false', '']) {
      const env = { ...KAFKA, KAFKA_TLS: tls, KAFKA_TLS_CA_FILE: 'ca.crt' };
      expect(mistakesIn(env)).toEqual(['KAFKA_TLS_CA_FILE']);
    }
  });

  it('takes the addresses that the clients take, and no others', () => {
    const read = (env: NodeJS.ProcessEnv) => mistakesIn({ ...ENGINES, ...env });
    for (const url of [
      'kurrentdb://localhost:2113?tls=false',
      'esdb+discover://user:p%40ss@cluster.example:2113',
      'kdb://a:1,b:2/',
    ]) {
      expect(read({ EVENTSTORE_URL: url })).toEqual([]);
    }
    for (const url of ['kurrentdb://', 'kurrentdb://user@host', 'kurrentdb:host', 'one:2113']) {
      expect(read({ EVENTSTORE_URL: url })).toEqual(['EVENTSTORE_URL']);
    }
    expect(read({ DATABASE_URL: 'postgresql://localhost/ledger' })).toEqual([]);
    for (const url of [
      'postgres:///ledger',
      'mysql://host/ledger',
      'postgres://host/',
      'host/db',
    ]) {
      expect(read({ DATABASE_URL: url })).toEqual(['DATABASE_URL']);
    }
    for (const brokers of [
      'kafka:9092,',
      'kafka:0',
      'kafka:70000',
      'http://kafka:9092',
      'fd00::7:9092',
    ]) {
      expect(read({ KAFKA_BROKERS: brokers })).toEqual(['KAFKA_BROKERS']);
    }
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:secret@collector:4318' })).toEqual(
      ['OTEL_EXPORTER_OTLP_ENDPOINT'],
    );
  });
});

describe('Passwords in settings', () => {
  const password = fc.stringMatching(/^[A-Za-z0-9!$&*+.;=_~/?#%^-]{8,30}$/);

  it('are shown by no way of printing the settings', () => {
    const settings = readSettings({
      ...ENGINES,
      ...KAFKA,
      KAFKA_USERNAME: 'ledger',
      KAFKA_PASSWORD: 'hunter2',
    });
    if (settings.kind !== 'deployed') throw new Error('It is embedded.');
    const printed = [
      JSON.stringify(settings),
      inspect(settings, { depth: 9, showHidden: true }),
      `${settings.eventStore.url} ${settings.database.url}`,
    ].join();
    expect(printed).toContain('kurrentdb://one:2113,two:2113');
    expect(printed).toContain('postgres://views:5432/ledger');
    expect(printed).not.toMatch(/changeit|hunter2|admin/);
  });

  it('stand in no refusal, and in nothing that is shown, however they are written', () => {
    fc.assert(
      fc.property(password, (text) => {
        const env = {
          EVENTSTORE_URL: `kurrentdb://admin:${text}@one:2113`,
          DATABASE_URL: `postgres://ledger:${text}@views:5432/ledger`,
          KAFKA_PASSWORD: text,
          OTEL_EXPORTER_OTLP_ENDPOINT: `https://user:${text}@collector`,
        };
        expect(messageOf(env)).not.toContain(text);
        const { EVENTSTORE_URL, DATABASE_URL } = env;
        const taken = mistakesIn({ EVENTSTORE_URL, DATABASE_URL });
        if (taken.length > 0) return;
        expect(JSON.stringify(readSettings({ EVENTSTORE_URL, DATABASE_URL }))).not.toContain(
          text,
        );
      }),
    );
  });
});
