import {
  appearanceId,
  correctedThrough,
  correctionId,
  evolveMeasure,
  figureKey,
  figureStream,
  FIGURE_STREAM_PREFIX,
  locatorText,
  recaptureId,
  refuseWrongPrint,
  retractionId,
  sameFacts,
  type AnnouncedFacts,
  type AppearanceRetracted,
  type FigureEvent,
  type MeasureEvent,
  type MeasureState,
  type PublicationFacts,
  type TranscriptionCorrected,
} from '@ledger/figures-domain';
import { isLedgerError, type EventRecord } from '@ledger/kernel';
import { placedEventId } from '@ledger/figures-application';
import { referencesOf, referencesOfFigure } from './event-references.js';

/** What an audit finds in a readable event: a kind for machines, and words for people. */
export interface Finding {
  readonly kind: DamagedContent | 'print-not-read';
  readonly what: string;
}

/** Findings that no event of this ledger can have had when it was appended. */
export type DamagedContent = 'other-id' | 'other-clock' | 'unknown-reference' | 'other-content';

/** Clocks of several machines that write to one log may differ by this much. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Compares every event with those before it: its id with its content, its clock with its
 * neighbour's, its references with the registries, its number with its printed text.
 *
 * The rules that read printed texts grow, so earlier rules may have accepted a text that today's
 * do not read: `print-not-read` alone does not mean that the event was changed.
 */
export class LogAudit {
  readonly #streams = new Set<string>();
  readonly #publications = new Map<string, PublicationFacts>();
  readonly #corrected = new Map<string, readonly string[]>();
  readonly #measures = new Map<string, MeasureState>();
  readonly #corrections = new Map<string, string>();
  readonly #retracted = new Set<string>();
  #before: { readonly position: number; readonly recordedAt: string } | undefined;

  /**
   * Audits the next event, in order of position.
   *
   * @throws {TypeError} the event has another shape than its type says
   */
  findings(record: EventRecord, position: number): readonly Finding[] {
    const found = [...this.#clock(record, position)];
    if (record.stream.startsWith(FIGURE_STREAM_PREFIX)) {
      found.push(...this.#figureEvent(record as EventRecord<FigureEvent>));
    } else {
      found.push(...this.#placedEvent(record));
    }
    return found;
  }

  *#clock({ recordedAt }: EventRecord, position: number): Iterable<Finding> {
    if (Number.isNaN(Date.parse(recordedAt))) {
      yield { kind: 'other-clock', what: `its recordedAt is no moment: "${recordedAt}"` };
      return;
    }
    const before = this.#before;
    this.#before = { position, recordedAt };
    if (before === undefined) return;
    if (Date.parse(recordedAt) >= Date.parse(before.recordedAt) - CLOCKS_DIFFER_MS) return;
    const what =
      `it was recorded at ${recordedAt}, before position ${before.position} ` +
      `(${before.recordedAt}): one of the two was changed`;
    yield { kind: 'other-clock', what };
  }

  *#placedEvent(record: EventRecord): Iterable<Finding> {
    yield* this.#unregistered(referencesOf(record));
    this.#streams.add(record.stream);
    if (record.type === 'PublicationRegistered') {
      const facts = record.data as PublicationFacts;
      this.#publications.set(facts.id, facts);
      const corrected = correctedThrough(facts, (id) => this.#corrected.get(id) ?? []);
      this.#corrected.set(facts.id, corrected);
    } else if (record.type === 'MeasureDefined' || record.type === 'MeasureRedefined') {
      const event = record as EventRecord<MeasureEvent>;
      const { code } = event.data;
      this.#measures.set(code, evolveMeasure(this.#measures.get(code), event));
    }
    yield* otherId(record, placedEventId(record, record));
  }

  *#figureEvent(record: EventRecord<FigureEvent>): Iterable<Finding> {
    if (record.type === 'TranscriptionCorrected') {
      yield* this.#correction(record, record.data as TranscriptionCorrected['data']);
    } else if (record.type === 'AppearanceRetracted') {
      const { retracts } = record.data as AppearanceRetracted['data'];
      this.#retracted.add(retracts);
      yield* otherId(record, retractionId(retracts));
    } else if (record.type.startsWith('Figure')) {
      yield* this.#appearance(record, record.data as AnnouncedFacts);
    }
  }

  *#correction(record: EventRecord, data: TranscriptionCorrected['data']): Iterable<Finding> {
    const replaced = this.#corrections.get(data.corrects) ?? data.corrects;
    this.#corrections.set(data.corrects, record.id);
    yield* otherId(record, correctionId(replaced, data));
  }

  *#appearance(record: EventRecord, data: AnnouncedFacts): Iterable<Finding> {
    yield* otherId(record, this.#appearanceId(data));
    if (record.stream !== figureStream(data.key)) {
      yield { kind: 'other-content', what: `it speaks of figure ${data.key}` };
    } else if (figureKey(data.figure) !== data.key) {
      yield { kind: 'other-content', what: 'its figure is another than its key says' };
    }
    yield* this.#references(data);
    yield* unreadPrint(data, this.#measures.get(data.figure.measure));
  }

  #appearanceId({ key, publication, locator, printed }: AnnouncedFacts): string {
    let id = appearanceId(key, publication, locatorText(locator), printed);
    while (this.#retracted.has(id)) id = recaptureId(id);
    return id;
  }

  *#unregistered(streams: readonly string[]): Iterable<Finding> {
    for (const stream of streams) {
      if (this.#streams.has(stream)) continue;
      yield { kind: 'unknown-reference', what: `nothing before it registers ${stream}` };
    }
  }

  *#references(data: AnnouncedFacts): Iterable<Finding> {
    yield* this.#unregistered(referencesOfFigure(data));
    const { publication, publisher, published, correctsPublications = [] } = data;
    const facts = this.#publications.get(publication);
    if (facts === undefined) return;
    if (facts.publisher !== publisher || !sameFacts(facts.published, published)) {
      const what = `its publisher or date is another than ${publication} was registered with`;
      yield { kind: 'other-content', what };
    }
    if (!sameFacts(this.#corrected.get(publication) ?? [], correctsPublications)) {
      const what = `it has ${publication} correct others than it was registered with`;
      yield { kind: 'other-content', what };
    }
  }
}

function* otherId({ id }: EventRecord, derived: string): Iterable<Finding> {
  if (id === derived) return;
  yield { kind: 'other-id', what: `what it says has the id ${derived}: it was changed` };
}

function* unreadPrint(data: AnnouncedFacts, measure: MeasureState): Iterable<Finding> {
  if (measure === undefined) return;
  try {
    refuseWrongPrint(data, { measure, decimalMark: data.decimalMark });
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    yield { kind: 'print-not-read', what: `today it would be refused: ${error.message}` };
  }
}
