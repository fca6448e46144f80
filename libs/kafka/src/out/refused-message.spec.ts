import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '@ledger/kernel';
import type { RefusedFacts } from '@ledger/contract';
import { refusedMessage } from './refused-message.js';
import { ORDINARY_MESSAGE_BYTES_MAX } from '../broker/topics.js';

const PLACE = { topic: 'ledger.reports.v1', partition: 2, offset: '9223372036854775806' };
const REFUSAL = {
  outcome: 'refused',
  code: 'unknown-area',
  message: 'There is no such area.',
} as const;

describe('The message of a refusal', () => {
  it('says what was refused, why, and where it stood', () => {
    const original = { key: Buffer.from('a-key'), value: Buffer.from('{"naïve":1}') };
    const { key, value, headers } = refusedMessage(original, PLACE, REFUSAL, '/ledger');
    expect(key).toEqual(original.key);
    expect(headers).toMatchObject({
      code: 'unknown-area',
      'original-topic': 'ledger.reports.v1',
      'original-partition': '2',
      'original-offset': '9223372036854775806',
    });
    const { data, ...envelope } = JSON.parse(value ?? '');
    expect(envelope).toMatchObject({
      type: 'ReportRefused',
      id: 'ledger.reports.v1/2@9223372036854775806',
    });
    expect(data).toMatchObject({
      ...PLACE,
      code: 'unknown-area',
      message: 'There is no such area.',
    });
  });

  it.each([
    ['text', Buffer.from('{"naïve":1}'), 'utf-8'],
    ['text that begins with a byte order mark', Buffer.from('\ufeff{}'), 'utf-8'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x41]), 'base64'],
    ['text that grows in JSON', Buffer.alloc(600_000, 1), 'base64'],
    ['the most that UTF-8 text keeps whole', Buffer.alloc(979_000, 'a'), 'utf-8'],
  ])('gives the very bytes back: %s', (_, value, encoding) => {
    const original = originalOf(value);
    expect(original).toMatchObject({ encoding, isWhole: true, bytes: value.length });
    expect(value.equals(Buffer.from(original.content, encoding as BufferEncoding))).toBe(true);
  });

  it('is taken by its topic, whatever was sent', () => {
    for (const value of [
      Buffer.alloc(1_040_000, 'a'),
      Buffer.alloc(1_040_000, 1),
      Buffer.alloc(1_040_000, 255),
    ]) {
      const message = refusedMessage({ key: null, value }, PLACE, REFUSAL, '/ledger');
      expect(Buffer.byteLength(message.value ?? '')).toBeLessThan(ORDINARY_MESSAGE_BYTES_MAX);
      const { content, isWhole, sha256 } = originalOf(value);
      expect(isWhole).toBe(false);
      expect(sha256).toBe(sha256Hex(value));
      const repeated = Buffer.from(content, 'base64');
      expect(repeated.equals(value.subarray(0, repeated.length))).toBe(true);
    }
  });
});

function originalOf(value: Buffer): NonNullable<RefusedFacts['original']> {
  const { value: message } = refusedMessage({ key: null, value }, PLACE, REFUSAL, '/ledger');
  return JSON.parse(message ?? '').data.original;
}
