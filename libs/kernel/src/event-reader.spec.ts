import { describe, expect, it } from '@jest/globals';
import { EventNotReadable, EventReader } from './event-reader.js';
import { parseInstant } from './instant.js';
import { encodeRecord, type DomainEvent, type EventRecord } from './recorded-event.js';

type Named = DomainEvent<'Named', { readonly title: string; readonly words: number }>;
type Closed = DomainEvent<'Closed', { readonly why: string }>;

const reader = new EventReader<Named | Closed>({
  Named: [
    ({ name, ...data }) => ({ ...data, title: name }),
    (data) => ({ ...data, words: String(data['title']).split(' ').length }),
  ],
  Closed: [],
});

function recordOf(type: string, schemaVersion: unknown, data: object): EventRecord {
  return {
    ...{ actor: 'a', causationId: 'b', correlationId: 'c', id: 'event-1', revision: 0 },
    recordedAt: parseInstant('2025-01-06T09:30:01.250Z'),
    ...{ data, schemaVersion: schemaVersion as number, stream: 's', type },
  };
}

describe('Reading stored events', () => {
  it.each([
    [1, { name: 'Two words' }],
    [2, { title: 'Two words' }],
    [3, { title: 'Two words', words: 2 }],
  ])('lifts version %i of a type to the newest', (version, data) => {
    const read = reader.decode(encodeRecord(recordOf('Named', version, data)));
    expect(read).toEqual(recordOf('Named', 3, { title: 'Two words', words: 2 }));
  });

  it('leaves a record alone that is in the newest version', () => {
    const record = recordOf('Closed', 1, { why: 'done' });
    expect(reader.lifted(record)).toBe(record);
  });

  it('knows a version for each type', () => {
    expect(reader.types).toEqual(['Named', 'Closed']);
    expect(['Named', 'Closed', 'Unknown'].map((type) => reader.versionOf(type))).toEqual([
      3, 1, 0,
    ]);
  });

  it.each([
    ['Unknown', 1, 'does not know this type'],
    ['toString', 1, 'does not know this type'],
    ['Named', 4, 'reads versions 1 to 3'],
    ['Closed', 0, 'reads versions 1 to 1'],
    ['Closed', 1.5, 'reads versions 1 to 1'],
    ['Closed', '1', 'reads versions 1 to 1'],
    ['Closed', undefined, 'reads versions 1 to 1'],
  ])('names the event that it cannot read: %s version %s', (type, version, says) => {
    const read = () => reader.lifted(recordOf(type, version, {}));
    expect(read).toThrow(EventNotReadable);
    expect(read).toThrow(`Event event-1 is ${type} version ${String(version)}`);
    expect(read).toThrow(says);
  });
});
