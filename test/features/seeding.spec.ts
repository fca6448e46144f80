import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import type { FollowOptions, StoredEvent } from '@ledger/event-store-port';
import { Views } from '@ledger/figures-read-models';
import type { LoadSummary } from '@ledger/intake';
import { seed } from '@ledger/deployment';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';

const PAPER = {
  id: 'paper-2024',
  title: 'The paper',
  kind: 'report',
  publisher: 'force',
  published: { date: '2024-06-01', precision: 'day', evidence: 'line 1' },
  artefact: {
    file: 'paper.txt',
    sha256: 'a'.repeat(64),
    bytes: 100,
    mediaType: 'text/plain',
  },
  status: 'public',
};

const SEEDS: Readonly<Record<string, string>> = {
  'publishers.csv': 'id,title,kind\nforce,Force,police-force\n',
  'areas.csv': 'id,title,kind,parent\ncounty,County,force-area,\n',
  'measures.csv':
    'code,title,units,value_type,kind,polarity,owner,sum_of,made_from,version,valid_from,' +
    'definition,breaks,publication,line\n' +
    'crime.all,All,offences,count,flow,neither,force,,,1,,All,,,\n',
  'paper-2024/publication.json': JSON.stringify(PAPER),
  'paper-2024/01-text.csv':
    'measure,area,period,statistic,compared_with,breakdown,value,printed,unit,qualifier,' +
    'markers,role,section,table,row,column,line,occurrence,change_kind,change_reason,note\n' +
    'crime.all,county,2024-05,,,,412,412,offences,,,primary,1,,,,2,,,,\n',
};

/** A log that hides seals from its followers until they are released. */
class SealsWithheld extends InMemoryEventStore {
  readonly #letting: PromiseWithResolvers<void> = Promise.withResolvers();

  let(): void {
    this.#letting.resolve();
  }

  override async *follow(options: FollowOptions): AsyncGenerator<readonly StoredEvent[]> {
    for await (const batch of super.follow({ ...options, batchEventsMax: 1 })) {
      if (batch.some(({ type }) => type === 'PublicationSealed')) await this.#letting.promise;
      yield batch;
    }
  }

  /** Resolves once a seal is in the log, visible or not. */
  async sealed(): Promise<void> {
    const options = { after: 0, batchEventsMax: 1, signal: AbortSignal.timeout(5_000) };
    for await (const [event] of super.follow(options)) {
      if (event?.type === 'PublicationSealed') return;
    }
  }
}

let root: string;
let marker: string;
let record: SealsWithheld;
let ledger: LedgerInProcess;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'seeding-'));
  marker = join(root, 'seeds-unfinished');
  for (const [path, content] of Object.entries(SEEDS)) {
    const file = join(root, 'seeds', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  record = new SealsWithheld();
  ledger = await serveInProcess(record);
});

afterEach(async () => {
  record.let();
  await ledger.close();
  await rm(root, { recursive: true });
});

function load(): Promise<LoadSummary | undefined> {
  return seed({
    eventStore: record,
    commands: ledger.app.get(CommandBus, { strict: false }),
    views: ledger.app.get(Views, { strict: false }),
    dataFolder: root,
    seedsFolder: join(root, 'seeds'),
    onProgress: () => undefined,
  });
}

async function captureState(): Promise<string> {
  return (await ledger.get('/publications/paper-2024')).body.publication.capture.state;
}

describe('Seeding', () => {
  it('is not done, and would be gone on with, before all of it can be read', async () => {
    let isDone = false;
    const loading = load().finally(() => (isDone = true));
    await record.sealed();
    // Long enough for a load that does not wait to end.
    await sleep(100);

    expect(await captureState()).toBe('open');
    expect(existsSync(marker)).toBe(true);
    expect(isDone).toBe(false);

    record.let();
    expect(await loading).toMatchObject({ outcomes: { recorded: 1 }, refusals: [] });
    expect(await captureState()).toBe('sealed');
    expect(existsSync(marker)).toBe(false);
  });

  it('goes on where a start before it ended, although nothing is left to record', async () => {
    record.let();
    await load();
    await writeFile(marker, '');

    expect(await load()).toMatchObject({ outcomes: { unchanged: 1 }, changes: 0 });
    expect(existsSync(marker)).toBe(false);
  });

  it('leaves a ledger alone that has something in it', async () => {
    record.let();
    await load();

    expect(await load()).toBeUndefined();
  });

  it('refuses a folder that is not there, and leaves the ledger empty', async () => {
    await rm(join(root, 'seeds'), { recursive: true });
    await expect(load()).rejects.toMatchObject({ code: 'seeds-missing' });
    expect(await record.head()).toBe(0);
    expect(existsSync(marker)).toBe(false);
  });

  it('waits for another process that loads, and then loads nothing itself', async () => {
    const first = load();
    await record.sealed();
    let isDone = false;
    const second = load().finally(() => (isDone = true));
    await sleep(200);
    expect(isDone).toBe(false);

    record.let();
    expect(await first).toMatchObject({ outcomes: { recorded: 1 } });
    expect(await second).toBeUndefined();
  });
});
