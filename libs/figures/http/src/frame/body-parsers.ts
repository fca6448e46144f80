import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnsupportedMediaType } from '../problem/http-refusals.js';
import { readJson } from './read-json.js';

/** The most bytes the body of an everyday request may have. */
export const BODY_BYTES_MAX = 256 * 1024;

/** One JSON value a line, of any length as a whole. */
export const NDJSON_TYPE = 'application/x-ndjson';

/** What a route says of itself in its configuration. */
export interface RouteSettings {
  /** The most bytes its body may have, where that is not {@link BODY_BYTES_MAX}. */
  readonly bodyBytesMax?: number;
  /** True if the route reads a stream of lines itself. */
  readonly readsLines?: boolean;
}

const CHARSET = /;\s*charset="?([^";\s]*)/i;

const rawBodies = new WeakMap<FastifyRequest, Buffer>();

/** The bytes of a JSON body that came with an Idempotency-Key, until its request is done. */
export function rawBodyOf(request: FastifyRequest): Uint8Array {
  return rawBodies.get(request) ?? new Uint8Array();
}

/** Reads JSON whole and NDJSON not at all; nothing else is taken. */
export function installBodyParsers(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
    (request, body, done) => {
      try {
        refuseOtherEncodings(request);
        if (request.headers['idempotency-key'] !== undefined) rawBodies.set(request, body);
        done(null, readJson(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  instance.addContentTypeParser(NDJSON_TYPE, (request, payload, done) => {
    try {
      refuseOtherEncodings(request);
      const { readsLines } = request.routeOptions.config as RouteSettings;
      if (readsLines !== true) throw new UnsupportedMediaType(NDJSON_TYPE);
      done(null, payload);
    } catch (error) {
      done(error as Error);
    }
  });
  instance.addHook('onRoute', (route) => {
    const { bodyBytesMax } = (route.config ?? {}) as RouteSettings;
    if (bodyBytesMax !== undefined) route.bodyLimit = bodyBytesMax;
  });
}

/** A compressed body is not inflated here: how large it becomes would be the sender's choice. */
function refuseOtherEncodings({ headers }: FastifyRequest): void {
  const type = headers['content-type'] ?? '';
  const charset = CHARSET.exec(type)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) throw new UnsupportedMediaType(type);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new UnsupportedMediaType(`${encoding}-encoded content`);
}
