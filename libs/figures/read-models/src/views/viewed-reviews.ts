import type { Found, PublicationReviews, ReviewedPublication } from '@ledger/findings';
import { anyTime } from './clocks.js';
import type { PublicationChecks } from './publication-checks.js';
import { NEWEST } from './publication-list.js';
import type { FindingAt } from './finding-at.js';
import { keysPrintedBy } from './printed-keys.js';
import type { ViewReader } from './view-reader.js';
import type { Views } from './views.js';
import { listedPublications } from './listed-publications.js';
import { isUnderEmbargo } from './visibility.js';

/** How long a review waits for the views to reflect what it is about. */
const WAIT_MS_MAX = 30_000;

/** Reviews publications by the views. */
export class ViewedReviews implements PublicationReviews {
  readonly #checks: PublicationChecks;
  readonly #reader: ViewReader;
  readonly #views: Views;

  constructor(checks: PublicationChecks, views: Views) {
    this.#checks = checks;
    this.#reader = checks.reader;
    this.#views = views;
  }

  /** @throws {ViewsBehind | ViewsUnavailable} */
  async *publications(position: number): AsyncGenerator<ReviewedPublication, void, undefined> {
    await this.#views.waitFor(position, WAIT_MS_MAX);
    const { recordedBy } = (await this.#reader.asOf({})).clocks;
    for await (const { id, capture } of listedPublications(this.#reader, NEWEST, {
      recordedBy,
    })) {
      yield { id, isSealed: capture.state === 'sealed' };
    }
  }

  /**
   * @throws {ViewsBehind | ViewsNotBuilt | ViewsUnavailable}
   * @throws {TooManyFiguresToCheck}
   */
  async of(
    publication: string,
    upTo: number,
  ): Promise<{
    readonly found: readonly Found[];
    readonly known: ReadonlyMap<string, FindingAt>;
  }> {
    // What the views reflect by then may be more.
    await this.#views.waitFor(upTo, WAIT_MS_MAX);
    const { position, clocks } = await this.#reader.asOf({});
    const present = clocks.recordedBy;
    const publications = await this.#reader.publications([publication], present);
    if (isUnderEmbargo(publications.of(publication))) {
      return { found: [], known: new Map() };
    }
    const known = await this.#reader.findings.ofPublication(publication, present);
    const asOf = { position, clocks: anyTime(present) };
    return { found: await this.#checks.of(publication, asOf), known };
  }

  /** @throws {ViewsBehind | ViewsNotBuilt | ViewsUnavailable} */
  async concernedBy(publication: string, position: number): Promise<readonly string[]> {
    await this.#views.waitFor(position, WAIT_MS_MAX);
    const { recordedBy } = (await this.#reader.asOf({})).clocks;
    const recordedMs = Date.parse(recordedBy);
    const others = new Set<string>();
    for await (const keys of keysPrintedBy(this.#reader, publication, recordedMs)) {
      for (const printed of await this.#reader.printers.of(keys, recordedMs)) {
        others.add(printed.publication);
      }
    }
    others.delete(publication);
    const concerned: string[] = [];
    for (const other of others) {
      const known = await this.#reader.findings.ofPublication(other, recordedBy);
      if ([...known.values()].some(({ status }) => !isEnded(status))) concerned.push(other);
    }
    return concerned;
  }
}

function isEnded(status: FindingAt['status']): boolean {
  return status === 'reconciled' || status === 'superseded';
}
