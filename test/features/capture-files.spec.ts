import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sha256Hex } from '@ledger/kernel';
import {
  coverage,
  DocumentsFolderMissing,
  findDocuments,
  NothingToImport,
  problemText,
  readImportTarget,
  readSeeds,
  unaccounted,
  verifyArtefacts,
  verifyClaimsInFolder,
} from '@ledger/capture';

const DOCUMENT = [
  'Report, May 2024',
  'There were 412 offences, 3 of them with knives.',
  'Asked: bring figures for 7 towns.',
  '',
].join('\n');

const HEADER =
  'measure,area,period,statistic,compared_with,breakdown,value,printed,unit,qualifier,markers,' +
  'role,section,table,row,column,line,occurrence,change_kind,change_reason,note';

const ALL = 'crime.all,county,2024-05,,,,412,412,offences,,,primary,1,,,,2,,,,';
const KNIFE = 'crime.knife,county,2024-05,,,,3,3,offences,,,primary,1,,,,2,,,,';

const PUBLICATION = {
  id: 'paper-2024',
  title: 'The paper',
  kind: 'report',
  publisher: 'force',
  published: { date: '2024-06-01', precision: 'day', evidence: 'line 1' },
  artefact: {
    file: 'paper.txt',
    sha256: sha256Hex(DOCUMENT),
    bytes: DOCUMENT.length,
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
    'crime.all,All,offences,count,flow,neither,force,,,1,,All,,,\n' +
    'crime.knife,Knife,offences,count,flow,neither,force,,,1,,With a knife,,,\n',
  'paper-2024/publication.json': JSON.stringify(PUBLICATION),
  'paper-2024/01-text.csv': `${HEADER}\n${ALL}\n`,
  'paper-2024/02-knife.csv': `${HEADER}\n${KNIFE}\n`,
  'paper-2024/follow-ups.csv':
    'id,line,title,owner,due,status,raised_on,closed_on,note\n' +
    'paper-2024.1,3,Figures by town,force,,open,,,\n',
  'paper-2024/excluded.csv': 'line,token,occurrence,reason\n3,7,,reference towns\n',
  'README.md': 'A folder of seeds.\n',
};

let root = '';
let seeds = '';
let documents = '';

async function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function planOf(path: string) {
  const target = await readImportTarget(path);
  if (target.kind !== 'seeds') throw new Error(`${path} is no capture.`);
  expect(target.reading.problems.map(problemText)).toEqual([]);
  return target.reading.plan;
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'capture-'));
  seeds = join(root, 'seeds');
  documents = join(root, 'documents');
  await put(seeds, SEEDS);
  await put(documents, { 'deep/renamed.txt': DOCUMENT, 'another.txt': 'Something else.\n' });
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('Reading a capture from disk', () => {
  it('reads a whole seeds folder, with a slash at its end or without', async () => {
    const { plan, problems } = await readSeeds(seeds);
    expect(problems).toEqual([]);
    expect(plan.isWhole).toBe(true);
    expect(
      plan.publications[0]!.reports.map(({ place }) => `${place.file}:${place.row}`),
    ).toEqual(['paper-2024/01-text.csv:2', 'paper-2024/02-knife.csv:2']);
    expect(await planOf(`${seeds}/`)).toEqual(plan);
  });

  it('reads one publication, with the registries beside it', async () => {
    await put(seeds, { 'other-2024/publication.json': '{}' });
    const plan = await planOf(join(seeds, 'paper-2024'));
    expect(plan.isWhole).toBe(false);
    expect(plan.measures).toHaveLength(2);
    expect(plan.publications.map(({ facts }) => facts.id)).toEqual(['paper-2024']);
  });

  it('reads one sheet alone', async () => {
    await put(seeds, { 'other-2024/publication.json': '{}' });
    const plan = await planOf(join(seeds, 'paper-2024', '02-knife.csv'));
    const [publication] = plan.publications;
    expect(publication!.reports.map(({ report }) => report.key)).toEqual([
      'crime.knife/county/2024-05',
    ]);
    expect(publication!.followUps).toEqual([]);
  });

  it('passes a file of reports on', async () => {
    await put(root, { 'reports.ndjson': '{}\n' });
    const file = join(root, 'reports.ndjson');
    expect(await readImportTarget(file)).toEqual({ kind: 'reports', file });
  });

  it('refuses what is not there and what is no capture', async () => {
    await put(root, { 'table.txt': 'x' });
    for (const name of ['nothing', 'table.txt', 'table.txt/inside']) {
      await expect(readImportTarget(join(root, name))).rejects.toThrow(NothingToImport);
    }
    await expect(readSeeds(join(root, 'table.txt'))).rejects.toThrow(NothingToImport);
    await expect(readSeeds(join(root, 'nothing'))).rejects.toThrow(NothingToImport);
  });

  it('names the file that is not UTF-8', async () => {
    await put(seeds, { 'paper-2024/01-text.csv': Uint8Array.of(0xff, 0xfe, 0x41) });
    const { problems } = await readSeeds(seeds);
    expect(problems).toMatchObject([{ code: 'not-utf8', file: 'paper-2024/01-text.csv' }]);
  });
});

