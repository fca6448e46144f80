import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { partitionOfKey } from './partition-of-key.js';

describe('The partition of a key', () => {
  it("is the one that Java's client chooses", () => {
    // From org.apache.kafka.common.utils.UtilsTest.testMurmur2, made positive.
    const hashes = [
      ['21', -973932308],
      ['foobar', -790332482],
      ['a-little-bit-long-string', -985981536],
      ['a-little-bit-longer-string', -1486304829],
      ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ] as const;
    for (const [key, hash] of hashes) {
      expect(partitionOfKey(key, 0x7fffffff)).toBe((hash & 0x7fffffff) % 0x7fffffff);
    }
  });

  it('is the one that the Kafka client here would choose', () => {
    const choose = Partitioners.DefaultPartitioner();
    const any = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), bytes());
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 50 }), (key, partitions) => {
        const partitionMetadata = Array.from({ length: partitions }, partition);
        const chosen = choose({ topic: 't', partitionMetadata, message: { key, value: '' } });
        expect(partitionOfKey(key, partitions)).toBe(chosen);
      }),
      { numRuns: 1_000 },
    );
  });
});

function bytes() {
  return fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
}

function partition(_: unknown, partitionId: number) {
  return { partitionErrorCode: 0, partitionId, leader: 1, replicas: [], isr: [] };
}
