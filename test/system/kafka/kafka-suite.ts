import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { KafkaBroker, whyNoKafka } from './kafka-broker.js';

/** The broker that the tests of one file share. */
export interface SharedKafka {
  readonly broker: KafkaBroker;
  /** Separates the topics and groups of one test from those of the others. */
  prefix(): string;
}

const missing = await whyNoKafka();

/** Describes something with a real broker; without one it fails under `CI=true`, else it skips. */
export function describeWithKafka(title: string, suite: (kafka: SharedKafka) => void): void {
  if (missing !== undefined && process.env['CI'] === 'true') {
    describe(title, () => {
      it('has a Kafka broker to run against', () => {
        throw new Error(missing);
      });
    });
    return;
  }
  if (missing !== undefined) console.warn(`Skipped: ${title}. ${missing}`);
  const describeOrSkip = missing === undefined ? describe : describe.skip;
  describeOrSkip(title, () => {
    let broker: KafkaBroker | undefined;
    beforeAll(async () => {
      broker = await KafkaBroker.start();
    }, 120_000);
    afterAll(() => broker?.stop());
    suite({
      get broker() {
        if (broker === undefined) throw new TypeError('The broker starts before the tests.');
        return broker;
      },
      prefix: () => `t${randomUUID().slice(0, 8)}.`,
    });
  });
}
