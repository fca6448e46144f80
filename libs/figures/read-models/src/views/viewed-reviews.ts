import type { Found, PublicationReviews, ReviewedPublication } from '@ledger/findings';
import type { Instant } from '@ledger/kernel';
import { anyTime } from './clocks.js';
import type { PublicationChecks } from './publication-checks.js';
import { NEWEST } from './publication-list.js';
import type { FindingAt } from './finding-at.js';
import type { ViewReader } from './view-reader.js';
import { listedPublications } from './listed-publications.js';
import { isUnderEmbargo } from './visibility.js';

/** Reviews publications by the views. */
export class ViewedReviews implements PublicationReviews {
  readonly #checks: PublicationChecks;
  readonly #reader: ViewReader;

  constructor(checks: PublicationChecks) {
    this.#checks = checks;
    this.#reader = checks.reader;
  }

  async *publications(): AsyncGenerator<ReviewedPublication, void, undefined> {
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
    recordedBy: Instant,
  ): Promise<{
    readonly found: readonly Found[];
    readonly known: ReadonlyMap<string, FindingAt>;
  }> {
    // Waits for the views; what is known by now may be more.
    await this.#reader.asOf({ recordedBy });
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
}
