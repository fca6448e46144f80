import type {
  CurrentFound,
  CurrentFigures,
  CurrentFigureSource,
  FigurePart,
} from '@ledger/kafka';
import { printedValue, type FigureKey } from '@ledger/figures-domain';
import { PAGE_LIMIT_MAX } from '@ledger/contract';
import {
  END_OF_TIME,
  figuresWithin,
  getFigure,
  getPublicationFigures,
  UnknownFigure,
  type ViewReader,
  type Views,
} from '@ledger/figures-read-models';

const WAIT_MS = 10_000;

/** Reads values in force for the bridge from the views. */
export class ViewedFigures implements CurrentFigureSource {
  readonly #reader: ViewReader;
  readonly #views: Views;

  constructor(reader: ViewReader, views: Views) {
    this.#reader = reader;
    this.#views = views;
  }

  async currentOf(keys: readonly FigureKey[], position: number): Promise<CurrentFigures> {
    return this.#views.readFrom(position, WAIT_MS, async (reached) => ({
      position: reached,
      figures: await Promise.all(keys.map((key) => this.#current(key))),
    }));
  }

  async *figuresOf(
    publication: string,
    position: number,
  ): AsyncGenerator<readonly FigureKey[]> {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = cursor === undefined ? {} : { cursor };
      const question = { id: publication, limit: PAGE_LIMIT_MAX, ...page };
      const { body } = await this.#views.readFrom(position, WAIT_MS, () =>
        getPublicationFigures(this.#reader, question),
      );
      yield [...new Set(body.figures.map(({ key }) => key))];
      cursor = body.next;
    }
  }

  async *figuresWithin(
    part: FigurePart,
    position: number,
  ): AsyncGenerator<readonly FigureKey[]> {
    await this.#views.waitFor(position, WAIT_MS);
    yield* figuresWithin(this.#reader, part);
  }

  async #current(key: FigureKey): Promise<CurrentFound | null> {
    try {
      // Read the events first: what is recorded in between is sent again, under its own id.
      const events = await this.#reader.entries.eventsOf(key, Number.MAX_SAFE_INTEGER);
      const { body } = await getFigure(this.#reader, { key, publishedBy: END_OF_TIME });
      const { figure, valueInForce, chain } = body;
      if (valueInForce === null) return null;
      const { publication, eventId } = valueInForce;
      const { id, publisher, published } = publication;
      const lastPublication = chain.at(-1)?.publication.id ?? id;
      const current = {
        ...{ key, figure, ...printedValue(valueInForce) },
        ...{ publication: id, publisher, published, eventId, lastPublication },
      };
      return { current, lastPosition: events.at(-1)?.position ?? 0 };
    } catch (error) {
      if (error instanceof UnknownFigure) return null;
      throw error;
    }
  }
}
