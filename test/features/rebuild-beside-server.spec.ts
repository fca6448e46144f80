import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { ReportFigures, type ReportAnswer } from '@ledger/figures-application';
import { exampleOrigin, reportFigure } from '@ledger/figures-domain/testing';
import { Views } from '@ledger/figures-read-models';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import { createLedger } from '@ledger/server';
import {
  InlineProjector,
  openEmbedded,
  placeIn,
  type EmbeddedSettings,
} from '@ledger/deployment';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { rebuildCommand, verifyCommand, type CommandContext } from '@ledger/cli';
import { registerExamples, startProcess } from './in-memory-ledger.js';

let place: EmbeddedSettings;

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-rebuild-'));
  // What is recorded before the server starts is dated by the test's own clock.
  const env = { LEDGER_TIME_ACCEPTED_UNTIL: '2999-01-01T00:00:00Z' };
  place = placeIn(folder, env) as EmbeddedSettings;
  const eventStore = SqliteEventStore.open({ file: place.eventsFile });
  const process = await startProcess(eventStore);
  await registerExamples(process);
  await process.app.close();
  await eventStore.close();
});

afterEach(() => rmSync(place.dataFolder, { recursive: true }));

/** A command's context, with its output. */
function context(): CommandContext & { readonly printed: () => string } {
  let text = '';
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  const terminal = { out, err: new Writable({ write: (_, __, done) => done() }) };
  return { terminal, json: false, place: () => place, printed: () => text };
}

function serve(): Promise<NestFastifyApplication> {
  const { eventStore, views } = openEmbedded(place);
  const store = SqliteProjectionStore.open({ file: place.viewsFile });
  const projector = new InlineProjector(eventStore, store, views);
  return createLedger({ eventStore, views, duties: [projector] });
}

const month = (count: number) =>
  reportFigure({
    figure: {
      period: `${1900 + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`,
    },
  });

describe('Rebuilding beside a running server', () => {
  it('leaves nothing out that was reported meanwhile, and the server goes on with it', async () => {
    const app = await serve();
    const commands = app.get(CommandBus, { strict: false });
    let count = 0;
    const report = async (): Promise<number> => {
      const answers = await commands.execute<ReportFigures, readonly ReportAnswer[]>(
        new ReportFigures([month((count += 1))], exampleOrigin),
      );
      return (answers[0] as { readonly position: number }).position;
    };
    let isDone = false;
    let last = await report();
    const reporting = (async () => {
      while (!isDone) last = await report();
    })();
    while (count < 50) {
      await rebuildCommand(context());
      await sleep(5);
    }
    isDone = true;
    await reporting;

    const views = app.get(Views, { strict: false });
    await expect(views.waitFor(last, 3_000)).resolves.toBe(last);
    await expect(verifyCommand(context(), {})).resolves.toBe(0);
    await app.close();
  });
});

describe('Verifying views that end before the log', () => {
  it('says so, and where, and finds nothing once they are rebuilt', async () => {
    await rebuildCommand(context());
    const eventStore = SqliteEventStore.open({ file: place.eventsFile });
    const before = await eventStore.head();
    const process = await startProcess(eventStore);
    await process.report(reportFigure());
    await process.app.close();
    await eventStore.close();
    const asked = context();

    await expect(verifyCommand(asked, {})).resolves.toBe(5);
    expect(asked.printed()).toContain(
      `they end at position ${before}, before the log, which ends at ${before + 1}`,
    );
    await rebuildCommand(context());
    await expect(verifyCommand(context(), {})).resolves.toBe(0);
  }, 20_000);
});
