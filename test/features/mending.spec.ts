import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReportFigures, SealPublication } from '@ledger/figures-application';
import { exampleOrigin, papers, reportFigure } from '@ledger/figures-domain/testing';
import { getFigure, getPublication } from '@ledger/figures-read-models';
import { inLedger, runLedger } from './command-line.js';
import { registerExamples } from './in-memory-ledger.js';

const { key } = reportFigure();
const { id } = papers.september;
let folder: string;
let eventId: string;

const ledger = (...args: readonly string[]) => runLedger(folder, ...args);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-mending-'));
  await inLedger(folder, async ({ commands }) => {
    await registerExamples({ execute: (command) => commands.execute(command) });
    const reports = [
      reportFigure({ value: '421' }),
      reportFigure({ figure: { period: '2024-06' }, at: { line: 26 } }),
    ];
    const answers = await commands.execute(new ReportFigures(reports, exampleOrigin));
    eventId = answers.map((answer) => ('eventId' in answer ? answer.eventId : ''))[0] ?? '';
    await commands.execute(new SealPublication(id, exampleOrigin));
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Mending a capture on the command line', () => {
  it.each([
    ['reopen', id],
    ['correct', key, 'an-event', '--printed', '412', '--unit', 'offences'],
    ['retract', key, 'an-event'],
  ])('needs a reason: %s', async (...args) => {
    expect(await ledger(...args)).toMatchObject({
      failed: 'commander.missingMandatoryOptionValue',
    });
    expect(await ledger(...args, '--reason', ' ')).toMatchObject({
      failed: 'commander.invalidArgument',
    });
  });

  it('corrects what a page says', async () => {
    const correction = ['--printed', '412', '--value', '412', '--unit', 'offences'];
    const args = ['correct', key, eventId, ...correction, '--reason', 'misread'];

    expect(await ledger(...args)).toMatchObject({ status: 0, out: `${eventId}: changed\n` });
    expect(await ledger(...args)).toMatchObject({ out: `${eventId}: nothing to change\n` });
  });

  it('retracts once the publication is reopened, and seals it again', async () => {
    const reason = ['--reason', 'the row is of another force'];

    expect(await ledger('retract', key, eventId, ...reason)).toMatchObject({
      failed: 'publication-sealed',
    });
    for (const args of [
      ['reopen', id, ...reason],
      ['retract', key, eventId, ...reason],
      ['seal', id],
    ]) {
      expect(await ledger(...args)).toMatchObject({ status: 0 });
    }
    const [figure, publication] = await inLedger(folder, async ({ reader }) => [
      (await getFigure(reader, { key })).body,
      (await getPublication(reader, { id })).body,
    ]);

    expect(figure).toMatchObject({
      state: 'unreported',
      retracted: [{ printed: '412', firstCapture: { printed: '421' } }],
    });
    expect(publication).toMatchObject({
      appearances: 1,
      publication: { capture: { state: 'sealed', seal: { appearances: 1 } } },
    });
  });
});
