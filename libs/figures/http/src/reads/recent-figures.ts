import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetFigure, Views, type FigureQuestion } from '@ledger/figures-read-models';
import { LRUCache } from 'lru-cache';
import { viewText, type ViewText } from '../answer/view-text.js';

/** A figure's answer as text, and the position it reflects. */
export interface FigureText extends ViewText {
  readonly position: number;
}

interface Kept extends FigureText {
  readonly keptAtMs: number;
}

/** How long the views are taken to be where they were seen last. */
const LOOK_EVERY_MS = 5;

/** How old the moment may be that an answer without clocks is given for. */
const AGE_MS_MAX = 1_000;

const KEPT_CHARACTERS_MAX = 64 * 1024 * 1024;

/**
 * Answers for single figures, which most requests are for.
 *
 * A text is given again only while the views are where they were when it was made, so it says what
 * a new one would say. How far they are is looked up every {@link LOOK_EVERY_MS}: an answer may be
 * that much behind, and says by its position that it is. Whoever waited for a position is never
 * given an earlier one.
 */
@Injectable()
export class RecentFigures {
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: KEPT_CHARACTERS_MAX,
    sizeCalculation: ({ text }, name) => text.length + name.length,
  });
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
  ) {}

  /**
   * @throws {MalformedFigureKey | MalformedInstant}
   * @throws {UnknownFigure}
   * @throws {ViewsNotBuilt | ViewsUnavailable}
   */
  async figure(question: FigureQuestion): Promise<FigureText> {
    const nowMs = performance.now();
    if (nowMs - this.#lookedAtMs > LOOK_EVERY_MS) {
      await this.views.currentPosition();
      this.#lookedAtMs = nowMs;
    }
    const { key, publishedBy = '', recordedBy = '' } = question;
    const name = `${key}\n${publishedBy}\n${recordedBy}`;
    const kept = this.#kept.get(name);
    if (kept !== undefined && this.#holds(kept, nowMs)) return kept;
    const { position, body } = await this.queries.execute(new GetFigure(question));
    const made = { position, keptAtMs: nowMs, ...viewText(body) };
    this.#kept.set(name, made);
    return made;
  }

  #holds({ position, keptAtMs }: Kept, nowMs: number): boolean {
    return position >= this.views.position && nowMs - keptAtMs <= AGE_MS_MAX;
  }
}
