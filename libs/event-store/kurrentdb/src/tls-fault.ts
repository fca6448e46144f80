import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';

/** How a connection string reaches the servers. */
interface Way {
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  readonly isTls: boolean;
  readonly verifies: boolean;
  readonly authorityFile: string | undefined;
}

const PORT_DEFAULT = 2113;
const ANSWER_MS_MAX = 2_000;
const STRING = /^[^:]+:\/\/(?:.*@)?(?<hosts>[^/?@]+)\/?(?:\?(?<query>.*))?$/;

/** The TLS library's codes for an unknown certificate authority. */
const UNKNOWN_AUTHORITY: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

const EXPIRED: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/**
 * Finds out whether TLS keeps a client from its servers, and which setting would fix it. The
 * client itself only says that the server is unavailable.
 *
 * @returns words for a message; undefined if TLS is not the cause
 */
export async function tlsFault(connectionString: string): Promise<string | undefined> {
  const way = wayOf(connectionString);
  for (const { host, port } of way?.hosts ?? []) {
    const fault = await faultAt(host, port, way as Way);
    if (fault !== undefined) return `${host}:${port} ${fault}`;
  }
  return undefined;
}

async function faultAt(host: string, port: number, way: Way): Promise<string | undefined> {
  const common = {
    host,
    port,
    ALPNProtocols: ['h2'],
    ...(isIP(host) ? {} : { servername: host }),
  };
  if (!way.isTls) {
    const ended = await shakeHands({ ...common, rejectUnauthorized: false });
    if (ended !== 'shaken') return undefined;
    return 'speaks TLS, and the connection string says tls=false: set tls=true';
  }
  const ca = await authorityIn(way.authorityFile);
  if (ca === 'unreadable') {
    return `cannot be verified: the file of tlsCAFile, ${way.authorityFile}, cannot be read`;
  }
  const options = { ...common, rejectUnauthorized: way.verifies, ...(ca && { ca }) };
  return wordsFor(await shakeHands(options));
}

function wordsFor(ended: string): string | undefined {
  if (UNKNOWN_AUTHORITY.has(ended)) {
    return (
      'shows a certificate of an authority that is not known here: name the file of its ' +
      'authority, tlsCAFile=<file>, in the connection string'
    );
  }
  if (ended === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return 'shows a certificate for another name: connect by a name that it has';
  }
  if (EXPIRED.has(ended)) return 'shows a certificate that is not valid today: renew it';
  if (ended === 'ERR_SSL_WRONG_VERSION_NUMBER' || ended === 'EPROTO') {
    return 'does not speak TLS, and the connection string asks for it: set tls=false';
  }
  return undefined;
}

/** Makes a TLS handshake and disconnects: `shaken`, or the error code. */
function shakeHands(options: ConnectionOptions): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(options);
    const end = (how: string): void => {
      resolve(how);
      socket.destroy();
    };
    socket.setTimeout(ANSWER_MS_MAX, () => end('silent'));
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'unknown'));
    socket.on('secureConnect', () => end('shaken'));
    socket.on('close', () => end('closed'));
  });
}

async function authorityIn(
  file: string | undefined,
): Promise<Buffer | 'unreadable' | undefined> {
  if (file === undefined) return undefined;
  return readFile(file).catch(() => 'unreadable' as const);
}

function wayOf(connectionString: string): Way | undefined {
  const { hosts, query } = STRING.exec(connectionString.trim())?.groups ?? {};
  if (hosts === undefined) return undefined;
  const settings = new Map<string, string>();
  for (const pair of (query ?? '').split('&')) {
    const [name = '', value = ''] = pair.split('=', 2);
    settings.set(name.toLowerCase(), decodeURIComponent(value));
  }
  return {
    hosts: hosts.split(',').map((each) => {
      const [host = '', port = ''] = each.split(':', 2);
      return { host, port: Number(port) || PORT_DEFAULT };
    }),
    isTls: settings.get('tls')?.toLowerCase() !== 'false',
    verifies: settings.get('tlsverifycert')?.toLowerCase() !== 'false',
    authorityFile: settings.get('tlscafile'),
  };
}
