import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ForeignHost, ForeignOrigin, UnsupportedMediaType } from '../problem/http-refusals.js';

/** A host as the header `Host` has it: a name or an address, and where it is told a port. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::\d{1,5})?$/i;

/** The names and addresses of a machine for itself. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps a browser from being used against this server by a page of somebody else's.
 *
 * A page whose name is made to point here (DNS rebinding) is known by its `Host`, a page that
 * sends a command by its `Origin`. A command without a content type is refused as well, because
 * that is what a page may send without being asked for leave. Programs that are no browsers send
 * no `Origin` and are not held up.
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
  // An address that takes no command says so, whatever is sent to it.
  if (type === undefined && !request.is404) return new UnsupportedMediaType('');
  return undefined;
}

function isOurs(host: string, request: FastifyRequest, known: ReadonlySet<string>): boolean {
  const name = HOST.exec(host)?.[1]?.toLowerCase();
  if (name === undefined) return false;
  return LOOPBACK.test(name) || known.has(name) || name === addressOf(request);
}

/** No name can be made to point at an address that is asked for by its numbers. */
function addressOf({ socket }: FastifyRequest): string {
  const address = socket.localAddress?.replace(/^::ffff:/, '') ?? '';
  return address.includes(':') ? `[${address}]` : address;
}

/**
 * The scheme is not compared: behind a proxy that ends TLS this server cannot know its own. Nor
 * is another port of the same machine this server.
 */
function isFrom(origin: string, host: string, known: ReadonlySet<string>): boolean {
  const page = URL.parse(origin);
  if (page === null || !/^https?:$/.test(page.protocol)) return false;
  const self = URL.parse(`${page.protocol}//${host}`);
  return page.host === self?.host || known.has(page.hostname);
}
