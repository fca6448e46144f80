import { inspect } from 'node:util';

/** A text that nobody is to read in a log: printed in any way, it shows what may be seen of it. */
export class Secret {
  readonly #text: string;
  readonly #shown: string;

  /** @param shown what may be seen: an address without its password */
  constructor(text: string, shown = '***') {
    this.#text = text;
    this.#shown = shown;
  }

  /** The text itself, for whoever has to use it. */
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
