import { Injectable } from '@nestjs/common';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import { getFigures, type FigureAnswer, type FigureQuestion } from './get-figure.js';

/** A pending query. */
interface Asked {
  readonly question: FigureQuestion;
  readonly resolve: (answer: Answer<FigureAnswer>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches queries for single figures, which most reads are.
 *
 * Queries that arrive in one turn of the event loop are read together: under load that costs a
 * fraction of separate reads, and a single query waits only for the turn to end.
 */
@Injectable()
export class FigureBatcher {
  readonly #reader: ViewReader;
  #asked: Asked[] = [];

  constructor(reader: ViewReader) {
    this.#reader = reader;
  }

  /**
   * @throws {MalformedFigureKey | MalformedInstant}
   * @throws {UnknownFigure} no publication that may be seen by now has printed it
   * @throws {ViewsNotBuilt | ViewsUnavailable}
   */
  figure(question: FigureQuestion): Promise<Answer<FigureAnswer>> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ question, resolve, reject });
      if (this.#asked.length === 1) setImmediate(() => this.#answerAll());
    });
  }

  #answerAll(): void {
    const asked = this.#asked;
    this.#asked = [];
    for (const alike of Map.groupBy(asked, clocksOf).values()) void this.#answer(alike);
  }

  async #answer(alike: readonly Asked[]): Promise<void> {
    const keys = alike.map(({ question }) => question.key);
    try {
      const clocks = { ...alike[0]?.question, keys };
      const { position, body } = await getFigures(this.#reader, clocks);
      for (const { question, resolve, reject } of alike) {
        try {
          resolve({ position, body: body.of(question.key) });
        } catch (error) {
          reject(error);
        }
      }
    } catch (error) {
      for (const { reject } of alike) reject(error);
    }
  }
}

function clocksOf({ question: { publishedBy, recordedBy } }: Asked): string {
  return `${publishedBy} ${recordedBy}`;
}
