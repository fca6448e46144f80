import type { Readable } from 'node:stream';
import { BodyTimedOut, BodyTooLarge, MalformedRequest } from '../problem/http-refusals.js';

/** The limits of a body. */
export interface BodyBounds {
  readonly bytesMax: number;
  /** How long it may take to arrive. */
  readonly msMax: number;
}

/**
 * Reads a body to its end. The rest of a refused body is discarded, so that the refusal can be
 * sent.
 *
 * @throws {BodyTooLarge | BodyTimedOut}
 * @throws {MalformedRequest} the connection ended before it
 */
export function readBody(source: Readable, { bytesMax, msMax }: BodyBounds): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      source.off('data', take).off('end', finish).off('close', breakOff).off('error', breakOff);
      source.on('error', () => undefined).resume();
      settle();
    };
    const refuse = (reason: Error) => end(() => reject(reason));
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > bytesMax) refuse(new BodyTooLarge());
      else chunks.push(chunk);
    };
    const finish = () => end(() => resolve(Buffer.concat(chunks)));
    const breakOff = () => refuse(new MalformedRequest('its body broke off'));
    const timer = setTimeout(() => refuse(new BodyTimedOut(msMax)), msMax);
    source.on('data', take).on('end', finish).on('close', breakOff).on('error', breakOff);
  });
}

const LINE_END = 0x0a;

/**
 * Yields the chunks of an unbounded stream of lines as they arrive. Chunks that arrive after
 * the consumer stopped are discarded, because the connection still has to carry the answer.
 *
 * @param msMax how long each line may take to arrive, in any number of chunks
 * @throws {BodyTimedOut}
 * @throws {MalformedRequest} the connection ended before it
 */
export async function* piecesOf(source: Readable, msMax: number): AsyncGenerator<Buffer> {
  let waitedMs = 0;
  try {
    while (!source.readableEnded) {
      const piece = source.read() as Buffer | null;
      if (piece === null) {
        const since = performance.now();
        await arrival(source, { msMax, waitedMs });
        waitedMs += performance.now() - since;
      } else {
        if (piece.includes(LINE_END)) waitedMs = 0;
        yield piece;
      }
    }
  } finally {
    source.resume();
  }
}

/** Resolves when there is more to read, or the body has ended. */
function arrival(
  source: Readable,
  { msMax, waitedMs }: { readonly msMax: number; readonly waitedMs: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      source.off('readable', arrive).off('end', arrive);
      source.off('close', breakOff).off('error', breakOff);
      settle();
    };
    const arrive = () => end(resolve);
    const breakOff = () => end(() => reject(new MalformedRequest('its body broke off')));
    const giveUp = () => end(() => reject(new BodyTimedOut(msMax)));
    const timer = setTimeout(giveUp, msMax - waitedMs);
    source.on('readable', arrive).on('end', arrive).on('close', breakOff).on('error', breakOff);
    if (source.destroyed) breakOff();
  });
}