describe('Comparing a capture with its documents', () => {
  it('finds a document by what it holds, whatever its name and folder', async () => {
    const { sha256 } = PUBLICATION.artefact;
    const found = await findDocuments(documents, new Set([sha256]));
    expect([...found.values()]).toMatchObject([{ path: 'deep/renamed.txt', sha256 }]);
    expect(found.get(sha256)!.lines).toEqual(DOCUMENT.split('\n'));
  });

  it('agrees with the document it was captured from', async () => {
    const plan = await planOf(seeds);
    expect(await verifyArtefacts(plan, documents)).toEqual({
      checked: 3,
      unchecked: 0,
      absent: [],
      mismatches: [],
    });
    const covered = await coverage(plan, documents);
    expect(unaccounted(covered)).toEqual([]);
    expect(covered).toMatchObject({ problems: [], warnings: [], mismatches: [] });
    expect(covered.totals).toMatchObject({ numbers: 4, captured: 2, unaccounted: 0 });
    expect(JSON.parse(JSON.stringify(covered))).toEqual(covered);
  });

  it('misses the document once a byte of it changed', async () => {
    await put(documents, { 'deep/renamed.txt': DOCUMENT.replace('412', '421') });
    const answer = await verifyArtefacts(await planOf(seeds), documents);
    expect(answer).toMatchObject({ checked: 0, mismatches: [] });
    expect(answer.absent).toMatchObject([{ publication: 'paper-2024' }]);
  });

  it('names sheet, row, line and token of a wrong capture', async () => {
    const wrong = ALL.replaceAll('412', '421');
    await put(seeds, { 'paper-2024/01-text.csv': `${HEADER}\n${wrong}\n` });
    const plan = await planOf(seeds);
    const { mismatches } = await verifyArtefacts(plan, documents);
    expect(mismatches).toMatchObject([
      { code: 'token-not-on-line', source: 'paper-2024/01-text.csv:2', line: 2, token: '421' },
    ]);
    expect(unaccounted(await coverage(plan, documents)).map(({ text }) => text)).toEqual([
      '412',
    ]);
  });

  it('compares the places that the log itself claims', async () => {
    const { plan } = await readSeeds(seeds);
    const publications = plan.publications.map(({ facts }) => facts);
    const event = { publication: 'paper-2024', source: 'event-1', printed: '412', line: 2 };
    const wrong = { ...event, source: 'event-2', line: 3 };
    const answer = await verifyClaimsInFolder(publications, [event, wrong], documents);
    expect(answer).toMatchObject({
      checked: 2,
      mismatches: [{ code: 'token-not-on-line', source: 'event-2', line: 3 }],
    });
  });

  it('asks for all lines of a pack only of a whole folder', async () => {
    const part = { pack: 'pack', title: 'Part', lines: [2, 3] };
    await put(seeds, {
      'paper-2024/publication.json': JSON.stringify({ ...PUBLICATION, part }),
    });
    const codes = async (path: string) => {
      const { mismatches } = await verifyArtefacts(await planOf(path), documents);
      return mismatches.map(({ code }) => code);
    };
    expect(await codes(seeds)).toEqual(['part-line-unclaimed']);
    expect(await codes(join(seeds, 'paper-2024'))).toEqual([]);
  });

  it('refuses a folder of documents that is not there', async () => {
    const plan = await planOf(seeds);
    const nowhere = join(root, 'nowhere');
    await expect(verifyArtefacts(plan, nowhere)).rejects.toThrow(DocumentsFolderMissing);
    await expect(coverage(plan, nowhere)).rejects.toThrow(DocumentsFolderMissing);
  });
});
