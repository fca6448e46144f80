import { describe, expect, it } from '@jest/globals';
import { isLedgerError } from '@ledger/kernel';
import {
  correctArea,
  correctPublisher,
  registerArea,
  registerPublisher,
} from './registry-state.js';
import { force, kent } from '../testing/examples.js';

function codeOf(decide: () => unknown): string {
  try {
    decide();
  } catch (error) {
    if (isLedgerError(error)) return error.code;
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

describe('Correcting what a registry says', () => {
  const reason = 'misspelt';

  it('keeps the facts whole with the reason, and changes nothing the second time', () => {
    const right = { ...force, title: 'Kent County Constabulary' };
    expect(correctPublisher({ ...right, reason }, force)).toEqual([
      { type: 'PublisherCorrected', data: { ...right, reason } },
    ]);
    expect(correctPublisher({ ...right, reason }, right)).toEqual([]);
  });

  it('can give an area another parent, and none', () => {
    const child = { ...kent, id: 'kent.medway', parent: 'kent' };
    const moved = { ...child, parent: 'england' };
    expect(correctArea({ ...moved, reason }, child)).toHaveLength(1);
    const { parent: _parent, ...alone } = child;
    expect(correctArea({ ...alone, reason }, child)).toHaveLength(1);
    expect(correctArea({ ...alone, reason }, alone)).toEqual([]);
  });

  it('refuses what was never registered', () => {
    expect(codeOf(() => correctPublisher({ ...force, reason }, undefined))).toBe(
      'unknown-publisher',
    );
    expect(codeOf(() => correctArea({ ...kent, reason }, undefined))).toBe('unknown-area');
  });
});
