import { describe, expect, it } from '@jest/globals';
import {
  type DomainEvent,
  type EventRecord,
  encodeRecord,
  instantOf,
  parseDecimal,
} from '@ledger/kernel';
import {
  exampleOrigin,
  measureFacts,
  papers,
  publicationFacts,
  printedFacts,
  printedValue,
  recorded,
  reportFigure,
  table,
} from '@ledger/figures-domain/testing';
import {
  RowChanges,
  type ProjectedEvent,
  type Projection,
  type SqlRow,
  type Table,
} from '@ledger/projections-port';
import { figuresProjection } from './figures.projection.js';
import {
  ENTRIES,
  FIGURES,
  FINDINGS,
  FOLLOW_UPS,
  MARKED_FIGURES,
  PUBLICATION_LINKS,
  PUBLICATIONS,
  REGISTRY_EVENTS,
  RETRACTIONS,
  WORDS,
} from './view-tables.js';
import { wordsProjection } from './words.projection.js';

function at(position: number, event: DomainEvent, revision = 0): ProjectedEvent {
  const record: EventRecord = {
    ...exampleOrigin,
    id: `event-${position}`,
    stream: 'a-stream',
    revision,
    schemaVersion: 1,
    recordedAt: instantOf(position * 1_000),
    ...event,
  };
  return { position, id: record.id, type: record.type, body: encodeRecord(record), record };
}

/** Rows by table after some batches, as a store would keep them. */
function fold(
  projection: Projection,
  ...batches: readonly (readonly ProjectedEvent[])[]
): ReadonlyMap<Table, readonly SqlRow[]> {
  const rows = new Map<Table, Map<string, SqlRow>>();
  for (const batch of batches) {
    const changes = new RowChanges();
    projection.project(batch, changes);
    for (const [of, runs] of changes.byTable) {
      const kept = rows.get(of) ?? new Map<string, SqlRow>();
      rows.set(of, kept);
      for (const { kind, rows: changed } of runs) {
        for (const row of changed) {
          const key = JSON.stringify(of.primaryKey.map((column) => row[column]));
          if (kind === 'remove') kept.delete(key);
          else if (kind === 'put' || !kept.has(key)) kept.set(key, row);
        }
      }
    }
  }
  return new Map([...rows].map(([of, kept]) => [of, [...kept.values()]]));
}

const corrected: DomainEvent = {
  type: 'TranscriptionCorrected',
  data: {
    key: reportFigure().key,
    corrects: 'event-1',
    publication: papers.september.id,
    reason: 'digits swapped',
    ...printedValue({ value: '421' }),
  },
};

const retracted: DomainEvent = {
  type: 'AppearanceRetracted',
  data: {
    key: reportFigure().key,
    retracts: 'event-2',
    publication: papers.december.id,
    reason: 'the row is of another figure',
  },
};

const events: readonly ProjectedEvent[] = [
  at(1, recorded({ value: '0412.0', printed: '412.0', markers: ['e', 'p'] })),
  at(2, { type: 'FigureConfirmed', data: printedFacts({ in: 'december' }) }, 1),
  at(3, corrected, 2),
  at(4, { type: 'PublicationRegistered', data: papers.september }),
  at(5, { type: 'PublicationSealed', data: { id: papers.september.id, appearances: 1 } }, 1),
  at(6, { type: 'MeasureDefined', data: measureFacts() }),
  at(7, {
    type: 'FollowUpRaised',
    data: { id: 'q.1', title: 'Why?', owner: 'force', subject: { publication: 'a-paper' } },
  }),
  at(8, { type: 'FindingRaised', data: { id: 'f.1', publication: 'a-paper' } }),
  at(9, { type: 'FindingExplained', data: { id: 'f.1' } }, 1),
  at(10, retracted, 3),
];

const key = reportFigure().key;

