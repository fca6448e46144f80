import { describe, expect, it } from '@jest/globals';
import { canonicalJson, instantOf, type Json } from '@ledger/kernel';
import type { StreamAppend } from './event-store.js';
import { recordedAtIn, RecordedTime } from './recorded-time.js';

const NOON = Date.UTC(2024, 4, 17, 12);

function bodyAt(ms: number, data: unknown = {}): string {
  const place = { id: 'an-event', revision: 0, schemaVersion: 1, stream: 'a', type: 'A' };
  return canonicalJson({
    actor: 'a',
    data: data as Json,
    recordedAt: instantOf(ms),
    ...place,
  });
}

function appendOf(...bodies: readonly string[]): readonly StreamAppend[] {
  const events = bodies.map((body) => ({ id: 'an-event', type: 'A', body }));
  return [{ stream: 'a', expectedRevision: -1, events }];
}

const bodiesOf = (parts: readonly StreamAppend[]) =>
  parts.flatMap(({ events }) => events.map(({ body }) => body));

/** Milliseconds after noon at which the events of an append are dated. */
const timesOf = (parts: readonly StreamAppend[]) =>
  bodiesOf(parts).map((body) => Date.parse(recordedAtIn(body) ?? '') - NOON);

describe('Recorded time', () => {
  it('is what is proposed while that rises', () => {
    const time = new RecordedTime();
    const proposed = [NOON, NOON + 1, NOON + 60_000].map((ms) => bodyAt(ms));

    expect(proposed.flatMap((body) => bodiesOf(time.date(appendOf(body))))).toEqual(proposed);
  });

  it('rises by a millisecond where the clock stands still or was set back', () => {
    const time = new RecordedTime();
    const hourBefore = NOON - 3_600_000;
    const proposed = [NOON, NOON, hourBefore, hourBefore + 5, NOON + 2, NOON + 9];
    const given = proposed.flatMap((ms) => timesOf(time.date(appendOf(bodyAt(ms)))));

    expect(given).toEqual([0, 1, 2, 3, 4, 9]);
  });

  it('is behind what the record holds already', () => {
    const time = new RecordedTime();
    time.met(bodyAt(NOON + 7));
    time.met(undefined);
    time.met('{"half');

    expect(timesOf(time.date(appendOf(bodyAt(NOON))))).toEqual([8]);
  });

  it('is one for all events of an append: the latest that is proposed', () => {
    const parts = [...appendOf(bodyAt(NOON), bodyAt(NOON + 3)), ...appendOf(bodyAt(NOON + 1))];

    expect(timesOf(new RecordedTime().date(parts))).toEqual([3, 3, 3]);
  });

  it('is shared by appends of one commit once they are a second ahead of the machine', () => {
    const time = new RecordedTime({ nowMs: () => NOON });
    const given = Array.from(
      { length: 1_200 },
      (_, i) => timesOf(time.date(appendOf(bodyAt(NOON)), i > 0))[0],
    );

    expect(given.slice(0, 1_001)).toEqual(Array.from({ length: 1_001 }, (_, i) => i));
    expect(new Set(given.slice(1_000))).toEqual(new Set([1_000]));
    expect(timesOf(time.date(appendOf(bodyAt(NOON))))).toEqual([1_001]);
  });

  it('is the time of arrival where that is configured, however long the append took', () => {
    const time = new RecordedTime({ nowMs: () => NOON, isOnArrival: true });
    const given = [NOON - 7_000, NOON + 5].map((ms) =>
      timesOf(time.date(appendOf(bodyAt(ms)))),
    );

    expect(given).toEqual([[0], [5]]);
  });

  it('changes nothing else of a record, whatever that holds', () => {
    const data = { recordedAt: instantOf(0), text: '"recordedAt":"2024-05-17T12:00:00.000Z"' };
    const time = new RecordedTime();
    time.met(bodyAt(NOON));

    expect(bodiesOf(time.date(appendOf(bodyAt(NOON - 5, data))))).toEqual([
      bodyAt(NOON + 1, data),
    ]);
  });

  it('leaves bodies alone that are no records', () => {
    const parts = appendOf('{}', '{"half', '{"recordedAt":"yesterday"}');

    expect(new RecordedTime().date(parts)).toBe(parts);
  });
});
