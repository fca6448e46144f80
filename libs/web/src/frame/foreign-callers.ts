import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ForeignHost, ForeignOrigin, UnsupportedMediaType } from '../problem/http-refusals.js';

/** A host as the header `Host` has it: a name or an address, with a port if one is given. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::\d{1,5})?$/i;

/** The names and addresses of a machine for itself. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps pages of other sites from using a browser against this server.
 *
 * A page whose name is made to point here (DNS rebinding) is known by its `Host`, a page that
 * sends a command by its `Origin`. A command without a content type is refused as well, because
 * a page may send one without a preflight request. Clients other than browsers send no `Origin`
 * and are not affected.
 *
 * @param hosts names and addresses this server is known by, without ports, besides those of the
 *   loopback and the address a connection arrived at
 */
export function refuseForeignCallers(
  instance: FastifyInstance,
  hosts: readonly string[] = [],
): void {
  const known = new Set(hosts.map((host) => host.toLowerCase()));
  instance.addHook('onRequest', (request, _reply, done) => {
    done(foreignCaller(request, known));
  });
}

function foreignCaller(
  request: FastifyRequest,
  known: ReadonlySet<string>,
): ForeignHost | ForeignOrigin | UnsupportedMediaType | undefined {
  const { host = '', origin, 'content-type': type } = request.headers;
  if (!isOurs(host, request, known)) return new ForeignHost(host);
  if (SAFE_METHODS.has(request.method)) return undefined;
  if (origin !== undefined && !isFrom(origin, host, known)) return new ForeignOrigin(origin);
  // An address that accepts no command answers that, regardless of the content type.
  if (type === undefined && !request.is404) return new UnsupportedMediaType('');
  return undefined;
}

function isOurs(host: string, request: FastifyRequest, known: ReadonlySet<string>): boolean {
  const name = HOST.exec(host)?.[1]?.toLowerCase();
  if (name === undefined) return false;
  return LOOPBACK.test(name) || known.has(name) || name === addressOf(request);
}

/** DNS rebinding does not apply to a host that is a numeric address. */
function addressOf({ socket }: FastifyRequest): string {
  const address = socket.localAddress?.replace(/^::ffff:/, '') ?? '';
  return address.includes(':') ? `[${address}]` : address;
}

/**
 * The scheme is not compared: behind a proxy that ends TLS this server cannot know its own.
 * Another port of the same machine is not this server.
 */
function isFrom(origin: string, host: string, known: ReadonlySet<string>): boolean {
  const page = URL.parse(origin);
  if (page === null || !/^https?:$/.test(page.protocol)) return false;
  const self = URL.parse(`${page.protocol}//${host}`);
  return page.host === self?.host || known.has(page.hostname);
}
