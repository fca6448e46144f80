import { describe, expect, it } from '@jest/globals';
import { decodeRecord, encodeRecord, type DomainEvent, type EventRecord } from '@ledger/kernel';
import { chainOf } from './figure/figure-chain.js';
import type { FigureEvent } from './figure/figure-events.js';
import { figureKey, figureStream } from './figure/figure-key.js';
import { entriesOf, evolveFigure, UNREPORTED } from './figure/figure-state.js';
import { dimensionStream, evolveDimension } from './registry/dimension-state.js';
import { evolveFinding, findingStream, type FindingEvent } from './finding/finding.js';
import { evolveFollowUp, followUpStream, type FollowUpEvent } from './follow-up/follow-up.js';
import { evolveMeasure, measureStream } from './registry/measure-state.js';
import type { PublicationEvent } from './publication/publication-events.js';
import { evolvePublication, publicationStream } from './publication/publication-state.js';
import type { AreaEvent, DimensionEvent, MeasureEvent } from './registry/registry-events.js';
import { areaStream, evolveArea } from './registry/registry-state.js';
import { LEDGER_EVENTS } from './ledger-event.js';
import { identity } from './testing/examples.js';
// What a ledger recorded, byte for byte, in order of position; the first events are of the format
// before salts. Never edit a line: a stored type is not renamed or repurposed. A new version of a
// shape adds lines.
import frozen from './testing/frozen-events.json' with { type: 'json' };

const bodies: readonly string[] = frozen;

/** Two numbers that one paper prints of the example figure. */
const FINDING = 'd7bbb5ad-f6d5-8424-95a6-6bd60faf2dff';

const records = bodies.map((body): EventRecord => decodeRecord(body));

function fold<State, Event extends DomainEvent>(
  stream: string,
  initial: State,
  evolve: (state: State, record: EventRecord<Event>) => State,
): State {
  const events = records.filter((record) => record.stream === stream);
  return events.reduce((state, record) => evolve(state, record as EventRecord<Event>), initial);
}

describe('Events that were stored once', () => {
  it('are here in every version of every type', () => {
    const frozenVersions = new Set(records.map((one) => `${one.type} ${one.schemaVersion}`));
    const versions = LEDGER_EVENTS.types.flatMap((type) =>
      Array.from({ length: LEDGER_EVENTS.versionOf(type) }, (_, i) => `${type} ${i + 1}`),
    );
    expect([...frozenVersions].sort()).toEqual(versions.sort());
  });

  it.each(bodies.map((body, i) => [records[i]!.type, records[i]!.id, body] as const))(
    'are read in the version of today: %s %s',
    (type, _id, body) => {
      const { schemaVersion, data } = LEDGER_EVENTS.decode(body);
      expect(schemaVersion).toBe(LEDGER_EVENTS.versionOf(type));
      expect(data).toBeDefined();
    },
  );

  it.each(records.map((record, i) => [record.type, record.id, i] as const))(
    'say in the same bytes what they said: %s %s',
    (_type, _id, i) => {
      expect(encodeRecord(decodeRecord(bodies[i]!))).toBe(bodies[i]);
    },
  );

  it('stand in their streams without gaps', () => {
    for (const stream of new Set(records.map((record) => record.stream))) {
      const revisions = records
        .filter((record) => record.stream === stream)
        .map(({ revision }) => revision);
      expect(revisions).toEqual(revisions.map((_, i) => i));
    }
  });

  it('give the history of a figure', () => {
    const stream = figureStream(figureKey(identity()));
    const events = records.filter((record) => record.stream === stream);
    const state = fold<ReturnType<typeof evolveFigure>, FigureEvent>(
      stream,
      UNREPORTED,
      evolveFigure,
    );
    const entries = entriesOf(events as EventRecord<FigureEvent>[]);
    const { links, inForce } = chainOf(entries, 'kent-police');

    expect(state).toEqual({ kind: 'reported', entries });
    expect(links.map(({ move, entry }) => `${entry.facts.publication} ${move}`)).toEqual([
      'kent-pdb-2024-06 recorded',
      'kent-pdb-2024-06 contradicted',
      'kent-pdb-2024-06 confirmed',
      'kent-pdb-2024-09 finalised',
      'crime-bulletin-2024-10 contradicted',
      'kent-pdb-2024-12 revised',
      'kent-pdb-2025-01 restated',
      'kent-pdb-2025-02 withdrawn',
    ]);
    expect(inForce).toMatchObject({ state: 'withdrawn' });
  });

  it('show what a number of unknown precision corrects, and where its basis was stated', () => {
    const stream = 'figure-solved-rate.all/kent/2024-05';
    const [event, restated] = records.filter((record) => record.stream === stream);
    expect(event?.data).toMatchObject({
      precision: 'unknown',
      correctsPublications: ['kent-pdb-2024-06'],
    });
    expect(restated?.data).toMatchObject({
      change: { notice: { publication: 'kent-pdb-2024-09', line: 12 } },
    });
  });

  it('give the state of a publication', () => {
    const state = (id: string) =>
      fold<ReturnType<typeof evolvePublication>, PublicationEvent>(
        publicationStream(id),
        undefined,
        evolvePublication,
      );

    expect(state('kent-pdb-2024-06')).toMatchObject({
      capture: { state: 'open', sealings: 1 },
      isReleased: true,
      supersededBy: 'kent-pdb-2024-09',
    });
    expect(state('kent-pdb-2024-12')).toMatchObject({ isReleased: true });
    expect(state('kent-errata-2024-06')).toMatchObject({
      facts: { corrects: ['kent-pdb-2024-06'] },
    });
    expect(state('kent-pdb-2024-09')).toMatchObject({
      facts: { part: { lines: [12, 790] }, artefact: { bytes: 91681 } },
      sightings: [
        {
          seenAt: '2024-10-01T09:00:00.000Z',
          address: 'https://kent.example/000_2f2497f29a49e16a.txt',
        },
        { seenAt: '2025-01-02T09:00:00.000Z', sha256: null },
      ],
    });
  });

  it('give what the registries hold', () => {
    const area = fold<ReturnType<typeof evolveArea>, AreaEvent>(
      areaStream('kent.medway'),
      undefined,
      evolveArea,
    );
    const dimension = fold<ReturnType<typeof evolveDimension>, DimensionEvent>(
      dimensionStream('level'),
      undefined,
      evolveDimension,
    );
    const kind = 'unitary-authority';
    expect(area).toEqual({ id: 'kent.medway', kind, parent: 'kent', title: 'Medway' });
    expect([...(dimension?.members ?? [])]).toEqual([
      ['level-6', 'Level 6'],
      ['level-6-plus', 'Level 6+'],
      ['level-7', 'Level 7'],
    ]);
  });

  it('give what a measure counts, what was found and what was asked', () => {
    const measure = fold<ReturnType<typeof evolveMeasure>, MeasureEvent>(
      measureStream('recorded-crime.all'),
      undefined,
      evolveMeasure,
    );
    const finding = fold<ReturnType<typeof evolveFinding>, FindingEvent>(
      findingStream(FINDING),
      undefined,
      evolveFinding,
    );
    const followUp = fold<ReturnType<typeof evolveFollowUp>, FollowUpEvent>(
      followUpStream('kent-pdb-2024-09.1'),
      undefined,
      evolveFollowUp,
    );

    expect(measure?.versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(finding).toMatchObject({ status: 'reconciled', facts: { id: FINDING } });
    expect(followUp).toMatchObject({
      status: 'closed',
      closedOn: '2025-03-05',
      facts: { due: '2025-03-05', owner: 'pcc', note: 'asked twice' },
    });
  });
});
