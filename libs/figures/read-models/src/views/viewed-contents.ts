import { createHash } from 'node:crypto';
import { sealedText, type PublicationContents, type Seal } from '@ledger/figures-domain';
import type { ViewReader } from './view-reader.js';
import type { Views } from './views.js';

/** How long a seal waits for the views to catch up with the publication's last report. */
const WAIT_MS = 30_000;

/** Counts and digests the appearances that the views hold of a publication. */
export class ViewedContents implements PublicationContents {
  readonly #reader: ViewReader;
  readonly #views: Views;
  readonly #waitMs: number;

  constructor(reader: ViewReader, views: Views, waitMs: number = WAIT_MS) {
    this.#reader = reader;
    this.#views = views;
    this.#waitMs = waitMs;
  }

  /**
   * The digest is SHA-256 over the event ids in order of text, each followed by a line feed.
   *
   * @throws {ViewsBehind} the views do not get to the position in time
   * @throws {ViewsUnavailable}
   */
  sealOf(publication: string, position: number): Promise<Seal> {
    return this.#views.readFrom(position, this.#waitMs, () => this.#seal(publication));
  }

  async #seal(publication: string): Promise<Seal> {
    const digest = createHash('sha256');
    let appearances = 0;
    for await (const ids of this.#reader.printed.eventIds(publication)) {
      digest.update(sealedText(ids));
      appearances += ids.length;
    }
    return { appearances, digest: digest.digest('hex') };
  }
}
