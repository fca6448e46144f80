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
  /** Days since 1970: without a clock, a question is about what was published by today. */
  readonly day: number;
}

/** How long the views are taken to be where they were seen last. */
const LOOK_EVERY_MS = 5;

/** How long ago the moment may be that an answer without clocks says it is as of. */
const AGE_MS_MAX = 60_000;

const DAY_MS = 86_400_000;

const KEPT_CHARACTERS_MAX = 8 * 1024 * 1024;

/**
 * Answers for single figures, which most requests are for.
 *
 * A text is given again only while the views are where they were when it was made and the day is
 * the same, so it says what a new one would say, as of up to {@link AGE_MS_MAX} before. How far
 * the views are is looked up every {@link LOOK_EVERY_MS}: an answer may be that much behind, and
 * says by its position that it is. Whoever waited for a position is never given an earlier one.
 */
@Injectable()
export class RecentFigures {
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: KEPT_CHARACTERS_MAX,
    sizeCalculation: ({ text }, name) => text.length + name.length,
  });
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #look: Promise<void> | undefined;

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
    if (nowMs - this.#lookedAtMs > LOOK_EVERY_MS) await (this.#look ??= this.#lookUp());
    const { key, publishedBy = '', recordedBy = '' } = question;
    const name = `${key}\n${publishedBy}\n${recordedBy}`;
    const kept = this.#kept.get(name);
    if (kept !== undefined && this.#holds(kept, nowMs)) return kept;
    const { position, body } = await this.queries.execute(new GetFigure(question));
    const made = { position, keptAtMs: nowMs, day: today(), ...viewText(body) };
    this.#kept.set(name, made);
    return made;
  }

  /** However many requests come at once, the views are looked at once for all of them. */
  async #lookUp(): Promise<void> {
    try {
      await this.views.currentPosition();
      this.#lookedAtMs = performance.now();
    } finally {
      this.#look = undefined;
    }
  }

  #holds({ position, keptAtMs, day }: Kept, nowMs: number): boolean {
    return position >= this.views.position && nowMs - keptAtMs <= AGE_MS_MAX && day === today();
  }
}

function today(): number {
  return Math.floor(Date.now() / DAY_MS);
}
