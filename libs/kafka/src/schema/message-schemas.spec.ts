import { describe, expect, it } from '@jest/globals';
import { eventSchema, REFUSED_MESSAGE, REPORT_MESSAGE } from '@ledger/contract';
import { readReport } from '@ledger/intake';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { decodeRecord, type DomainEvent } from '@ledger/kernel';
import { LEDGER_EVENT_TYPES, type LedgerEvent } from '@ledger/figures-domain';
import { eventMessage } from '../out/event-messages.js';
import { readEnvelope } from '../in/read-envelope.js';
import { refusedMessage } from '../out/refused-message.js';

const ajv = new Ajv({ strict: true, allErrors: true, strictRequired: false });

const stored = JSON.parse(
  readFileSync('libs/figures/domain/src/testing/frozen-events.json', 'utf8'),
) as readonly string[];
const records = stored.map((body) => decodeRecord<DomainEvent>(body));

function messageOf(index: number): Record<string, unknown> {
  const record = records[index]!;
  return JSON.parse(eventMessage({ position: index + 1, record }, '/ledger').value ?? '');
}

describe('The schemas of events', () => {
  it('are met by stored events of every type', () => {
    expect([...new Set(records.map(({ type }) => type))].sort()).toEqual(
      [...LEDGER_EVENT_TYPES].sort(),
    );
    for (const [index, { type }] of records.entries()) {
      expect(faultsOf(eventSchema(type as LedgerEvent['type']), messageOf(index))).toEqual([]);
    }
  });

  it('miss every field that is taken away, and know no other', () => {
    for (const [index, { type }] of records.entries()) {
      const schema = eventSchema(type as LedgerEvent['type']);
      const message = messageOf(index);
      for (const name of Object.keys(message)) {
        const { [name]: _, ...without } = message;
        expect(faultsOf(schema, without)).not.toEqual([]);
      }
      const data = { ...(message['data'] as object), surprise: 1 };
      expect(faultsOf(schema, { ...message, data })).not.toEqual([]);
      expect(faultsOf(schema, { ...message, type: 'SomethingElse' })).not.toEqual([]);
    }
  });
});

const report = {
  publication: 'kent-pdb-2024-09',
  measure: 'recorded-crime.all',
  area: 'kent',
  period: '2024-05',
  statistic: 'value',
  breakdown: {},
  value: '14773',
  printed: '14773',
  unit: 'offences',
  qualifier: 'exact',
  markers: [],
  role: 'primary',
  locator: {
    section: '3.1',
    table: 'All Crime',
    row: 'May 2024',
    column: 'Recorded Crime',
    line: 25,
    occurrence: 1,
  },
  change: { kind: 'routine', reason: 'late records added' },
};

function enveloped(data: unknown, more: object = {}) {
  return {
    specversion: '1.0',
    id: '1',
    source: '/test',
    type: 'FigureReported',
    data,
    ...more,
  };
}

describe('The schema of a report', () => {
  it.each([
    ['the one of the interface', enveloped(report)],
    ['one without what may be left out', enveloped(least())],
    ['a number that is missing', enveloped({ ...least(), value: null, markers: ['x'] })],
    ['a restatement', enveloped({ ...least(), change: restated({ definitionVersion: 2 }) })],
    [
      'a change of another period',
      enveloped({ ...least(), statistic: 'change', comparedWith: '2023-05' }),
    ],
    ['attributes nobody here knows', enveloped(report, { traceparent: '00-ab' })],
  ])('lets through what is read: %s', (_, message) => {
    expect(faultsOf(REPORT_MESSAGE, message)).toEqual([]);
    expect(() => readWhole(message)).not.toThrow();
  });

  it.each([
    ['no type', { ...enveloped(report), type: undefined }],
    ['another type', enveloped(report, { type: 'FigureRecorded' })],
    ['another version', enveloped(report, { specversion: '0.3' })],
    ['an id with a space', enveloped(report, { id: 'a b' })],
    ['no data', { ...enveloped(report), data: undefined }],
    ['a value that is a number', enveloped({ ...report, value: 14773 })],
    ['a field nobody knows', enveloped({ ...report, valu: '1' })],
    ['an empty locator', enveloped({ ...report, locator: {} })],
    ['a marker nobody knows', enveloped({ ...report, markers: ['q'] })],
    ['a change without a reason', enveloped({ ...report, change: { kind: 'routine' } })],
    [
      'a version on a revision',
      enveloped({
        ...report,
        change: { ...restated({ definitionVersion: 2 }), kind: 'routine' },
      }),
    ],
    ['too long a token', enveloped({ ...report, printed: '1'.repeat(201) })],
  ])('stops what is refused: %s', (_, message) => {
    const sent = JSON.parse(JSON.stringify(message)) as object;
    expect(faultsOf(REPORT_MESSAGE, sent)).not.toEqual([]);
    expect(() => readWhole(sent)).toThrow();
  });
});

describe('The schema of a restatement', () => {
  it('stops one without its basis, which is refused once it is decided', () => {
    const withoutBasis = enveloped({ ...report, change: restated({}) });
    expect(faultsOf(REPORT_MESSAGE, withoutBasis)).not.toEqual([]);
    const announced = restated({ notice: { publication: 'a-paper' } });
    expect(faultsOf(REPORT_MESSAGE, enveloped({ ...report, change: announced }))).toEqual([]);
  });
});

describe('The schema of a refusal', () => {
  const place = { topic: 'ledger.reports.v1', partition: 2, offset: '17' };
  const refusal = { outcome: 'refused', code: 'malformed-json', message: 'No.' } as const;

  it.each([
    ['text', Buffer.from('no JSON')],
    ['bytes that are no text', Buffer.from([0xff, 0x00])],
    ['nothing', null],
    ['a million control characters', Buffer.alloc(1_000_000, 1)],
  ])('is met by the refusal of %s', (_, value) => {
    const { value: message } = refusedMessage({ key: null, value }, place, refusal, '/ledger');
    expect(faultsOf(REFUSED_MESSAGE, JSON.parse(message ?? ''))).toEqual([]);
  });
});

function least() {
  const optional = ['statistic', 'breakdown', 'qualifier', 'markers', 'role', 'change'];
  return Object.fromEntries(
    Object.entries(report).filter(([name]) => !optional.includes(name)),
  );
}

function restated(more: object) {
  return { kind: 'restatement', reason: 'counted anew', ...more };
}

function readWhole(message: object): unknown {
  return readReport(readEnvelope(Buffer.from(JSON.stringify(message))).data);
}

function faultsOf(schema: object, message: unknown): readonly unknown[] {
  const validate = ajv.compile(schema);
  return validate(message) ? [] : (validate.errors ?? []);
}
