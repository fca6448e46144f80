import { describe, expect, it } from '@jest/globals';
import { ENGINES, KAFKA, settingsRefusal, mistakesIn } from '../testing/settings.js';

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
    expect(settingsRefusal(env)).toContain(
      '- PORT is "70000": give a whole number from 0 to 65535.',
    );
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

  it('takes log and views from servers both or from files both', () => {
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
    expect(settingsRefusal(env)).toContain(
      'KAFKA_TLS_CA_FILE names "password", which is something',
    );
    expect(settingsRefusal(env)).not.toMatch(/hunter2|BEGIN/);
    const away = { ...env, KAFKA_TLS_CA_FILE: 'away', KAFKA_PASSWORD_FILE: 'away' };
    expect(settingsRefusal(away)).toContain(
      'KAFKA_PASSWORD_FILE names "away", which cannot be read',
    );
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
