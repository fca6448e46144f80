import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSettings, ROLES } from './settings.js';
import { AUTHORITY, ENGINES, KAFKA, mistakesIn, readText } from '../testing/settings.js';

describe('Reading the settings', () => {
  it('starts the embedded ledger of one machine where nothing is configured', () => {
    expect(readSettings({})).toEqual({
      kind: 'embedded',
      role: 'all',
      dataFolder: resolve('.ledger'),
      log: { keys: [], formerKeys: [], everyMs: 2_000 },
      raisesFindings: true,
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

  it('raises findings in files of its own, and on servers where it is wanted', () => {
    expect(readSettings({}).raisesFindings).toBe(true);
    expect(readSettings({ LEDGER_FINDINGS: 'off' }).raisesFindings).toBe(false);
    expect(readSettings(ENGINES).raisesFindings).toBe(false);
    const wanted = { ...ENGINES, LEDGER_FINDINGS: 'on' };
    expect(readSettings(wanted, ['--role', 'projector']).raisesFindings).toBe(true);
    expect(readSettings(wanted, ['--role', 'api']).raisesFindings).toBe(false);
    expect(mistakesIn({ LEDGER_FINDINGS: 'yes' })).toEqual(['LEDGER_FINDINGS']);
  });

  it('runs the bridge beside the embedded ledger where brokers are named', () => {
    expect(readSettings(KAFKA)).toMatchObject({
      kind: 'embedded',
      kafka: { brokers: ['kafka-1:9092', '[fd00::7]:9092'], prefix: '' },
    });
  });

  it('traces where a collector is configured, every request unless a ratio is configured', () => {
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
