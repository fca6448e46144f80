import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandContext } from '../context/command.js';
import { coverageCommand, type CoverageOptions } from './coverage.js';

type LedgerPlace = ReturnType<CommandContext['place']>;

const DOCUMENT = 'Calls\n88.2% of 12 calls and 12 more\n';
const EXCLUDED = 'line,token,occurrence,reason';

let root: string;
let options: CoverageOptions;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'ledger-coverage-'));
  options = { seeds: join(root, 'seeds'), artefacts: join(root, 'documents'), csv: false };
  await put('documents/paper.txt', DOCUMENT);
  await put('seeds/publishers.csv', 'id,title,kind\nforce,Force,police-force\n');
  await put('seeds/areas.csv', 'id,title,kind,parent\n');
  await put('seeds/measures.csv', MEASURES);
  for (const id of ['paper', 'paper-again']) {
    await put(`seeds/${id}/publication.json`, JSON.stringify(publication(id)));
  }
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const MEASURES =
  'code,title,units,value_type,kind,polarity,owner,sum_of,made_from,version,valid_from,' +
  'definition,breaks,publication,line\n';

function publication(id: string): object {
  return {
    id,
    title: 'A paper',
    kind: 'report',
    publisher: 'force',
    presentedTo: null,
    published: { date: '2024-09-05', precision: 'day', evidence: 'its cover' },
    window: null,
    artefact: {
      file: 'paper.txt',
      sha256: createHash('sha256').update(DOCUMENT).digest('hex'),
      bytes: DOCUMENT.length,
      mediaType: 'text/plain',
    },
    part: { pack: 'pack', title: id, lines: id === 'paper' ? [1, 2] : [3, 3] },
    status: 'public',
  };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** There is no ledger to look names up in. */
function noLedger(): LedgerPlace {
  const dataFolder = join(root, 'no-ledger');
  const files = { eventsFile: join(dataFolder, 'e.db'), viewsFile: join(dataFolder, 'v.db') };
  return { kind: 'embedded', dataFolder, ...files } as LedgerPlace;
}

async function run(
  given: Partial<CoverageOptions> = {},
): Promise<{ status: number; out: string; err: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const context = {
    terminal: { out, err },
    json: false,
    place: noLedger,
  };
  const status = await coverageCommand(context, { ...options, ...given });
  return { status, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}

describe('ledger coverage', () => {
  it('writes what is unaccounted as rows that excluded.csv takes as they are', async () => {
    const { status, out } = await run({ csv: true });
    expect(status).toBe(1);
    expect(out).toBe(`${EXCLUDED}\n2,88.2%,,\n2,12,1,\n2,12,2,\n`);
    const reasoned = out.replaceAll(/,$/gm, ',no figure').replace('reason,no figure', 'reason');
    await put('seeds/paper/excluded.csv', reasoned);
    expect(await run()).toMatchObject({ status: 0 });
  });

  it('says that a row without a reason excludes nothing', async () => {
    await put('seeds/paper/excluded.csv', `${EXCLUDED}\n2,88.2%,,\n2,12,1,x\n2,12,2,x\n`);
    const { status, out } = await run();
    expect(status).toBe(1);
    expect(out).toContain('paper/excluded.csv:2');
    expect(out).toContain('reason is empty');
    expect(out).toContain('88.2% (');
  });

  it('looks at one publication alone', async () => {
    expect(await run({ publication: 'paper-again' })).toMatchObject({ status: 0 });
    expect((await run({ publication: 'paper' })).out).toContain('paper, line 2');
  });

  it('says what is wrong with a publication that could not be read', async () => {
    const wrong = { ...publication('paper'), publisher: 'nobody' };
    await put('seeds/paper/publication.json', JSON.stringify(wrong));
    const { status, out } = await run({ publication: 'paper' });
    expect(status).toBe(1);
    expect(out).toContain('paper/publication.json: There is no publisher "nobody"');
    const rows = await run({ publication: 'paper', csv: true });
    expect(rows).toMatchObject({ status: 1, out: `${EXCLUDED}\n` });
    expect(rows.err).toContain('There is no publisher "nobody"');
  });

  it('refuses a publication that the folder does not have', async () => {
    await expect(run({ publication: 'none' })).rejects.toMatchObject({
      code: 'unknown-publication',
    });
  });
});
