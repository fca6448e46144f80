import type { BasicCredentials } from '@kurrent/kurrentdb-client';

const LOGIN = /^[^:]+:\/\/(?<username>[^:@/]+):(?<password>[^@]+)@/;

/**
 * Who a connection string says is calling, for reads.
 *
 * Half of the client, the one that appends, takes the %-signs out of a password; the other half,
 * the one that reads, sends them along, unless it is given the credentials with the call.
 */
export function credentialsIn(connectionString: string): BasicCredentials | undefined {
  const { username, password } = LOGIN.exec(connectionString.trim())?.groups ?? {};
  if (username === undefined || password === undefined) return undefined;
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}
