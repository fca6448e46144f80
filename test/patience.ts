import { jest } from '@jest/globals';

/** Servers are slower than memory, especially while five processes of one test start. */
jest.setTimeout(60_000);
