import type {
  AreaFacts,
  FigureFacts,
  MeasureFacts,
  PublicationFacts,
} from '@ledger/figures-domain';
import type { EventRecord } from '@ledger/kernel';
import type { Projection, RowChanges } from '@ledger/projections-port';
import { WORDS } from './view-tables.js';
import { wordsOf } from './indexed-words.js';

/**
 * The words by which measures, areas and publications are found.
 *
 * A measure is found by its code, its title, its definitions, and by the captions (section and
 * table) and breakdowns under which publications print its figures.
 */
export const wordsProjection: Projection = {
  name: 'words',
  version: 1,
  tables: [WORDS],
  project(events, changes) {
    const words = new NewWords(changes);
    for (const { record } of events) takeWords(record, words);
  },
};

function takeWords({ type, data, recordedAt }: EventRecord, words: NewWords): void {
  switch (type) {
    case 'MeasureDefined':
    case 'MeasureRedefined': {
      const { code, title = '', definition } = data as Partial<MeasureFacts>;
      words.add('measure', code ?? '', `${code} ${title} ${definition}`, recordedAt);
      return;
    }
    // What it was once called goes on finding it.
    case 'AreaRegistered':
    case 'AreaCorrected': {
      const { id, title } = data as AreaFacts;
      words.add('area', id, `${id} ${title}`, recordedAt);
      return;
    }
    case 'PublicationRegistered': {
      const { id, title, part } = data as PublicationFacts;
      words.add('publication', id, `${id} ${title} ${part?.title ?? ''}`, recordedAt);
      return;
    }
  }
  const { figure, locator } = data as Partial<FigureFacts>;
  if (figure !== undefined && locator !== undefined) {
    words.addCaption({ figure, locator }, recordedAt);
  }
}

/** Notes each word once a batch: a paper prints hundreds of figures under one caption. */
class NewWords {
  readonly #changes: RowChanges;
  readonly #texts = new Set<string>();
  readonly #words = new Set<string>();
  #captioned = { measure: '', section: '', table: '' };

  constructor(changes: RowChanges) {
    this.#changes = changes;
  }

  add(kind: 'measure' | 'area' | 'publication', ref: string, text: string, at: string): void {
    const seen = `${kind} ${ref} ${text}`;
    if (this.#texts.has(seen)) return;
    this.#texts.add(seen);
    for (const word of wordsOf(text)) {
      const found = `${kind} ${ref} ${word}`;
      if (this.#words.has(found)) continue;
      this.#words.add(found);
      this.#changes.keep(WORDS, { kind, word, ref, recorded_ms: Date.parse(at) });
    }
  }

  /** The words around a figure, most of which are those around the figure before it. */
  addCaption(
    { figure, locator }: Pick<FigureFacts, 'figure' | 'locator'>,
    recordedAt: string,
  ): void {
    const { measure, breakdown } = figure;
    const { section = '', table = '' } = locator;
    const last = this.#captioned;
    if (last.measure !== measure || last.section !== section || last.table !== table) {
      this.#captioned = { measure, section, table };
      this.add('measure', measure, `${section} ${table}`, recordedAt);
    }
    for (const name in breakdown) {
      this.add('measure', measure, `${name} ${breakdown[name]}`, recordedAt);
    }
  }
}
