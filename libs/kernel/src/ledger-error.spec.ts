import { describe, expect, it, jest } from '@jest/globals';
import { isLedgerError, isTransient, LedgerError } from './ledger-error.js';

class Refused extends LedgerError {
  readonly code = 'refused';
  readonly kind = 'refusal';
}

class OutOfReach extends LedgerError {
  readonly code = 'out-of-reach';
  readonly kind = 'transient';
}

describe('A ledger’s error', () => {
  it('is distinguished from every other error', () => {
    expect(isLedgerError(new Refused('No.'))).toBe(true);
    expect(isLedgerError(new Error('No.'))).toBe(false);
    expect(isLedgerError(Object.assign(new Error('No.'), { code: 'refused' }))).toBe(false);
    expect(isLedgerError({ code: 'refused', kind: 'refusal', message: 'No.' })).toBe(false);
    expect(isLedgerError(undefined)).toBe(false);
  });

  it('is known for one where another copy of its class is loaded', async () => {
    jest.resetModules();
    const copy = await import('./ledger-error.js');
    expect(copy.LedgerError).not.toBe(LedgerError);
    expect(copy.isLedgerError(new Refused('No.'))).toBe(true);
    expect(copy.isTransient(new OutOfReach('Later.'))).toBe(true);
  });

  it('has its facts as its only fields', () => {
    expect(Object.keys(new Refused('No.')).sort()).toEqual(['code', 'kind', 'name']);
  });

  it('may pass if it is transient, and not if it is a refusal or a bug', () => {
    expect(isTransient(new OutOfReach('Later.'))).toBe(true);
    expect(isTransient(new Refused('No.'))).toBe(false);
    expect(isTransient(new TypeError('No.'))).toBe(false);
  });
});
