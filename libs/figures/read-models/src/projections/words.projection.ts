import {
  LEDGER_EVENTS,
  type AreaFacts,
  type FigureFacts,
  type LedgerEvent,
  type LedgerRecord,
  type MeasureFacts,
} from '@ledger/figures-domain';
import type { Projection, RowChanges } from '@ledger/projections-port';
import { WORDS } from './view-tables.js';
import { searchWordsOf } from './indexed-words.js';

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
    for (const event of events) {
      const record = LEDGER_EVENTS.lifted(event.record);
      const take = TAKES[record.type] as TakeWords<LedgerEvent['type']> | null;
      take?.(record.data, words, record.recordedAt);
    }
  },
};

/** Notes the words that an event is found by. */
type TakeWords<Type extends LedgerEvent['type']> = (
  data: Extract<LedgerRecord, { readonly type: Type }>['data'],
  words: NewWords,
  recordedAt: string,
) => void;

const takeCaption = (facts: FigureFacts, words: NewWords, recordedAt: string): void =>
  words.addCaption(facts, recordedAt);

const takeMeasure = (
  { code, title = '', definition }: Partial<MeasureFacts>,
  words: NewWords,
  recordedAt: string,
): void => words.add('measure', code ?? '', `${code} ${title} ${definition}`, recordedAt);

const takeArea = ({ id, title }: AreaFacts, words: NewWords, recordedAt: string): void =>
  words.add('area', id, `${id} ${title}`, recordedAt);

/** By type of event; null where it has no words. A missing type does not compile. */
const TAKES: { readonly [Type in LedgerEvent['type']]: TakeWords<Type> | null } = {
  MeasureDefined: takeMeasure,
  MeasureRedefined: takeMeasure,
  AreaRegistered: takeArea,
  // Former titles still find it.
  AreaCorrected: takeArea,
  PublicationRegistered: ({ id, title, part }, words, recordedAt) =>
    words.add('publication', id, `${id} ${title} ${part?.title ?? ''}`, recordedAt),
  FigureRecorded: takeCaption,
  FigureConfirmed: takeCaption,
  FigureRevised: takeCaption,
  FigureRestated: takeCaption,
  FigureFinalised: takeCaption,
  FigureContradicted: takeCaption,
  FigureWithdrawn: takeCaption,
  PublisherRegistered: null,
  PublisherCorrected: null,
  DimensionRegistered: null,
  MembersRegistered: null,
  OwnershipRegistered: null,
  PublicationSealed: null,
  PublicationReopened: null,
  PublicationReleased: null,
  PublicationSuperseded: null,
  ArtefactSeen: null,
  TranscriptionCorrected: null,
  AppearanceRetracted: null,
  FindingRaised: null,
  FindingExplained: null,
  FindingAccepted: null,
  FindingDismissed: null,
  FindingReopened: null,
  FindingReconciled: null,
  FindingSuperseded: null,
  FollowUpRaised: null,
  FollowUpUpdated: null,
  FollowUpClosed: null,
};

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
    for (const word of searchWordsOf(text)) {
      const found = `${kind} ${ref} ${word}`;
      if (this.#words.has(found)) continue;
      this.#words.add(found);
      this.#changes.keep(WORDS, { kind, word, ref, recorded_ms: Date.parse(at) });
    }
  }

  /** The words around a figure, most of which are the same as for the figure before it. */
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
