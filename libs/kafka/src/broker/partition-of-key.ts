const SEED = 0x9747b28c;
const FACTOR = 0x5bd1e995;

/**
 * The partition of a key, as in every Kafka client that follows Java's: consumers that join
 * topics rely on it.
 *
 * The Kafka client here chooses the same, but computes 32-bit values in 64-bit objects, which
 * took a quarter of the time of sending an event.
 *
 * @see MurmurHash2, as in `org.apache.kafka.common.utils.Utils.murmur2`
 */
export function partitionOfKey(key: string | Buffer, partitions: number): number {
  const bytes = typeof key === 'string' ? Buffer.from(key) : key;
  return (murmur2(bytes) & 0x7fffffff) % partitions;
}

function murmur2(bytes: Buffer): number {
  const wholeWords = bytes.length & ~3;
  let hash = SEED ^ bytes.length;
  for (let at = 0; at < wholeWords; at += 4) {
    let word = Math.imul(bytes.readInt32LE(at), FACTOR);
    word = Math.imul(word ^ (word >>> 24), FACTOR);
    hash = Math.imul(hash, FACTOR) ^ word;
  }
  const rest = bytes.length - wholeWords;
  if (rest > 0) hash = Math.imul(hash ^ bytes.readUIntLE(wholeWords, rest), FACTOR);
  hash = Math.imul(hash ^ (hash >>> 13), FACTOR);
  return hash ^ (hash >>> 15);
}
