import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '@ledger/kernel';
import { eventMessage, keyOfStream } from './event-messages.js';

describe('The key of an event', () => {
  it.each([
    ['figure-recorded-crime.all/kent/2024-05', 'recorded-crime.all/kent/2024-05'],
    ['publication-kent-pdb-2024-09', 'publication-kent-pdb-2024-09'],
    ['measure-recorded-crime.all', 'measure-recorded-crime.all'],
    ['finding-figure-1', 'finding-figure-1'],
  ])('of stream %s is %s', (stream, key) => {
    expect(keyOfStream(stream)).toBe(key);
  });
});

describe('The message of an event', () => {
  it('is a CloudEvent and says what a consumer needs before reading it', () => {
    const record = {
      actor: 'an-analyst',
      causationId: 'a-command',
      correlationId: 'an-import',
      data: { id: 'kent' },
      id: 'd00aba7f-5fa3-8970-b4bb-4d37f6267187',
      recordedAt: parseInstant('2025-01-06T09:30:01.250Z'),
      revision: 3,
      schemaVersion: 1,
      stream: 'area-kent',
      type: 'AreaRegistered',
    };
    const { key, value, headers } = eventMessage({ position: 9_007_199_254, record }, '/kent');
    expect(key).toBe('area-kent');
    expect(headers).toEqual({
      'content-type': 'application/cloudevents+json; charset=UTF-8',
      position: '9007199254',
      'event-id': record.id,
      type: 'AreaRegistered',
    });
    expect(JSON.parse(value ?? '')).toEqual({
      specversion: '1.0',
      id: record.id,
      source: '/kent',
      type: 'AreaRegistered',
      subject: 'area-kent',
      time: '2025-01-06T09:30:01.250Z',
      datacontenttype: 'application/json',
      data: { id: 'kent' },
      position: '9007199254',
      revision: 3,
      schemaversion: 1,
      actor: 'an-analyst',
      correlationid: 'an-import',
      causationid: 'a-command',
    });
  });
});
