import { planSeeds } from '../plan-seeds.js';
import type { SeedFile } from '../csv-table.js';
import { SHEET_COLUMNS, SHEET_COLUMNS_OPTIONAL } from '../sheet-row.js';
import type { SeedsReading } from '../seeds-plan.js';

export type SheetCells = Partial<
  Record<(typeof SHEET_COLUMNS)[number] | (typeof SHEET_COLUMNS_OPTIONAL)[number], string>
>;

/** Files by path in a seeds folder; null: bytes that are not UTF-8; undefined: no such file. */
export type SeedTexts = Readonly<Record<string, string | null | undefined>>;

export const PUBLISHERS = [
  'id,title,kind',
  'force,The Force,police-force',
  'office,The Office,commissioner',
  '',
].join('\n');

export const AREAS = [
  'id,title,kind,parent',
  'county.town,The Town,town,county',
  'county,The County,force-area,',
  '',
].join('\n');

export const DIMENSIONS = [
  'dimension,member,title',
  'channel,,Channel',
  'channel,101,101',
  'channel,999,999',
  'sex,,Sex',
  'sex,female,Women',
  '',
].join('\n');

const MEASURE_HEADER =
  'code,title,units,value_type,kind,polarity,owner,sum_of,made_from,version,valid_from,' +
  'definition,breaks,publication,line';

export const MEASURES = [
  MEASURE_HEADER,
  'crime.all,All crime,offences,count,flow,down-is-good,force,,,1,,Offences recorded,,,',
  'crime.all,,,,,,,,,2,2017-04,Sheds count too,yes,paper-2024,2',
  'crime.knife,Knife crime,offences,count,flow,down-is-good,force,,,1,,With a knife,,,',
  'solved.rate,Solved rate,percent,percentage,ratio,up-is-good,force,,crime.knife / crime.all,' +
    '1,,Solved of recorded,,,',
  '',
].join('\n');

export const PUBLICATION = {
  id: 'paper-2024',
  title: 'The paper',
  kind: 'report',
  publisher: 'force',
  presentedTo: 'office',
  published: { date: '2024-09', precision: 'month', evidence: 'line 1' },
  window: '2024-05..2024-07',
  artefact: { file: 'paper.txt', sha256: 'a'.repeat(64), bytes: 100, mediaType: 'text/plain' },
  status: 'public',
};

/** A sheet with one row for each of `rows`; cells that a row leaves out are sound. */
export function sheet(...rows: readonly SheetCells[]): string {
  const columns = [
    ...SHEET_COLUMNS,
    ...SHEET_COLUMNS_OPTIONAL.filter((column) => rows.some((cells) => cells[column])),
  ];
  return [columns.join(','), ...rows.map((cells) => sheetRow(cells, columns)), ''].join('\n');
}

/** A seeds folder that is sound except for the files given. */
export function seedTexts(texts: SeedTexts = {}): SeedTexts {
  return {
    'publishers.csv': PUBLISHERS,
    'areas.csv': AREAS,
    'dimensions.csv': DIMENSIONS,
    'measures.csv': MEASURES,
    'paper-2024/publication.json': JSON.stringify(PUBLICATION),
    'paper-2024/01-crime.csv': sheet({}),
    ...texts,
  };
}

/** The reading of {@link seedTexts}. */
export function reading(texts: SeedTexts = {}, isWhole = true): SeedsReading {
  const files = Object.entries(seedTexts(texts)).flatMap(([path, text]): SeedFile[] =>
    text === undefined ? [] : [{ path, text }],
  );
  const folders = new Map<string, SeedFile[]>();
  for (const file of files.filter(({ path }) => path.includes('/'))) {
    const name = file.path.slice(0, file.path.indexOf('/'));
    folders.set(name, [...(folders.get(name) ?? []), file]);
  }
  return planSeeds({
    top: files.filter(({ path }) => !path.includes('/')),
    publications: [...folders].map(([name, inside]) => ({ name, files: inside })),
    isWhole,
    hasAllSheets: true,
  });
}

/** The problems of {@link reading}, each as `file:row code`. */
export function problemsOf(texts: SeedTexts): readonly string[] {
  return reading(texts).problems.map(({ file, row, code }) => {
    return `${file}${row === undefined ? '' : `:${row}`} ${code}`;
  });
}

function sheetRow(cells: SheetCells, columns: readonly (keyof SheetCells)[]): string {
  const sound: SheetCells = {
    measure: 'crime.all',
    area: 'county',
    period: '2024-05',
    value: '412',
    printed: '412',
    unit: 'offences',
    role: 'primary',
    section: '3.1',
    line: '3',
  };
  return columns.map((column) => quoted({ ...sound, ...cells }[column] ?? '')).join(',');
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