describe('The projection of figures', () => {
  const rows = fold(figuresProjection, events);

  it('keeps every event of a figure with its bytes and what it is found by', () => {
    expect(rows.get(ENTRIES)).toEqual([
      {
        position: 1,
        event_id: 'event-1',
        key,
        publication: 'september-paper',
        type: 'FigureRecorded',
        recorded_ms: 1_000,
        number: '412',
        line: table.line,
        cell: 0,
        occurrence: 1,
        body: events[0]?.body,
      },
      expect.objectContaining({ position: 2, publication: 'december-paper', number: '412' }),
      expect.objectContaining({ position: 3, publication: null, number: '421', line: 0 }),
      expect.objectContaining({ position: 10, publication: null, number: null, line: 0 }),
    ]);
  });

  it('keeps which captures were taken back, and when', () => {
    expect(rows.get(RETRACTIONS)).toEqual([
      { publication: 'december-paper', event_id: 'event-2', recorded_ms: 10_000 },
    ]);
  });

  it('keeps a figure by the first event of its stream alone', () => {
    expect(rows.get(FIGURES)).toEqual([
      {
        position: 1,
        key,
        area: 'kent',
        period: '2024-05',
        recorded_ms: 1_000,
      },
    ]);
  });

  it('keeps each marker a figure was ever printed with', () => {
    expect(rows.get(MARKED_FIGURES)).toEqual([
      { marker: 'e', key, recorded_ms: 1_000 },
      { marker: 'p', key, recorded_ms: 1_000 },
    ]);
  });

  it('keeps what is registered as the events that say so', () => {
    expect(rows.get(REGISTRY_EVENTS)).toEqual(
      [
        [4, 'publication', papers.september.id],
        [5, 'publication', papers.september.id],
        [6, 'measure', 'recorded-crime.all'],
        [7, 'follow-up', 'q.1'],
        [8, 'finding', 'f.1'],
        [9, 'finding', 'f.1'],
      ].map(([position, kind, id]) => ({
        position,
        kind,
        id,
        recorded_ms: Number(position) * 1_000,
        body: events[Number(position) - 1]?.body,
      })),
    );
    expect(rows.get(PUBLICATIONS)).toEqual([
      {
        id: papers.september.id,
        published_from: '2024-10-01T00:00:00.000Z',
        publisher: 'kent-police',
        recorded_ms: 4_000,
      },
    ]);
    expect(rows.get(FOLLOW_UPS)).toEqual([
      { id: 'q.1', publication: 'a-paper', recorded_ms: 7_000 },
    ]);
    expect(rows.get(FINDINGS)).toEqual([
      { id: 'f.1', publication: 'a-paper', recorded_ms: 8_000 },
    ]);
  });

  it('keeps which of the cells on its line a figure is, where that is given', () => {
    const third = at(1, recorded({ at: { line: 3, order: 3 } }));
    expect(fold(figuresProjection, [third]).get(ENTRIES)).toMatchObject([{ line: 3, cell: 3 }]);
  });

  it('stops at an event of a type or a version that it does not know', () => {
    const unknown = at(1, { type: 'FromTheFuture', data: {} });
    expect(() => fold(figuresProjection, [unknown])).toThrow('FromTheFuture version 1');
    const known = at(2, { type: 'MeasureDefined', data: measureFacts() });
    const ahead = { ...known, record: { ...known.record, schemaVersion: 2 } };
    expect(() => fold(figuresProjection, [ahead])).toThrow('MeasureDefined version 2');
  });

  it('links a publication to those that correct it, and to those that it superseded', () => {
    const errata = publicationFacts({ id: 'errata', corrects: ['first', 'second'] });
    const superseded = { id: 'first', by: 'third', reason: 'reissued' };
    const rows = fold(figuresProjection, [
      at(1, { type: 'PublicationRegistered', data: errata }),
      at(2, { type: 'PublicationSuperseded', data: superseded }),
    ]);
    expect(rows.get(PUBLICATION_LINKS)).toEqual([
      { id: 'first', relation: 'corrected-by', other: 'errata', recorded_ms: 1_000 },
      { id: 'second', relation: 'corrected-by', other: 'errata', recorded_ms: 1_000 },
      { id: 'third', relation: 'supersedes', other: 'first', recorded_ms: 2_000 },
    ]);
  });

  it('has no number where there is none', () => {
    const missing = at(1, recorded({ value: null, markers: ['x'] }));
    expect(fold(figuresProjection, [missing]).get(ENTRIES)).toMatchObject([{ number: null }]);
  });

  it('finds equal numbers by equal text', () => {
    const numbers = ['1.50', '01.5', '+1.5'].map((text, i) =>
      at(i + 1, {
        type: 'FigureRecorded',
        data: { ...printedFacts(), value: parseDecimal(text) },
      }),
    );
    const entries = fold(figuresProjection, numbers).get(ENTRIES) ?? [];
    expect(new Set(entries.map(({ number }) => number))).toEqual(new Set(['1.5']));
  });
});

describe('The projection of words', () => {
  const rows = fold(wordsProjection, events).get(WORDS) ?? [];
  const refsOf = (word: string) =>
    rows.filter((row) => row['word'] === word).map(({ kind, ref }) => `${kind} ${ref}`);

  it('finds measures by code, title, definition and caption, and publications by title', () => {
    expect(refsOf('recorded')).toEqual(['measure recorded-crime.all']);
    expect(refsOf('notifiable')).toEqual(['measure recorded-crime.all']);
    expect(refsOf('all')).toEqual(['measure recorded-crime.all']);
    expect(refsOf('board')).toEqual(['publication september-paper']);
  });

  it('finds measures by the breakdowns they are printed in', () => {
    const print = {
      figure: { breakdown: { channel: '101' } },
      at: { section: 'Call handling' },
    };
    const found = fold(wordsProjection, [at(1, recorded(print))]).get(WORDS) ?? [];

    expect(found.map(({ word }) => word)).toEqual(['call', 'handling', 'channel', '101']);
  });
});

describe.each([
  ['figures', figuresProjection],
  ['words', wordsProjection],
])('The projection of %s', (_, projection) => {
  const whole = fold(projection, events);

  it('makes the same rows of the same events taken twice', () => {
    expect(fold(projection, events, events)).toEqual(whole);
  });

  it('makes the same rows however the events are cut into batches', () => {
    expect(fold(projection, ...events.map((event) => [event]))).toEqual(whole);
    expect(fold(projection, events.slice(0, 4), events.slice(4))).toEqual(whole);
  });
});
