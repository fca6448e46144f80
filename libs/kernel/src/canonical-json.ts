/** A JSON value. A field that is `undefined` is left out, as `JSON.stringify` does. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/**
 * The canonical text of a value: names sorted, no white space, one form for each number and
 * string, so that equal values have equal bytes and a digest means something.
 *
 * @see RFC 8785 (JSON Canonicalization Scheme); sorting is by UTF-16 code unit, which is what
 *   JavaScript's default sort does, and numbers are written as ECMAScript writes them
 * @throws {TypeError} on a number that is not finite, which JSON cannot express, and on a lone
 *   surrogate, which UTF-8 cannot
 */
export function canonicalJson(value: Json): string {
  // One native pass if the names are in order already, as writers of event records ensure: the
  // text is then one flat string, not a rope that the garbage collector has to walk.
  return isInOrder(value) ? JSON.stringify(value) : written(value);
}

/** True if `JSON.stringify` writes the canonical text; false also if there is none. */
function isInOrder(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  const object = value as { readonly [name: string]: Json | undefined };
  let last = '';
  for (const name of Object.keys(object)) {
    const item = object[name];
    if (name < last || !name.isWellFormed()) return false;
    if (item !== undefined && !isInOrder(item)) return false;
    last = name;
  }
  return true;
}

function written(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(written).join(',')}]`;
  return canonicalObject(value as { readonly [name: string]: Json | undefined });
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no word for ${value}.`);
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('A lone surrogate has no UTF-8 form.');
  return JSON.stringify(value);
}

function canonicalObject(value: { readonly [name: string]: Json | undefined }): string {
  const names = Object.keys(value).sort();
  let text = '{';
  for (const name of names) {
    const item = value[name];
    if (item === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${canonicalString(name)}:${written(item)}`;
  }
  return `${text}}`;
}
