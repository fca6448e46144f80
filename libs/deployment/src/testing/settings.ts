import { rootCertificates } from 'node:tls';
import { expect } from '@jest/globals';
import { MalformedSettings } from '../settings/malformed-settings.js';
import { readSettings } from '../settings/settings.js';

/** Where the engines of a deployment are, with passwords. */
export const ENGINES = {
  EVENTSTORE_URL: 'kurrentdb://admin:changeit@one:2113,two:2113?tls=true',
  DATABASE_URL: 'postgres://ledger:hunter2@views:5432/ledger?sslmode=require',
};

/** Where its brokers are. */
export const KAFKA = { KAFKA_BROKERS: 'kafka-1:9092, [fd00::7]:9092' };

/** The certificate of an authority, as a file holds it. */
export const AUTHORITY = `${rootCertificates[0] ?? ''}\n`;

const FILES: Readonly<Record<string, string>> = {
  'ca.crt': `An authority that is known\n${AUTHORITY}`,
  password: 'hunter2 \n',
};

/** Reads `ca.crt`, which holds {@link AUTHORITY}, and `password`. */
export function readText(file: string): string {
  const text = FILES[file];
  if (text === undefined) throw new Error('It is not there.');
  return text;
}

/** The settings that are refused, each named in the message with its fault. */
export function mistakesIn(
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): readonly string[] {
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

/** What is said of settings that are refused. */
export function settingsRefusal(env: NodeJS.ProcessEnv): string {
  try {
    readSettings(env, [], readText);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The settings were taken.');
}
