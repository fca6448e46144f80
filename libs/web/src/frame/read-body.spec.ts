import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { BodyTimedOut, BodyTooLarge, MalformedRequest } from '../problem/http-refusals.js';
import { piecesOf, readBody } from './read-body.js';

const BOUNDS = { bytesMax: 10, msMax: 50 };

describe('Reading a body', () => {
  it('reads it to its end, up to the bytes it may have', async () => {
    const source = Readable.from([Buffer.from('12345'), Buffer.from('67890')]);
    expect((await readBody(source, BOUNDS)).toString()).toBe('1234567890');
  });

  it('refuses one that is larger, and lets the rest of it go by', async () => {
    const source = new PassThrough();
    source.write('12345');
    source.write('678901');
    await expect(readBody(source, BOUNDS)).rejects.toThrow(BodyTooLarge);
    source.end('more of it');
    await new Promise((resolve) => source.once('end', resolve));
  });

  it('refuses one that does not end in time, however steadily it comes', async () => {
    const source = new PassThrough();
    const trickle = setInterval(() => source.write('.'), 10);
    await expect(readBody(source, BOUNDS)).rejects.toThrow(BodyTimedOut);
    clearInterval(trickle);
  });

  it('refuses one that breaks off', async () => {
    const source = new PassThrough();
    source.write('12345');
    source.destroy();
    await expect(readBody(source, BOUNDS)).rejects.toThrow(MalformedRequest);
  });
});

describe('Reading a stream', () => {
  it('goes on for as long as lines come in time', async () => {
    const source = new PassThrough();
    let sent = 0;
    const send = () => ((sent += 1) < 40 ? source.write(sent % 2 ? '.' : '\n') : source.end());
    const steady = setInterval(send, 10);
    let read = '';
    for await (const piece of piecesOf(source, 2 * BOUNDS.msMax)) read += String(piece);
    clearInterval(steady);
    expect(read).toBe('.\n'.repeat(19) + '.');
  });

  it('ends where a line does not end in time, however steadily it comes', async () => {
    const source = new PassThrough();
    source.write('.\n');
    const trickle = setInterval(() => source.write('.'), 10);
    const read = async () => {
      for await (const piece of piecesOf(source, BOUNDS.msMax)) expect(piece).not.toBeNull();
    };
    await expect(read()).rejects.toThrow(BodyTimedOut);
    clearInterval(trickle);
  }, 2_000);

  it('ends where nothing comes', async () => {
    const source = new PassThrough();
    source.write('.');
    const pieces = piecesOf(source, BOUNDS.msMax);
    expect(String((await pieces.next()).value)).toBe('.');
    await expect(pieces.next()).rejects.toThrow(BodyTimedOut);
  });

  it('lets the rest go by when nobody wants it', async () => {
    const source = new PassThrough();
    source.write('.');
    const pieces = piecesOf(source, BOUNDS.msMax);
    await pieces.next();
    await pieces.return(undefined);
    expect(source.destroyed).toBe(false);
    source.end('more of it');
    await new Promise((resolve) => source.once('end', resolve));
  });
});
