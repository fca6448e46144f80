import { describe, expect, it } from '@jest/globals';
import { placeIn, readPlace } from './ledger-place.js';
import { MalformedSettings } from './malformed-settings.js';

const SERVERS = {
  EVENTSTORE_URL: 'kurrentdb://one:2113?tls=false',
  DATABASE_URL: 'postgres://views:5432/ledger',
};

describe('Where a program beside the server finds the ledger', () => {
  it('is on the servers that are named, whatever role the server has', () => {
    const named = { ...SERVERS, DATABASE_SCHEMA: 'mine', EVENTSTORE_PREFIX: 'mine-' };
    for (const role of ['all', 'api', 'projector', 'bridge']) {
      expect(readPlace({ ...named, LEDGER_ROLE: role })).toMatchObject({
        kind: 'deployed',
        eventStore: { prefix: 'mine-' },
        database: { schema: 'mine' },
      });
    }
  });

  it('has the brokers beside it in every role', () => {
    const named = { ...SERVERS, KAFKA_BROKERS: 'kafka:9092', LEDGER_ROLE: 'api' };
    expect(readPlace(named).kafka).toMatchObject({ brokers: ['kafka:9092'] });
  });

  it('is nowhere while only one of the servers is named', () => {
    for (const [variable, url] of Object.entries(SERVERS))
      expect(() => readPlace({ [variable]: url })).toThrow(MalformedSettings);
  });

  it('is found whatever addresses the server listens on, as the program opens no port', () => {
    expect(readPlace({ HOST: '0.0.0.0' })).toMatchObject({ kind: 'embedded' });
  });

  it('is in the folder that is given, though servers are named', () => {
    const named = { ...SERVERS, DATABASE_SCHEMA: 'mine', LEDGER_DATA: '/elsewhere' };
    expect(placeIn('/here', named)).toMatchObject({
      kind: 'embedded',
      eventsFile: '/here/ledger.db',
    });
  });
});
