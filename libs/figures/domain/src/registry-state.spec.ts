import { describe, expect, it } from '@jest/globals';
import { LedgerError } from '@ledger/kernel';
import { registerArea, registerPublisher } from './registry-state.js';
import { force, kent } from './testing/index.js';

function codeOf(decide: () => unknown): string {
  try {
    decide();
  } catch (error) {
    if (error instanceof LedgerError) return error.code;
    throw error;
  }
  return 'taken';
}

describe('Registering a publisher', () => {
  it('is done once; the same facts again change nothing', () => {
    expect(registerPublisher(force, undefined)).toEqual([
      { type: 'PublisherRegistered', data: force },
    ]);
    expect(registerPublisher(force, { ...force })).toEqual([]);
  });

  it('refuses other facts under a known id, and an id that is no name', () => {
    expect(codeOf(() => registerPublisher({ ...force, title: 'Another' }, force))).toBe(
      'already-registered',
    );
    expect(codeOf(() => registerPublisher({ ...force, id: 'kent.police' }, undefined))).toBe(
      'malformed-name',
    );
  });
});

describe('Registering an area', () => {
  it('is done once; the same facts again change nothing', () => {
    expect(registerArea(kent, undefined)).toEqual([{ type: 'AreaRegistered', data: kent }]);
    expect(registerArea(kent, { ...kent })).toEqual([]);
  });

  it('refuses other facts under a known id, and an id that is no name', () => {
    expect(codeOf(() => registerArea({ ...kent, parent: 'england' }, kent))).toBe(
      'already-registered',
    );
    expect(codeOf(() => registerArea({ ...kent, id: 'Kent' }, undefined))).toBe(
      'malformed-name',
    );
  });
});
