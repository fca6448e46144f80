import { describe, expect, it } from '@jest/globals';
import { diskCheck } from './checks.js';

describe('The disk is ready', () => {
  it('while there is room for the log', async () => {
    expect(await diskCheck('/data', async () => 20_000_000).fault()).toBeUndefined();
  });

  it('no more when it is full, and says how much is left', async () => {
    const fault = await diskCheck('/data', async () => 4_096).fault();
    expect(fault).toBe('The disk of /data is full: 4096 bytes are free.');
  });
});
