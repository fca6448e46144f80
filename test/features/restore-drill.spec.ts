import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLog, placeIn } from '@ledger/deployment';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { ReportFigures } from '@ledger/figures-application';
import { exampleOrigin, reportFigure } from '@ledger/figures-domain/testing';
import { bringLogOn } from '@ledger/transparency-log';
import { inLedger, runLedger } from './command-line.js';
import { registerExamples } from './in-memory-ledger.js';

let home: string;
const at = (name: string) => join(home, name);

/** Reports a figure for some month of 2024. */
async function report(name: string, month: string, value: string): Promise<void> {
  await inLedger(at(name), async ({ commands }) => {
    const reports = [reportFigure({ figure: { period: `2024-${month}` }, value })];
    await commands.execute(new ReportFigures(reports, exampleOrigin));
  });
}

/** Signs everything that a ledger has recorded. */
async function sign(name: string): Promise<void> {
  const eventStore = SqliteEventStore.open({
    file: join(at(name), 'ledger.db'),
    readonly: true,
  });
  await bringLogOn({ ...openLog(placeIn(at(name), {}))!, eventStore });
  await eventStore.close();
}

const verify = (name: string) =>
  runLedger(at(name), 'verify', '--checkpoint', at('kept.checkpoint'));

/** Restores a backup, with the key of the log and perhaps with the log. */
async function restore(backup: string, name: string, ...kept: readonly string[]) {
  expect(await runLedger(at(name), 'restore', at(backup))).toMatchObject({ status: 0 });
  await runLedger(at(name), 'rebuild');
  for (const one of kept) {
    cpSync(join(at('ledger'), one), join(at(name), one), { recursive: true });
  }
}

/** A backup, three more events, and another backup; then the checkpoint that somebody keeps. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'ledger-drill-'));
  await inLedger(at('ledger'), async ({ commands }) =>
    registerExamples({ execute: (command) => commands.execute(command) }),
  );
  await report('ledger', '01', '401');
  await sign('ledger');
  await runLedger(at('ledger'), 'backup', at('older'));
  for (const month of ['02', '03', '04']) await report('ledger', month, `4${month}`);
  await sign('ledger');
  await runLedger(at('ledger'), 'backup', at('newer'));
  expect(await verify('ledger')).toMatchObject({ status: 0 });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('A restored backup, held against a checkpoint that was kept', () => {
  it('is proved to be the ledger, with its log and when that is made again', async () => {
    await restore('newer', 'with-log', 'log.key', 'log');
    expect(await verify('with-log')).toMatchObject({ status: 0 });
    await restore('newer', 'without-log', 'log.key');
    await sign('without-log');
    expect(await verify('without-log')).toMatchObject({ status: 0 });
  });

  it('is found to be older than what was signed', async () => {
    await restore('older', 'lost-end', 'log.key', 'log');
    const { status, out } = await verify('lost-end');
    expect([status, out]).toEqual([
      1,
      expect.stringMatching(/covers \d+ events, and there are/),
    ]);
    await expect(sign('lost-end')).rejects.toThrow('is not the one that was signed');
  });

  it('is found to be a fork once it went on otherwise', async () => {
    await restore('older', 'fork', 'log.key');
    for (const month of ['02', '03', '04']) await report('fork', month, `9${month}`);
    await sign('fork');
    expect(await runLedger(at('fork'), 'verify')).toMatchObject({ status: 0 });
    const { status, out } = await verify('fork');
    expect([status, out]).toEqual([
      1,
      expect.stringMatching(/do not lead to the root of the checkpoint in .*kept\.checkpoint/),
    ]);
  });
});
