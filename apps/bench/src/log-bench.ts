import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogThread } from '@ledger/deployment';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { disclosureOf } from '@ledger/figures-evidence';
import { FileLogStore, FileStreamMapStore } from '@ledger/log-store-files';
import { generateKey, parseSigner } from '@ledger/transparency';
import { bringLogOn, identityOf, LatestLog } from '@ledger/transparency-log';
import { appendsBeside, noWorkBeside, type Beside } from './append-bench.js';
import { medianIn, type Measurement } from './measuring.js';
import type { LedgerToRebuild } from './rebuild-bench.js';

const RUNS = 3;
const PROOFS = 1_000;
/** As a server signs by default. */
const EVERY_MS = 2_000;
const LOOK_MS = 5;
const ENTRIES_A_SECOND = 50_000;
const MEGABYTE = 1_000_000;
const MILLION = 1_000_000;
/** Coprime to any number of events, nearly: proofs are of entries all over the log. */
const STRIDE = 7_919;

const key = generateKey('bench');
const identity = { origin: 'bench', signers: [parseSigner(key)] };

/** The transparency log of a ledger, from zero and beside appends. */
export async function benchLog(
  folder: string,
  ledger: LedgerToRebuild,
): Promise<Measurement[]> {
  const log = join(folder, 'log-from-zero');
  const entries = await leavesPerSecond(ledger, log);
  return [
    {
      name: 'the transparency log from zero',
      value: entries,
      unit: 'entries/s',
      bound: { atLeast: ENTRIES_A_SECOND },
    },
    {
      name: `its files, for every million of ${ledger.events} events`,
      value: ((await bytesIn(log)) / MEGABYTE / ledger.events) * MILLION,
      unit: 'MB',
    },
    {
      name: `a proof from it, of ${ledger.events} entries`,
      value: await proofMs(log, ledger.events),
      unit: 'ms',
      bound: { atMost: 1 },
    },
    ...(await costOfAppends(folder)),
  ];
}

async function leavesPerSecond(
  { folder, events }: LedgerToRebuild,
  log: string,
): Promise<number> {
  const eventStore = SqliteEventStore.open({ file: join(folder, 'ledger.db'), readonly: true });
  const started = performance.now();
  const streams = streamsOf(log);
  await bringLogOn({ ...identity, eventStore, store: new FileLogStore(log), streams });
  const seconds = (performance.now() - started) / 1000;
  streams.store.close();
  await eventStore.close();
  return events / seconds;
}

/** The map of a log's streams, beside its folder as a server has it. */
function streamsOf(log: string) {
  return { store: new FileStreamMapStore(`${log}-streams.db`), disclosureOf };
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of found) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}

/** The mean time of a proof, made from files as a server makes it, without HTTP. */
async function proofMs(log: string, events: number): Promise<number> {
  const latest = new LatestLog(new FileLogStore(log), identityOf(identity));
  const started = performance.now();
  for (let i = 0; i < PROOFS; i += 1) {
    const proof = await (await latest.get())?.proofFileOf(1 + ((i * STRIDE) % events));
    if (proof === undefined) throw new Error('An entry has no proof.');
  }
  return (performance.now() - started) / PROOFS;
}

/**
 * Appends with the log following in a thread of its own, as in a server, compared with appends
 * alone, both until all of them are answered; and how long it then takes until all are signed.
 */
async function costOfAppends(folder: string): Promise<Measurement[]> {
  const alone: Awaited<ReturnType<typeof appendsBeside>>[] = [];
  const logged: Awaited<ReturnType<typeof appendsBeside>>[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    alone.push(await appendsBeside(folder, noWorkBeside));
    logged.push(await appendsBeside(folder, (file) => loggedTo(`${file}-log`, file)));
  }
  return (['many', 'abreast'] as const).flatMap((how) => {
    const rateOf = (runs: typeof alone) =>
      medianIn(runs.map((run) => run[how].eventsPerSecond));
    const events = logged[0]?.[how].events ?? 0;
    const words = how === 'many' ? '1,000 events a call' : 'one event a call, 64 in flight';
    return [
      {
        name: `appends beside their log, ${words}`,
        value: rateOf(logged),
        unit: 'events/s',
        ratio: { of: 'appends alone', value: rateOf(logged) / rateOf(alone), atLeast: 0.85 },
      },
      {
        name: `from the last answer until all ${events.toLocaleString('en')} are signed`,
        value: medianIn(logged.map((run) => run[how].secondsBehind)),
        unit: 's',
        // A log waits between two checkpoints, and signs so many events in a second.
        bound: { atMost: EVERY_MS / 1_000 + events / ENTRIES_A_SECOND },
      },
    ];
  });
}

/** Follows the event log in a file, in a thread of its own. */
async function loggedTo(folder: string, eventsFile: string): Promise<Beside> {
  const thread = new LogThread({
    events: { kind: 'embedded', eventsFile },
    log: { folder, keys: [key], formerKeys: [] },
    everyMs: EVERY_MS,
  });
  thread.start();
  const reaches = async (events: number): Promise<void> => {
    while ((thread.signed?.entries ?? -1) < events) {
      if (thread.fault !== undefined) throw new Error(thread.fault);
      await sleep(LOOK_MS);
    }
  };
  // It has begun once it has reported that nothing waits.
  await reaches(0);
  return { reaches, end: () => thread.stop() };
}
