import { isIPv6 } from 'node:net';
import type { Reading, SettingsReader } from './settings-reader.js';

/** Where a process listens, and under which host names. */
export interface ListeningSettings {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Host names and addresses it is known by, other than its machine's own, as URLs write them. */
  readonly hosts: readonly string[];
  /** How long a body may take to arrive; for a stream, each chunk of it. */
  readonly bodyMsMax: number;
  /** Maximum number of open connections; further ones are closed. */
  readonly connectionsMax: number;
}

const LOOPBACK_HOST = '127.0.0.1';

/** Host names and addresses that only the machine itself can reach. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/**
 * Reads where to listen. Until callers have rights, a server that takes commands listens on
 * loopback only, unless `LEDGER_OPEN` says that others may reach it.
 */
export function readListening(
  reader: SettingsReader,
  { takesCommands }: { readonly takesCommands: boolean },
): ListeningSettings {
  const host = reader.read('HOST', HOST) ?? LOOPBACK_HOST;
  const isOpen = reader.word('LEDGER_OPEN', ['true', 'false']) === 'true';
  if (takesCommands && !isOpen && !LOOPBACK.test(host)) reader.note('HOST', openFault(host));
  return {
    host,
    port: reader.whole('PORT', 3000, 65_535),
    hosts: reader.read('LEDGER_HOSTS', HOSTS) ?? [],
    bodyMsMax: reader.whole('BODY_MS_MAX', 120_000, 600_000),
    connectionsMax: reader.whole('CONNECTIONS_MAX', 1_000, 100_000),
  };
}

function openFault(host: string): string {
  return (
    `is ${JSON.stringify(host)}, which others can reach: callers have no rights of their own ` +
    'yet, so anybody who reaches this server may report, correct and seal figures. Set ' +
    `LEDGER_OPEN=true if that is meant, or listen on ${LOOPBACK_HOST}.`
  );
}

const HOST: Reading<string> = {
  expected: 'an address or a name to listen at, as in 0.0.0.0',
  parse: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
};

const HOSTS: Reading<readonly string[]> = {
  expected: 'names or addresses without ports, behind commas: ledger.example, 192.0.2.7',
  parse: (text) => {
    const hosts = text.split(',').map((host) => hostOf(host.trim()));
    return hosts.every((host) => host !== undefined) ? hosts : undefined;
  },
};

/** The host as a URL writes it: in lower case, IPv6 in brackets. */
function hostOf(text: string): string | undefined {
  if (isIPv6(text)) return hostOf(`[${text}]`);
  return /^(?:\[[0-9a-f:.]+\]|[\w.-]+)$/i.test(text)
    ? URL.parse(`http://${text}`)?.hostname
    : undefined;
}
