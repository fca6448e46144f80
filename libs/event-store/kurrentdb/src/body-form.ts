import { canonicalJson, isJsonObject, type Json, type JsonObject } from '@ledger/kernel';

const UTF8 = new TextEncoder();

/** A body as sent to the server: an object that the server's own tools can read, or bytes. */
export type BodyForm =
  | { readonly contentType: 'application/json'; readonly data: JsonObject }
  | { readonly contentType: 'application/octet-stream'; readonly data: Uint8Array };

/**
 * JSON where the body is the canonical text of its object, so that it comes back byte for byte
 * whatever the client does to objects in between; bytes for every other body.
 */
export function bodyForm(body: string): BodyForm {
  const data = parsed(body);
  return data !== undefined && canonicalText(data) === body
    ? { contentType: 'application/json', data }
    : { contentType: 'application/octet-stream', data: UTF8.encode(body) };
}

/** The body of a stored event; undefined for what {@link bodyForm} never makes. */
export function bodyOf(isJson: boolean, data: unknown): string | undefined {
  if (isJson) return isJsonObject(data) ? canonicalText(data) : undefined;
  if (!(data instanceof Uint8Array)) return undefined;
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8');
}

function parsed(body: string): JsonObject | undefined {
  try {
    const data: unknown = JSON.parse(body);
    return isJsonObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined if there is no canonical text, as for a lone surrogate. */
function canonicalText(data: JsonObject): string | undefined {
  try {
    return canonicalJson(data as Json);
  } catch {
    return undefined;
  }
}
