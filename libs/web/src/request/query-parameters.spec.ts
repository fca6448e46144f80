import { describe, expect, it } from '@jest/globals';
import {
  CLOCK_PARAMETERS,
  FEED_PARAMETERS,
  FOLLOW_UPS_PARAMETERS,
  LIST_PARAMETERS,
  SERIES_PARAMETERS,
} from '@ledger/contract';
import { MalformedParameter, UnknownParameter } from '../problem/http-refusals.js';
import { readQuery, refuseUnknown, type QueryParameters } from './query-parameters.js';

describe('Reading query parameters', () => {
  it('refuses a name the operation does not have, and says which it has', () => {
    const refuse = (query: QueryParameters) => () => refuseUnknown(query, CLOCK_PARAMETERS);
    expect(refuse({ publishedby: '2024' })).toThrow(UnknownParameter);
    expect(refuse({ constructor: '2024' })).toThrow('it is one of publishedBy, recordedBy.');
    expect(refuse({ publishedBy: '2024', waitFor: '3' })).not.toThrow();
  });

  it('refuses a parameter that stands twice, is blank, or holds a control character', () => {
    const owner = (given: string | readonly string[]) => () =>
      readQuery(FOLLOW_UPS_PARAMETERS, { owner: given });
    expect(owner(['a', 'b'])).toThrow(MalformedParameter);
    expect(owner(' ')).toThrow(MalformedParameter);
    expect(owner('a\0b')).toThrow(MalformedParameter);
    expect(owner('a'.repeat(501))).toThrow(MalformedParameter);
    expect(owner('a'.repeat(500))()).toEqual({ owner: 'a'.repeat(500) });
    expect(readQuery(FOLLOW_UPS_PARAMETERS, {})).toEqual({});
  });

  it('takes whole numbers within their bounds alone', () => {
    expect(readQuery(LIST_PARAMETERS, { limit: '500' })).toEqual({ limit: 500 });
    for (const limit of ['0', '501', '1.5', '1e1', '-1', '0x1', '99999999999999999999']) {
      expect(() => readQuery(LIST_PARAMETERS, { limit })).toThrow(MalformedParameter);
    }
  });

  it('takes one of the words that are known', () => {
    expect(readQuery(FOLLOW_UPS_PARAMETERS, { status: 'open' })).toEqual({ status: 'open' });
    expect(() => readQuery(FOLLOW_UPS_PARAMETERS, { status: 'ajar' })).toThrow(
      MalformedParameter,
    );
  });

  it('takes a breakdown whose names are all different', () => {
    const read = (breakdown: string) => readQuery(SERIES_PARAMETERS, { breakdown }).breakdown;
    expect(read('channel=101;sex=female')).toEqual({ channel: '101', sex: 'female' });
    for (const text of ['x', 'sex=a;sex=b', 'sex=a=b', 'Sex=a']) {
      expect(() => read(text)).toThrow(MalformedParameter);
    }
  });

  it('names the types of events that it does not know', () => {
    const types = 'FigureRecorded, Nothing,Nobody';
    expect(() => readQuery(FEED_PARAMETERS, { types })).toThrow(
      'The parameter types is "Nothing,Nobody"',
    );
  });
});

describe('Reading the two clocks', () => {
  const read = (query: QueryParameters) => readQuery(CLOCK_PARAMETERS, query);

  it('takes dates as publications bear them, and moments', () => {
    for (const recordedBy of ['2024', '2024-09', '2024-09-05', '2024-09-05T13:00:00.000Z']) {
      expect(read({ recordedBy })).toEqual({ recordedBy });
    }
  });

  it('turns moments into UTC, also where the plus of their offset came as a space', () => {
    const moment = { publishedBy: '2024-09-05T12:00:00.000Z' };
    for (const publishedBy of ['2024-09-05T13:00:00+01:00', '2024-09-05T13:00:00 01:00']) {
      expect(read({ publishedBy })).toEqual(moment);
    }
  });

  it('refuses what no calendar has, and years that would sort elsewhere', () => {
    for (const recordedBy of ['2023-02-29', 'yesterday', '24', '9999-12-31T23:59:59-05:00']) {
      expect(() => read({ recordedBy })).toThrow(MalformedParameter);
    }
  });
});
