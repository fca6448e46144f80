import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { JSON_TYPE } from '../route/media-type.js';
import { BodyTooLarge, ForeignOrigin, UnsupportedMediaType } from '../problem/http-refusals.js';
import { piecesOf, readBody } from './read-body.js';
import { readJson, readJsonItems } from './read-json.js';

/** The most bytes in the body of an ordinary request. */
const BODY_BYTES_MAX = 256 * 1024;

/** One JSON value per line, of unlimited total length. */
export const NDJSON_TYPE = 'application/x-ndjson';

/** A CloudEvent in structured mode. */
export const CLOUD_EVENT_TYPE = 'application/cloudevents+json';

/** An array of CloudEvents, in batched mode. */
export const CLOUD_EVENTS_TYPE = 'application/cloudevents-batch+json';

/** What a form in a page sends. */
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The settings of a route. */
export interface RouteSettings {
  /** True if the route takes what a form of our own pages sends, and nothing else. */
  readonly takesForm?: boolean;
  /** The most bytes its body may have, where that is not {@link BODY_BYTES_MAX}. */
  readonly bodyBytesMax?: number;
  /** The most items its body may have, if it takes a long array. */
  readonly itemsMax?: number;
  /** True if the route takes reports: also as a stream of lines, and as CloudEvents. */
  readonly takesReports?: boolean;
}

const CHARSET = /;\s*charset="?([^";\s]*)/i;

const rawBodies = new WeakMap<FastifyRequest, Buffer>();

/** The bytes of a JSON body that came with an Idempotency-Key, until its request is done. */
export function rawBodyOf(request: FastifyRequest): Uint8Array {
  return rawBodies.get(request) ?? new Uint8Array();
}

/**
 * Parses JSON and forms at once and streams NDJSON; CloudEvents are JSON, and other types are
 * refused.
 *
 * @param msMax how long a body may take to arrive, and of a stream each line of it
 */
export function installBodyParsers(instance: FastifyInstance, msMax: number): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser(JSON_TYPE, (request: FastifyRequest, source: Readable) =>
    readWhole(request, source, msMax),
  );
  instance.addContentTypeParser(FORM_TYPE, (request: FastifyRequest, source: Readable) =>
    readForm(request, source, msMax),
  );
  for (const type of [CLOUD_EVENT_TYPE, CLOUD_EVENTS_TYPE]) {
    instance.addContentTypeParser(type, async (request: FastifyRequest, source: Readable) => {
      refuseUnlessReports(request, type);
      return readWhole(request, source, msMax);
    });
  }
  instance.addContentTypeParser(
    NDJSON_TYPE,
    async (request: FastifyRequest, source: Readable) => {
      refuseOtherEncodings(request);
      refuseUnlessReports(request, NDJSON_TYPE);
      return piecesOf(source, msMax);
    },
  );
}

/**
 * Reads what a form sent: the last value of each field. Any page may send a form without a
 * preflight request. Every browser names the origin of that page, and a foreign one was refused
 * already; a form that names none is refused here.
 *
 * @throws {ForeignOrigin | UnsupportedMediaType | BodyTooLarge}
 */
async function readForm(
  request: FastifyRequest,
  source: Readable,
  msMax: number,
): Promise<Readonly<Record<string, string>>> {
  refuseOtherEncodings(request);
  if (settingsOf(request).takesForm !== true) throw new UnsupportedMediaType(FORM_TYPE);
  if (request.headers.origin === undefined) throw new ForeignOrigin('no origin');
  const body = await readBody(source, { bytesMax: BODY_BYTES_MAX, msMax });
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

async function readWhole(
  request: FastifyRequest,
  source: Readable,
  msMax: number,
): Promise<unknown> {
  refuseOtherEncodings(request);
  if (settingsOf(request).takesForm === true) throw new UnsupportedMediaType(JSON_TYPE);
  const { bodyBytesMax: bytesMax = BODY_BYTES_MAX, itemsMax } = settingsOf(request);
  // A body whose declared length is too large is not read.
  if (Number(request.headers['content-length']) > bytesMax) throw new BodyTooLarge();
  const body = await readBody(source, { bytesMax, msMax });
  if (request.headers['idempotency-key'] !== undefined) rawBodies.set(request, body);
  return itemsMax === undefined ? readJson(body) : readJsonItems(body, itemsMax);
}

function refuseUnlessReports(request: FastifyRequest, type: string): void {
  if (settingsOf(request).takesReports !== true) throw new UnsupportedMediaType(type);
}

function settingsOf({ routeOptions }: FastifyRequest): RouteSettings {
  return routeOptions.config as RouteSettings;
}

/** Compressed bodies are refused: their inflated size would be up to the sender. */
function refuseOtherEncodings({ headers }: FastifyRequest): void {
  const type = headers['content-type'] ?? '';
  const charset = CHARSET.exec(type)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) throw new UnsupportedMediaType(type);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new UnsupportedMediaType(`${encoding}-encoded content`);
}
