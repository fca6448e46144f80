import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchAppends } from './append-bench.js';
import { benchFigureReads } from './figure-bench.js';
import { benchFindings } from './findings-bench.js';
import { benchKafka } from './kafka-bench.js';
import { benchKurrentDb } from './kurrentdb-bench.js';
import { benchLog } from './log-bench.js';
import { makeLedger } from './made-ledger.js';
import { isReached, type Measurement } from './measuring.js';
import { benchPostgres } from './postgres-bench.js';
import { benchLongRebuild, benchRebuild, type LedgerToRebuild } from './rebuild-bench.js';
import { benchReports } from './report-bench.js';
import { benchStalls } from './stall-bench.js';
import { progressOn, say, sayJson, tableOf, type Terminal } from '@ledger/terminal';

/** What a run of the benches measures, and how it reports. */
export interface BenchOptions {
  /** Figures and events of the small ledger. */
  readonly events: number;
  /** Reports sent in one stream. */
  readonly reports: number;
  /** Also rebuilds four times as many events. */
  readonly full: boolean;
  /** Results as JSON only, without the table. */
  readonly json: boolean;
}

const MEGABYTE = 1_000_000;

/**
 * Measures the ledger on generated data and compares each number with a limit measured in the
 * same run.
 *
 * @returns true if every required bound is met
 */
export async function bench(terminal: Terminal, options: BenchOptions): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
  try {
    const measurements = await measureAll(terminal, folder, options);
    const machine = machineOf();
    sayJson(terminal, { machine, options, measurements });
    if (!options.json) say(terminal, `\n${machine}\n${measurementTable(measurements)}`);
    return measurements.every(isReached);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureAll(
  terminal: Terminal,
  folder: string,
  { events, reports, full }: BenchOptions,
): Promise<readonly Measurement[]> {
  const appends = await benchAppends(folder);
  const sent = await benchReports(folder, reports);
  const stalls = await benchStalls(folder);
  const small = await made(terminal, join(folder, 'small'), events);
  const rebuilt = await benchRebuild(small);
  const log = await benchLog(folder, small);
  const read = await benchFigureReads(small.folder, events);
  const findings = await benchFindings();
  const long = full
    ? await benchLongRebuild(
        await made(terminal, join(folder, 'large'), events * 4),
        small,
        rebuilt,
      )
    : [];
  const kurrentDb = await benchKurrentDb();
  const postgres = await benchPostgres(small);
  const kafka = await benchKafka(folder, reports);
  return [
    ...appends,
    ...sent,
    ...stalls,
    ...rebuilt,
    ...long,
    ...log,
    ...read,
    ...findings,
    ...kurrentDb,
    ...postgres,
    ...kafka,
  ];
}

async function made(
  terminal: Terminal,
  folder: string,
  events: number,
): Promise<LedgerToRebuild> {
  const progress = progressOn(terminal, 'making a ledger');
  await makeLedger(folder, events, (done) => progress.at(done, events, 'events'));
  progress.end();
  return { folder, events };
}

function machineOf(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / MEGABYTE / 1000);
  return (
    `${cpus().length} cores (${first?.model ?? 'unknown'}), ${gigabytes} GB, ` +
    `Node ${process.versions.node}, ${process.platform}`
  );
}

function measurementTable(measurements: readonly Measurement[]): string {
  return tableOf(
    ['what', 'measured', 'unit', 'ratio', 'required', 'reached'],
    measurements.map((one) => [
      one.name,
      rounded(one.value),
      one.unit,
      one.ratio === undefined ? '' : `${one.ratio.value.toFixed(2)} of ${one.ratio.of}`,
      askedOf(one),
      askedOf(one) === '' ? '' : isReached(one) ? 'yes' : 'no',
    ]),
  );
}

function askedOf({ ratio, bound }: Measurement): string {
  if (ratio?.atLeast !== undefined) return `ratio at least ${ratio.atLeast}`;
  if (bound?.atLeast !== undefined) return `at least ${rounded(bound.atLeast)}`;
  return bound?.atMost === undefined ? '' : `at most ${rounded(bound.atMost)}`;
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
