/** Bounds on the shape of JSON, checked before it is parsed. */
export interface JsonBounds {
  readonly depthMax: number;
  /** Names in one object. */
  readonly namesMax: number;
  /** Items and fields in all arrays and objects together. */
  readonly valuesMax: number;
  /** Characters in all. */
  readonly lengthMax: number;
}

/** Wider than any document of this ledger; bounds the cost of parsing one. */
export const JSON_BOUNDS: JsonBounds = {
  depthMax: 32,
  namesMax: 1_000,
  valuesMax: 20_000,
  lengthMax: 1_048_576,
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const SPACE = 0x20;
/** Up to this many names a linear search is faster than a set. */
const LISTED_MAX = 24;

/** Where a JSON value ends, or what is wrong with its shape. */
export type JsonShape = { readonly end: number } | { readonly fault: string };

/**
 * Scans one JSON value in a text for its shape alone: its depth and length, the number of values
 * and of names in an object, and duplicate names in an object, of which a parser would silently
 * keep the last. Everything else about its syntax is left to the parser.
 *
 * @param from where the value begins, white space before it included
 */
export function shapeOfJson(
  text: string,
  from = 0,
  { depthMax, namesMax, valuesMax, lengthMax }: JsonBounds = JSON_BOUNDS,
): JsonShape {
  const names: (Names | undefined)[] = [];
  const tooLong = { fault: `it has more than ${lengthMax} characters` };
  let valuesLeft = valuesMax;
  for (let i = from; i < text.length; i += 1) {
    if (i - from >= lengthMax) return tooLong;
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const end = endOfString(text, i);
      if (end - from > lengthMax) return tooLong;
      const object = names.at(-1);
      if (object !== undefined && isName(text, end)) {
        const fault = object.fault(text.slice(i, end), namesMax);
        if (fault !== undefined) return { fault };
      }
      if (names.length === 0) return { end };
      i = end - 1;
    } else if (code === BRACE || code === BRACKET) {
      if (names.length === depthMax) return { fault: `it is nested deeper than ${depthMax}` };
      names.push(code === BRACE ? new Names() : undefined);
    } else if (code === BRACE_END || code === BRACKET_END) {
      if (names.length === 0) return { end: i };
      names.pop();
      if (names.length === 0) return { end: i + 1 };
    } else if (code === COMMA) {
      if (names.length === 0) return { end: i };
      valuesLeft -= 1;
      if (valuesLeft < 1) return { fault: `it has more than ${valuesMax} values` };
    }
  }
  return { end: text.length };
}

/** After the closing quote; the text's end if there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function isName(text: string, behind: number): boolean {
  let at = behind;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return text.charCodeAt(at) === COLON;
}

/** The names found in an object. */
class Names {
  #list: string[] = [];
  #set: Set<string> | undefined;

  fault(quoted: string, namesMax: number): string | undefined {
    const name = quoted.includes('\\') ? spelt(quoted) : quoted;
    if (this.#set?.has(name) ?? this.#list.includes(name)) {
      return `the name ${name.slice(0, 60)} stands twice in one object`;
    }
    this.#list.push(name);
    if (this.#list.length > namesMax) return `an object has more than ${namesMax} names`;
    if (this.#set !== undefined) this.#set.add(name);
    else if (this.#list.length > LISTED_MAX) this.#set = new Set(this.#list);
    return undefined;
  }
}

/** A name without its escapes; invalid JSON is left to the parser. */
function spelt(quoted: string): string {
  try {
    return `"${JSON.parse(quoted)}"`;
  } catch {
    return quoted;
  }
}
