import { isUtf8 } from 'node:buffer';
import type { LedgerError } from '@ledger/kernel';
import { LineNotUtf8, LineTooLong } from './line-refusals.js';

/** A line by its number, from 1: its text, or why it has none. Blank lines only count. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly refusal: LedgerError };

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Splits bytes into lines, whatever the chunk boundaries, and buffers at most one line.
 *
 * Lines end with a newline, the last one also with the input; a carriage return before it is
 * white space, which JSON ignores. A fault in one line concerns that line alone.
 */
export class LineSplitter {
  readonly #lineBytesMax: number;
  #number = 0;
  /** The parts of the unfinished line. */
  #begun: Buffer[] = [];
  #begunBytes = 0;

  constructor(lineBytesMax: number) {
    this.#lineBytesMax = lineBytesMax;
  }

  /**
   * The lines that end in this chunk, undefined for each blank one: a chunk of blank lines is
   * long work too, and other work has to run in between.
   */
  *take(chunk: Uint8Array): Generator<Line | undefined> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      yield this.#end(bytes.subarray(from, end));
      from = end + 1;
    }
    if (from < bytes.length) this.#hold(bytes.subarray(from));
  }

  /** The unfinished line at the end, if there is one. */
  rest(): Line | undefined {
    return this.#begunBytes === 0 ? undefined : this.#end(Buffer.alloc(0));
  }

  #hold(part: Buffer): void {
    this.#begunBytes += part.length;
    if (this.#begunBytes > this.#lineBytesMax) this.#begun = [];
    // A copy: the caller may reuse the chunk's buffer.
    else this.#begun.push(Buffer.from(part));
  }

  #end(part: Buffer): Line | undefined {
    this.#number += 1;
    const bytes = this.#begunBytes + part.length;
    const whole = this.#begun.length === 0 ? part : Buffer.concat([...this.#begun, part]);
    this.#begun = [];
    this.#begunBytes = 0;
    if (bytes === 0) return undefined;
    if (bytes > this.#lineBytesMax) return this.#refuse(new LineTooLong(this.#lineBytesMax));
    if (!isUtf8(whole)) return this.#refuse(new LineNotUtf8());
    const text = whole.toString('utf8');
    if (text.trim() === '') return undefined;
    return { number: this.#number, text: this.#number === 1 ? unmarked(text) : text };
  }

  #refuse(refusal: LedgerError): Line {
    return { number: this.#number, refusal };
  }
}

function unmarked(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}
