import { expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ledgerTopics, type BridgeMetrics } from '@ledger/kafka';
import { describeWithKafka } from './kafka-suite.js';
import { produce, reportMessage } from './messages.js';
import { runBridge, until } from './running-bridge.js';
import { TestLedger } from './test-ledger.js';

const REPORTS = 1_000_000;
const LOOK_EVERY = 50_000;
/** Memory is measured once everything has been used: before, it is only being allocated. */
const SETTLED_AT = 200_000;
const LIVE_BYTES_MORE_MAX = 32 * 1_048_576;
const RESIDENT_BYTES_MORE_MAX = 192 * 1_048_576;
/** When to give up: a run without progress has to end. */
const GIVE_UP_MS = 600_000;

describeWithKafka('A bridge that was away for a million reports', (kafka) => {
  it('catches up at its pace with flat memory, and loses and doubles nothing', async () => {
    const ledger = await TestLedger.open({ hasProjector: false });
    const prefix = kafka.prefix();
    const connection = { brokers: [kafka.broker.address] };
    const topics = { partitionsMin: 3 };
    await runBridge({ connection, prefix, topics }).ended;
    await produceAll(kafka.broker, ledgerTopics(prefix).reports.name);

    const before = await ledger.eventStore.head();
    const memory = new MemoryLook();
    const started = performance.now();
    const running = runBridge({
      ...{ connection, prefix, topics },
      report: ledger.report,
      metrics: lookingAt(memory),
    });
    try {
      const isDone = async () => (await ledger.eventStore.head()) >= before + REPORTS;
      await until(isDone, 'all are recorded', GIVE_UP_MS);
      const tookMs = performance.now() - started;
      await running.stop();
      console.log(`${Math.round((REPORTS / tookMs) * 1_000)} reports/s, ${memory.words}`);
      expect(await ledger.eventStore.head()).toBe(before + REPORTS);
      expect(memory.looks).toBeGreaterThan(10);
      expect(memory.liveBytesMore).toBeLessThan(LIVE_BYTES_MORE_MAX);
      expect(memory.residentBytesMore).toBeLessThan(RESIDENT_BYTES_MORE_MAX);
    } finally {
      await ledger.close();
    }
  }, 900_000);
});

/** In batches, so that the backlog is in Kafka and not here. */
async function produceAll(broker: Parameters<typeof produce>[0], topic: string): Promise<void> {
  for (let from = 0; from < REPORTS; from += 20_000) {
    const figures = Array.from({ length: 20_000 }, (_, i) => from + i);
    const messages = figures.map((figure) => reportMessage({ figure }, String(figure)));
    await produce(broker, topic, messages);
  }
}

function lookingAt(memory: MemoryLook): BridgeMetrics {
  return {
    reportsTaken: (_, count) => memory.progressed(count),
    reportRefused: () => undefined,
    batchUnreadable: () => undefined,
    partitionHeld: () => undefined,
    reportsLag: () => undefined,
    sent: () => undefined,
    laneReached: () => undefined,
    laneLeft: () => undefined,
  };
}

/** The memory in use over time. */
class MemoryLook {
  #done = 0;
  #next = SETTLED_AT;
  readonly #collect: () => void;
  readonly #live: number[] = [];
  readonly #resident: number[] = [];

  constructor() {
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc') as () => void;
  }

  progressed(count: number): void {
    this.#done += count;
    if (this.#done < this.#next) return;
    this.#next += LOOK_EVERY;
    this.#collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    this.#live.push(heapUsed + external);
    this.#resident.push(rss);
  }

  get looks(): number {
    return this.#live.length;
  }

  get liveBytesMore(): number {
    return Math.max(...this.#live) - (this.#live[0] ?? 0);
  }

  get residentBytesMore(): number {
    return Math.max(...this.#resident) - (this.#resident[0] ?? 0);
  }

  get words(): string {
    const [live, resident] = [this.#live, this.#resident].map((of) =>
      of.map((bytes) => Math.round(bytes / 1_048_576)).join(' '),
    );
    return `MiB in use: ${live}; resident: ${resident}`;
  }
}
