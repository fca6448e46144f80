import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@ledger/kernel';
import { logEntry, positionOfEntry, saltIn } from './log-entry.js';

const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');

function event(data: object = {}, salted = true) {
  const place = {
    id: 'an-event',
    revision: 3,
    stream: 'figure-a/b/2024',
    type: 'FigureRevised',
  };
  const envelope = {
    actor: 'a',
    data,
    recordedAt: '2024-05-17T12:00:00.000Z',
    schemaVersion: 1,
  };
  const body = canonicalJson({
    ...envelope,
    ...place,
    ...(salted && { salt: salt.toString('base64url') }),
  } as never);
  return { ...place, position: 17, body };
}

/** As FORMAT.md describes it, without the library. */
function digest(what: string, withSalt: Buffer, text: string): string {
  return createHash('sha256')
    .update(`ledger ${what}\n`)
    .update(Buffer.of(withSalt.length))
    .update(withSalt)
    .update(text)
    .digest('base64');
}

describe('The entry of an event', () => {
  it('is what the format page says', () => {
    const of = event();
    expect(Buffer.from(logEntry(of)).toString()).toBe(
      `{"commitment":"${digest('bytes', salt, of.body)}",` +
        `"event":"${digest('id', salt, 'an-event')}","position":17,` +
        `"stream":"${digest('stream', salt, '3\nfigure-a/b/2024')}","type":"FigureRevised"}`,
    );
    expect(positionOfEntry(logEntry(of))).toBe(17);
  });

  it('is that of any text, however long and in whatever script', () => {
    for (const value of ['€'.repeat(30_000), 'x'.repeat(100_000), 'ﬁ𝟙é']) {
      const of = event({ value });
      const { commitment } = JSON.parse(Buffer.from(logEntry(of)).toString());
      expect(commitment).toBe(digest('bytes', salt, of.body));
    }
  });

  it('commits to every byte that is stored and to where it is stored', () => {
    const of = event({ value: '1' });
    const others = [
      { ...of, body: of.body.replace('"value":"1"', '"value":"2"') },
      { ...of, id: 'another' },
      { ...of, revision: 4 },
      { ...of, stream: 'figure-a/b/2025' },
      { ...of, position: 18 },
      { ...of, type: 'FigureRecorded' },
    ];
    const texts = [of, ...others].map((one) => Buffer.from(logEntry(one)).toString());
    expect(new Set(texts).size).toBe(7);
  });

  it('finds the salt of the envelope, whatever the facts hold', () => {
    const fake = '"salt":"AAAAAAAAAAAAAAAAAAAAAA"';
    for (const data of [{}, { salt: 'A'.repeat(22) }, { note: fake }]) {
      expect(Buffer.from(saltIn(event(data).body))).toEqual(salt);
    }
  });

  it('has no salt where the event was recorded without', () => {
    const of = event({}, false);
    expect(saltIn(of.body)).toHaveLength(0);
    const { commitment } = JSON.parse(Buffer.from(logEntry(of)).toString());
    expect(commitment).toBe(digest('bytes', Buffer.alloc(0), of.body));
  });

  it('has no position where it is none', () => {
    expect(positionOfEntry(Buffer.from('{"half'))).toBeUndefined();
    expect(positionOfEntry(Buffer.from('{"position":"1"}'))).toBeUndefined();
  });
});
