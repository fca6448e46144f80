import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MethodNotAllowed, UnknownRoute } from './http-refusals.js';

/** A route by the addresses it takes. */
interface KnownRoute {
  readonly methods: readonly string[];
  readonly takes: RegExp;
}

/** Addresses under one wildcard whose methods depend on more than the pattern of the route. */
export interface WildcardRoute {
  /** What such an address begins with. */
  readonly prefix: string;
  methodsAt(path: string): readonly string[];
}

interface Routes {
  readonly known: KnownRoute[];
  readonly wildcard: WildcardRoute;
}

const routesOf = new WeakMap<FastifyInstance, Routes>();

/**
 * Notes every route from now on, so that a wrong method can be answered with the allowed ones.
 */
export function noteRoutes(instance: FastifyInstance, wildcard: WildcardRoute): void {
  const known: KnownRoute[] = [];
  routesOf.set(instance, { known, wildcard });
  instance.addHook('onRoute', ({ url, method }) => {
    // A catch-all route must not be suggested as an address.
    if (/^\/?\*$/.test(url)) return;
    known.push({ methods: [method].flat(), takes: patternOf(url) });
  });
}

/** The refusal where no route matches: unknown address, or the methods that the address has. */
export function routeRefusal(request: FastifyRequest): UnknownRoute | MethodNotAllowed {
  const { method, url, server } = request;
  const [path = ''] = url.split('?', 1);
  const allowed = methodsAt(path, routesOf.get(server));
  if (allowed.length === 0) return new UnknownRoute(method, path);
  return new MethodNotAllowed(method, allowed);
}

function methodsAt(path: string, routes: Routes | undefined): readonly string[] {
  if (routes === undefined) return [];
  const { known, wildcard } = routes;
  if (path.startsWith(wildcard.prefix)) return wildcard.methodsAt(path);
  const found = known.filter(({ takes }) => takes.test(path));
  return [...new Set(found.flatMap(({ methods }) => methods))].sort();
}

/** Parameters end at a slash, a star takes the rest. */
function patternOf(url: string): RegExp {
  const parts = url.split(/(:\w+|\*)/).map((part) => {
    if (part === '*') return '.+';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
