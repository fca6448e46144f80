import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegisterPublication, ReportFigures } from '@ledger/figures-application';
import { exampleOrigin, publicationFacts, reportFigure } from '@ledger/figures-domain/testing';
import { getFigure, getPublication } from '@ledger/figures-read-models';
import { inLedger, runLedger } from './command-line.js';
import { registerExamples } from './in-memory-ledger.js';

const id = 'filed-paper';
const printed = 'Recorded crime: 412';

let folder: string;
let file: string;

const seen = (...args: readonly string[]) => runLedger(folder, 'seen', ...args);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-seen-'));
  file = join(folder, 'paper.txt');
  writeFileSync(file, printed);
  const sha256 = createHash('sha256').update(printed).digest('hex');
  const artefact = { file: 'paper.txt', sha256, bytes: 19, mediaType: 'text/plain' };
  await inLedger(folder, async ({ commands }) => {
    await registerExamples({ execute: (command) => commands.execute(command) });
    await commands.execute(
      new RegisterPublication(publicationFacts({ id, artefact }), exampleOrigin),
    );
    const report = { ...reportFigure({ value: '412' }), publication: id };
    await commands.execute(new ReportFigures([report], exampleOrigin));
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('A source that was read again', () => {
  it('is recorded from the command line, once', async () => {
    const args = [id, file, '--at', '2024-11-01T10:00:00+01:00', '--address', 'kent.example'];
    expect(await seen(...args)).toEqual({ status: 0, out: `${id}: changed\n` });
    expect(await seen(...args)).toEqual({ status: 0, out: `${id}: nothing to change\n` });
    const gone = [id, '--gone', '--at', '2025-02-01T09:00:00Z'];
    expect(await seen(...gone)).toEqual({ status: 0, out: `${id}: changed\n` });
  });

  it('is shown with the publication and with its figures', async () => {
    const unchangedUntil = '2024-11-01T09:00:00.000Z';
    const both = { unchangedUntil, goneBy: '2025-02-01T09:00:00.000Z' };
    await inLedger(folder, async (ledger) => {
      const { reader, views } = ledger;
      await views.waitFor(await ledger.head(), 20_000);
      const { key } = reportFigure();
      for (const [clocks, expected] of [
        [{}, both],
        [{ publishedBy: '2024-12-31' }, { unchangedUntil }],
        [{ publishedBy: '2024-10-31' }, undefined],
      ] as const) {
        const figure = await getFigure(reader, { key, ...clocks });
        const publication = await getPublication(reader, { id, ...clocks });
        expect([figure.body.seen, publication.body.publication.seen]).toEqual([
          expected,
          expected,
        ]);
      }
    });
  });

  it('is refused with other contents, and without saying what was there', async () => {
    writeFileSync(file, `${printed}4`);
    expect(await seen(id, file)).toMatchObject({ failed: 'artefact-differs' });
    for (const args of [[id], [id, file, '--gone']]) {
      expect(await seen(...args)).toMatchObject({
        out: expect.stringContaining('name a file, or --gone'),
      });
    }
  });
});
