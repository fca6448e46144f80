import type { BasicCredentials } from '@kurrent/kurrentdb-client';

const LOGIN = /^[^:]+:\/\/(?<username>[^:@/]+):(?<password>[^@]+)@/;

/**
 * The credentials of a connection string, for reads.
 *
 * The client decodes percent-encoding in a password for appends but not for reads, unless the
 * credentials are passed with the call.
 */
export function credentialsIn(connectionString: string): BasicCredentials | undefined {
  const { username, password } = LOGIN.exec(connectionString.trim())?.groups ?? {};
  if (username === undefined || password === undefined) return undefined;
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}
