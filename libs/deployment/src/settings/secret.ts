import { inspect } from 'node:util';

/** A secret that is never logged: converted to text in any way, it shows only its public part. */
export class Secret {
  readonly #text: string;
  readonly #shown: string;

  /** @param shown the public part: an address without its password */
  constructor(text: string, shown = '***') {
    this.#text = text;
    this.#shown = shown;
  }

  /** The secret itself. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return this.#shown;
  }

  toJSON(): string {
    return this.#shown;
  }

  [inspect.custom](): string {
    return this.#shown;
  }
}
