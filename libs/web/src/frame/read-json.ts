import { isTurnOver, JSON_BOUNDS, nextTurn, shapeOfJson } from '@ledger/kernel';
import { MalformedJson, TooManyReports } from '../problem/http-refusals.js';

/**
 * Deeper than any body of this ledger; the bound keeps recursive readers from a stack overflow.
 */
export const JSON_DEPTH_MAX = JSON_BOUNDS.depthMax;

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const NO_SPACE = /[^ \t\n\r]/g;
const DECODED_BYTES_AT_ONCE = 1_048_576;

/**
 * Parses the JSON of a request.
 *
 * @throws {MalformedJson} it is empty, not UTF-8, not JSON or beyond {@link JSON_BOUNDS}, a
 *   name stands twice in one object, or it holds text that cannot be stored unchanged
 */
export function readJson(body: Uint8Array): unknown {
  return wholeValue(textOf(body));
}

/**
 * Parses JSON that may be a long array over several turns of the event loop. The bounds of
 * {@link readJson} then apply to each item.
 *
 * @throws {MalformedJson} as {@link readJson}
 * @throws {TooManyReports} it has more than `itemsMax`; what comes behind them was not read
 */
export async function readJsonItems(body: Uint8Array, itemsMax: number): Promise<unknown> {
  const text = await textInTurns(body);
  const begin = behindSpace(text, 0);
  if (text[begin] !== '[') return wholeValue(text);
  const items: unknown[] = [];
  let at = behindSpace(text, begin + 1);
  for (let isMore = text[at] !== ']'; isMore; isMore = text[at] !== ']') {
    if (isTurnOver()) await nextTurn();
    if (items.length === itemsMax) throw new TooManyReports(itemsMax);
    if (items.length > 0) at = behindComma(text, at);
    const end = endOfValue(text, at);
    items.push(valueOf(text.slice(at, end)));
    at = behindSpace(text, end);
  }
  if (behindSpace(text, at + 1) === text.length) return items;
  throw new MalformedJson('something stands behind its end');
}

function textOf(body: Uint8Array): string {
  if (body.byteLength === 0) throw new MalformedJson('it is empty');
  try {
    return UTF8.decode(body);
  } catch {
    throw new MalformedJson('it is not UTF-8');
  }
}

async function textInTurns(body: Uint8Array): Promise<string> {
  if (body.byteLength <= DECODED_BYTES_AT_ONCE) return textOf(body);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const pieces: string[] = [];
  try {
    for (let from = 0; from < body.byteLength; from += DECODED_BYTES_AT_ONCE) {
      if (isTurnOver()) await nextTurn();
      const piece = body.subarray(from, from + DECODED_BYTES_AT_ONCE);
      pieces.push(decoder.decode(piece, { stream: true }));
    }
    pieces.push(decoder.decode());
  } catch {
    throw new MalformedJson('it is not UTF-8');
  }
  return pieces.join('');
}

function wholeValue(text: string): unknown {
  endOfValue(text, 0);
  return valueOf(text);
}

function endOfValue(text: string, from: number): number {
  const shape = shapeOfJson(text, from);
  if ('fault' in shape) throw new MalformedJson(shape.fault);
  return shape.end;
}

function valueOf(text: string): unknown {
  const value = parsed(text);
  // Only an escape can encode a lone surrogate or a NUL, so text without one is not searched.
  refuseUnstorable(value, text.includes('\\u'), JSON_DEPTH_MAX);
  return value;
}

function behindSpace(text: string, from: number): number {
  NO_SPACE.lastIndex = from;
  return NO_SPACE.exec(text)?.index ?? text.length;
}

function behindComma(text: string, at: number): number {
  if (text[at] === ',') return behindSpace(text, at + 1);
  throw new MalformedJson('an array in it has neither a comma nor its end behind an item');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedJson(error instanceof SyntaxError ? error.message : 'it cannot be read');
  }
}

function refuseUnstorable(value: unknown, hasEscapes: boolean, depthLeft: number): void {
  if (typeof value === 'string') {
    if (hasEscapes) refuseText(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depthLeft === 0) throw new MalformedJson(`it is nested deeper than ${JSON_DEPTH_MAX}`);
  if (Array.isArray(value)) {
    for (const item of value) refuseUnstorable(item, hasEscapes, depthLeft - 1);
    return;
  }
  for (const name in value) {
    if (hasEscapes) refuseText(name);
    refuseUnstorable((value as Record<string, unknown>)[name], hasEscapes, depthLeft - 1);
  }
}

function refuseText(text: string): void {
  if (!text.isWellFormed())
    throw new MalformedJson('half of a surrogate pair stands alone in it');
  if (text.includes('\0')) throw new MalformedJson('it holds the character U+0000');
}
