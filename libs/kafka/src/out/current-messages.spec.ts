import { describe, expect, it } from '@jest/globals';
import type { FeedEvent } from '@ledger/figures-application';
import { figureStream, type FigureKey } from '@ledger/figures-domain';
import { parseInstant } from '@ledger/kernel';
import { Ajv } from 'ajv';
import {
  currentMessages,
  type CurrentFound,
  type CurrentFigureSource,
} from './current-messages.js';
import type { OutgoingMessage } from '../broker/kafka-sender.js';
import { printedFacts } from '@ledger/figures-domain/testing';
import { CURRENT_MESSAGE } from '@ledger/contract';

const EVENT_ID = 'd00aba7f-5fa3-8970-b4bb-4d37f6267187';

describe('The messages of values in force', () => {
  it('are one for each figure that changed, however many events it had', async () => {
    const source = sourceOf({ 'a/kent/2024': '1', 'b/kent/2024': '2' });
    const messages = await messagesOf(source, [
      figureEvent(5, 'a/kent/2024'),
      figureEvent(6, 'b/kent/2024'),
      figureEvent(7, 'a/kent/2024'),
    ]);
    expect(messages.map(({ key }) => key)).toEqual(['a/kent/2024', 'b/kent/2024']);
    expect(source.asked).toEqual([7]);
  });

  it('hold the value, its last publication and the position', async () => {
    const [message] = await messagesOf(sourceOf({ 'a/kent/2024': '412' }), [
      figureEvent(5, 'a/kent/2024'),
    ]);
    const sent = JSON.parse(message?.value ?? '');
    expect(new Ajv({ strict: false }).validate(CURRENT_MESSAGE, sent)).toBe(true);
    expect(sent).toMatchObject({
      type: 'FigureInForce',
      subject: 'a/kent/2024',
      position: '100',
      data: { value: '412', lastPublication: 'december-paper' },
    });
    expect(message?.headers).toMatchObject({ position: '100', 'event-id': EVENT_ID });
  });

  it('have the same ids when they are sent again, and others for another state', async () => {
    const idOf = async (
      value: string,
      places: { position?: number; lastPosition?: number },
    ) => {
      const source = sourceOf({ 'a/kent/2024': value }, {}, places);
      const [message] = await messagesOf(source, [figureEvent(5, 'a/kent/2024')]);
      return JSON.parse(message?.value ?? '').id;
    };
    const first = await idOf('412', {});
    expect(first).toMatch(/^a\/kent\/2024@5\.[0-9a-f]{16}$/);
    expect(await idOf('412', { position: 2_000 })).toBe(first);
    expect(await idOf('413', {})).not.toBe(first);
    expect(await idOf('412', { lastPosition: 9 })).not.toBe(first);
  });

  it('are tombstones where there is no value in force', async () => {
    const messages = await messagesOf(sourceOf({}), [figureEvent(5, 'a/kent/2024')]);
    expect(messages).toEqual([
      { key: 'a/kent/2024', value: null, headers: { position: '100', type: 'FigureInForce' } },
    ]);
  });

  it('are of every figure of a publication that was released', async () => {
    const source = sourceOf({ 'a/kent/2024': '1' }, { secret: ['a/kent/2024', 'c/kent/2024'] });
    const release = { ...event(8, 'publication-secret'), type: 'PublicationReleased' };
    const messages = await messagesOf(source, [
      { position: 8, record: { ...release, data: { id: 'secret', reason: 'the board met' } } },
    ]);
    expect(messages.map(({ key }) => key)).toEqual(['a/kent/2024', 'c/kent/2024']);
  });

  it('are of every figure that may have another owner', async () => {
    const source = sourceOf({ 'a/kent/2024': '1', 'b/kent/2024': '2', 'a/essex/2024': '3' });
    const owned = { ...event(8, 'ownership-register'), type: 'OwnershipRegistered' };
    const moved = { ...event(9, 'area-essex'), type: 'AreaCorrected' };
    const messages = await messagesOf(source, [
      { position: 8, record: { ...owned, data: { measures: 'a', area: 'kent', owner: 'x' } } },
      { position: 9, record: { ...moved, data: { id: 'essex' } } },
    ]);
    expect(messages.map(({ key }) => key)).toEqual(['a/kent/2024', 'a/essex/2024']);
  });

  it('are none for events that change no figure', async () => {
    const source = sourceOf({});
    const measure = { position: 3, record: event(3, 'measure-a') };
    expect(await messagesOf(source, [measure])).toEqual([]);
    expect(source.asked).toEqual([]);
  });

  it('are looked up a bounded number of figures at a time', async () => {
    const source = sourceOf({});
    const events = Array.from({ length: 1_200 }, (_, i) =>
      figureEvent(i + 1, `a${i}/kent/2024`),
    );
    expect(await messagesOf(source, events)).toHaveLength(1_200);
    expect(source.asked).toHaveLength(3);
  });
});

function event(position: number, stream: string): FeedEvent['record'] {
  return {
    ...{ actor: 'a', causationId: 'b', correlationId: 'c', schemaVersion: 1, revision: 0 },
    data: {},
    id: `event-${position}`,
    recordedAt: parseInstant('2025-01-06T09:30:01.250Z'),
    stream,
    type: 'FigureRecorded',
  };
}

function figureEvent(position: number, key: string): FeedEvent {
  return { position, record: event(position, figureStream(key as FigureKey)) };
}

function sourceOf(
  values: Readonly<Record<string, string>>,
  publications: Readonly<Record<string, readonly string[]>> = {},
  { position = 100, lastPosition = 5 } = {},
): CurrentFigureSource & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    currentOf: async (keys, upTo) => {
      asked.push(upTo);
      const figures = keys.map((key) => currentOf(key, values[key], lastPosition));
      return { position, figures };
    },
    async *figuresOf(publication) {
      for (const key of publications[publication] ?? []) yield [key as FigureKey];
    },
    async *figuresWithin({ measures = '', area = '' }) {
      const keys = Object.keys(values) as FigureKey[];
      yield keys.filter((key) => key.startsWith(measures) && key.includes(area));
    },
  };
}

function currentOf(
  key: FigureKey,
  value: string | undefined,
  lastPosition: number,
): CurrentFound | null {
  if (value === undefined) return null;
  const { figure, publication, publisher, published, ...print } = printedFacts({ value });
  const { printed, unit, qualifier, markers } = print;
  const current = {
    ...{ key, figure, value: print.value, printed, unit, qualifier, markers },
    ...{ publication, publisher, published, eventId: EVENT_ID },
    lastPublication: 'december-paper',
  };
  return { current, lastPosition };
}

async function messagesOf(
  source: CurrentFigureSource,
  events: readonly FeedEvent[],
): Promise<readonly OutgoingMessage[]> {
  const messages: OutgoingMessage[] = [];
  for await (const page of currentMessages(source, '/ledger')(events)) messages.push(...page);
  return messages;
}
