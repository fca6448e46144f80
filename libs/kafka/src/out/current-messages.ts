import { CURRENT_TYPE, type CurrentFigure } from '@ledger/contract';
import type { FeedEvent } from '@ledger/figures-application';
import type {
  AreaCorrected,
  FigureKey,
  OwnershipFacts,
  OwnershipRegistered,
  PublicationReleased,
} from '@ledger/figures-domain';
import { canonicalJson, sha256Hex, type EventRecord } from '@ledger/kernel';
import { CLOUD_EVENT_TYPE, figureOfStream } from './event-messages.js';
import type { OutgoingMessage } from '../broker/kafka-sender.js';
import type { MessagesOf } from './out-lane.js';

/** A value in force, and the log position of its figure's last event. */
export interface CurrentFound {
  readonly current: CurrentFigure;
  /** Position of the figure's own last event, ignoring other figures. */
  readonly lastPosition: number;
}

/** Values in force, and a lower bound of the log position that they reflect. */
export interface CurrentFigures {
  readonly position: number;
  /** In order of the keys; null for a figure without a public value in force. */
  readonly figures: readonly (CurrentFound | null)[];
}

/** Where values in force are looked up. */
export interface CurrentFigureSource {
  /**
   * Values in force by everything recorded and public, whatever its date: they change when
   * something is recorded and never by the passing of time.
   *
   * @param position the answer reflects the log at least up to here
   * @throws an outage, if the views are unavailable, or too far behind
   */
  currentOf(keys: readonly FigureKey[], position: number): Promise<CurrentFigures>;

  /**
   * Keys of the figures of a publication, in pages.
   *
   * @param position as above
   * @throws an outage
   */
  figuresOf(publication: string, position: number): AsyncIterable<readonly FigureKey[]>;

  /**
   * Keys of the figures of a measure and all below it, in an area and those within it, in pages;
   * an absent field means all.
   *
   * @param position as above
   * @throws an outage
   */
  figuresWithin(part: FigurePart, position: number): AsyncIterable<readonly FigureKey[]>;
}

/** A part of the figures. */
export type FigurePart = Pick<OwnershipFacts, 'measures' | 'area'>;

/** Figures looked up at once. */
const FIGURES_TOGETHER_MAX = 500;

/**
 * Makes the messages of `ledger.figures.current.v1` for the figures that events may have
 * changed: those of the events' streams, all of a released publication, and all whose owner may
 * have changed.
 *
 * A figure without a value in force (withdrawn, or not public) gets a tombstone: the topic then
 * drops its key; its history is in `ledger.events.v1`.
 *
 * @param source URI reference of the ledger
 */
export function currentMessages(figures: CurrentFigureSource, source: string): MessagesOf {
  return async function* (events) {
    const last = events.at(-1);
    if (last === undefined) return;
    for await (const keys of changedBy(events, figures)) {
      const { position, figures: found } = await figures.currentOf(keys, last.position);
      yield keys.map((key, i) => currentMessage(key, found[i] ?? null, { position, source }));
    }
  };
}

/**
 * A value in force as a message, or its tombstone.
 *
 * Its id identifies the state of the figure, not the time of the look-up: the same state always
 * has the same id.
 */
function currentMessage(
  key: FigureKey,
  found: CurrentFound | null,
  { position, source }: { readonly position: number; readonly source: string },
): OutgoingMessage {
  const headers = { position: String(position), type: CURRENT_TYPE };
  if (found === null) return { key, value: null, headers };
  const { current } = found;
  const envelope = {
    specversion: '1.0',
    id: stateId(key, found),
    source,
    type: CURRENT_TYPE,
    subject: key,
    datacontenttype: 'application/json',
    data: current,
    position: String(position),
  };
  return {
    key,
    value: JSON.stringify(envelope),
    headers: { ...headers, 'content-type': CLOUD_EVENT_TYPE, 'event-id': current.eventId },
  };
}

/** The value in force also changes with releases and ownership, without an event of the figure. */
function stateId(key: FigureKey, { current, lastPosition }: CurrentFound): string {
  const digest = sha256Hex(canonicalJson(current));
  return `${key}@${lastPosition}.${digest.slice(0, DIGEST_CHARACTERS)}`;
}

const DIGEST_CHARACTERS = 16;

async function* changedBy(
  events: readonly FeedEvent[],
  figures: CurrentFigureSource,
): AsyncGenerator<readonly FigureKey[]> {
  const keys = new Set<FigureKey>();
  const released = new Map<string, number>();
  const parts: (readonly [FigurePart, number])[] = [];
  for (const { position, record } of events) {
    const part = changedPart(record);
    if (part !== undefined) parts.push([part, position]);
    const key = figureOfStream(record.stream);
    if (key !== undefined) keys.add(key as FigureKey);
    if (record.type === RELEASED) {
      released.set((record as EventRecord<PublicationReleased>).data.id, position);
    }
  }
  yield* pagesOf([...keys]);
  for (const [publication, position] of released) {
    for await (const page of figures.figuresOf(publication, position)) yield* pagesOf(page);
  }
  for (const [part, position] of parts) {
    for await (const page of figures.figuresWithin(part, position)) yield* pagesOf(page);
  }
}

/** The figures that may have another owner: an area may have moved into another one. */
function changedPart({ type, data }: EventRecord): FigurePart | undefined {
  if (type === OWNED) return data as OwnershipRegistered['data'];
  return type === MOVED ? { area: (data as AreaCorrected['data']).id } : undefined;
}

const OWNED: OwnershipRegistered['type'] = 'OwnershipRegistered';
const MOVED: AreaCorrected['type'] = 'AreaCorrected';

const RELEASED: PublicationReleased['type'] = 'PublicationReleased';

function* pagesOf(keys: readonly FigureKey[]): Generator<readonly FigureKey[]> {
  for (let from = 0; from < keys.length; from += FIGURES_TOGETHER_MAX) {
    yield keys.slice(from, from + FIGURES_TOGETHER_MAX);
  }
}
