import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { toCloudEvent } from './cloud-event.js';

const event = {
  position: 4_294_967_296,
  record: {
    actor: 'an-analyst',
    causationId: 'a-command',
    correlationId: 'an-import',
    data: { id: 'kent' },
    id: '7d1c2a00-0000-8000-8000-000000000000',
    recordedAt: instantOf(0),
    revision: 0,
    schemaVersion: 1,
    stream: 'area-kent',
    type: 'AreaRegistered',
  },
};

describe('An event as a CloudEvent', () => {
  it('says what the record says, in the words of CloudEvents', () => {
    expect(toCloudEvent(event, 'https://ledger.example/')).toEqual({
      specversion: '1.0',
      id: '7d1c2a00-0000-8000-8000-000000000000',
      source: 'https://ledger.example/',
      type: 'AreaRegistered',
      subject: 'area-kent',
      time: '1970-01-01T00:00:00.000Z',
      datacontenttype: 'application/json',
      data: { id: 'kent' },
      position: '4294967296',
      revision: 0,
      schemaversion: 1,
      actor: 'an-analyst',
      correlationid: 'an-import',
      causationid: 'a-command',
    });
  });

  it('names its attributes as the specification allows', () => {
    for (const name of Object.keys(toCloudEvent(event))) {
      expect(name).toMatch(/^[a-z0-9]{1,20}$/);
    }
  });

  it('has a source, also where nobody named one', () => {
    expect(toCloudEvent(event).source).toBe('/ledger');
  });
});
