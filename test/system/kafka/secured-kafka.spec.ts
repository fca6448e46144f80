import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { postgresUrl } from '../../postgres.js';
import { RoleProcess, until } from '../role-process.js';
import { SharedLog } from '../shared-engines.js';
import { describeWithKafka } from './kafka-suite.js';
import { produce, readTopic, reportMessage } from './messages.js';
import { KAFKA_USER } from './secured-listener.js';

const WRONG = 'not-the-password';

describeWithKafka('A bridge to brokers with TLS and SASL', (kafka) => {
  let record: SharedLog;
  let database: string;
  let folder: string;
  let prefix: string;
  const running: RoleProcess[] = [];

  beforeAll(async () => {
    [record, database] = await Promise.all([SharedLog.startDouble(), postgresUrl()]);
    folder = await mkdtemp(join(tmpdir(), 'ledger-secured-'));
    await writeFile(join(folder, 'password'), `${KAFKA_USER.password}\n`);
    await writeFile(join(folder, 'others.crt'), rootCertificates[0] ?? '');
  }, 90_000);

  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.kill()));
  });

  afterAll(async () => {
    await record?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Settings of a process; an empty one leaves the variable out. */
  function settings(changes: Readonly<Record<string, string>> = {}) {
    prefix = kafka.prefix();
    return {
      ...record.settings(database),
      KAFKA_BROKERS: kafka.broker.secured.address,
      KAFKA_PREFIX: prefix,
      KAFKA_TLS: 'true',
      KAFKA_TLS_CA_FILE: kafka.broker.secured.authorityFile,
      KAFKA_USERNAME: KAFKA_USER.username,
      KAFKA_PASSWORD: KAFKA_USER.password,
      ...changes,
    };
  }

  async function start(changes: Readonly<Record<string, string>> = {}): Promise<RoleProcess> {
    const bridge = await RoleProcess.start('bridge', settings(changes));
    running.push(bridge);
    return bridge;
  }

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'])(
    'is let in by %s, and carries',
    async (mechanism) => {
      const filed = { KAFKA_PASSWORD: '', KAFKA_PASSWORD_FILE: join(folder, 'password') };
      const bridge = await start({ KAFKA_SASL_MECHANISM: mechanism, ...filed });
      await bridge.until(({ status, detail }) => status > 0 && !detail.includes('bridge: '));
      // No measure is registered, so it is refused: it came in, and the refusal went out, over TLS.
      await produce(kafka.broker, `${prefix}ledger.reports.v1`, [reportMessage({ figure: 1 })]);
      const refused = () => readTopic(kafka.broker, `${prefix}ledger.reports.refused.v1`);
      await until(async () => (await refused()).length === 1, 'it is answered', 60_000);
    },
    120_000,
  );

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a wrong password for plain',
      { KAFKA_SASL_MECHANISM: 'plain', KAFKA_PASSWORD: WRONG },
      /Kafka does not let the bridge in .*check its user, its password/,
    ],
    [
      'a wrong password for scram-sha-256',
      { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_PASSWORD: WRONG },
      /Kafka does not let the bridge in .*check its user, its password/,
    ],
    [
      'a wrong password for scram-sha-512',
      { KAFKA_PASSWORD: WRONG },
      /Kafka does not let the bridge in .*check its user, its password/,
    ],
    [
      'no authority that is known for its own',
      { KAFKA_TLS_CA_FILE: '' },
      /Kafka's broker at 127\.0\.0\.1:\d+ shows a certificate that is not trusted/,
    ],
    [
      'an authority that did not sign it',
      { KAFKA_TLS_CA_FILE: 'others.crt' },
      /Kafka's broker at 127\.0\.0\.1:\d+ shows a certificate that is not trusted/,
    ],
  ])(
    'is refused at the start, saying so, with %s',
    async (_, changes, words) => {
      const { KAFKA_TLS_CA_FILE: file } = changes;
      const moved = file ? { KAFKA_TLS_CA_FILE: join(folder, file) } : {};
      const bridge = await start({ ...changes, ...moved, LOG_LEVEL: 'trace' });
      await until(() => bridge.exitCode !== null, 'the bridge ends', 60_000);
      expect(bridge.exitCode).toBe(1);
      expect(bridge.said).toMatch(words);
      expect(bridge.said).not.toContain(WRONG);
      expect(bridge.said).not.toContain(KAFKA_USER.password);
    },
    90_000,
  );
});
