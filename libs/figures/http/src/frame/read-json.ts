import { JSON_BOUNDS, shapeOfJson } from '@ledger/kernel';
import { MalformedJson } from '../problem/http-refusals.js';

/** Deeper than any body of this ledger; a bound that keeps every reader off the stack's end. */
export const JSON_DEPTH_MAX = JSON_BOUNDS.depthMax;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the JSON a request holds.
 *
 * @throws {MalformedJson} it is empty, not UTF-8, not JSON or nested deeper than
 *   {@link JSON_DEPTH_MAX}, a name stands twice in one object, or it holds text that a record
 *   cannot keep as it is
 */
export function readJson(body: Uint8Array): unknown {
  if (body.byteLength === 0) throw new MalformedJson('it is empty');
  const text = decoded(body);
  const shape = shapeOfJson(text);
  if ('fault' in shape) throw new MalformedJson(shape.fault);
  const value = parsed(text);
  // Only an escape can say a lone surrogate or a NUL: both are looked for where there is one.
  refuseUnkeepable(value, text.includes('\\u'), JSON_DEPTH_MAX);
  return value;
}

function decoded(body: Uint8Array): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw new MalformedJson('it is not UTF-8');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedJson(error instanceof SyntaxError ? error.message : 'it cannot be read');
  }
}

function refuseUnkeepable(value: unknown, hasEscapes: boolean, depthLeft: number): void {
  if (typeof value === 'string') {
    if (hasEscapes) refuseText(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depthLeft === 0) throw new MalformedJson(`it is nested deeper than ${JSON_DEPTH_MAX}`);
  if (Array.isArray(value)) {
    for (const item of value) refuseUnkeepable(item, hasEscapes, depthLeft - 1);
    return;
  }
  for (const name in value) {
    if (hasEscapes) refuseText(name);
    refuseUnkeepable((value as Record<string, unknown>)[name], hasEscapes, depthLeft - 1);
  }
}

function refuseText(text: string): void {
  if (!text.isWellFormed())
    throw new MalformedJson('half of a surrogate pair stands alone in it');
  if (text.includes('\0')) throw new MalformedJson('it holds the character U+0000');
}
