import {
  isWord,
  MalformedName,
  parsePeriod,
  parsePublishedDate,
  precisionOf,
  PUBLICATION_STATUSES,
  refuseOtherFacts,
  UnknownPublisher,
  type Artefact,
  type PackPart,
  type PublicationFacts,
  type PublishedDate,
} from '@ledger/figures-domain';
import type { Problems } from './capture-problem.js';
import { textOf, type SeedFile } from './csv-table.js';
import { JsonReader } from './json-reader.js';
import type { Registries } from './registries.js';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Reads `publication.json`; undefined, with every problem added, if it is not sound.
 *
 * @param folder the name of its folder, which must be the publication's id
 */
export function readPublication(
  file: SeedFile,
  folder: string,
  { publishers, publications }: Pick<Registries, 'publishers' | 'publications'>,
  problems: Problems,
): PublicationFacts | undefined {
  const before = problems.found.length;
  const json = jsonOf(file, problems);
  if (json === undefined) return undefined;
  const reader = JsonReader.over(json, { file: file.path }, problems);
  const facts = reader && factsOf(reader);
  if (facts === undefined) return undefined;
  const place = { file: file.path };
  if (!isWord(facts.id)) problems.refused(place, new MalformedName('publication', facts.id));
  if (facts.id !== folder) {
    const message = `The id is "${facts.id}" but the folder is ${folder}: make them one.`;
    problems.add(place, 'publication-id-differs', message);
  }
  for (const id of [facts.publisher, facts.presentedTo]) {
    if (id !== undefined && !publishers.has(id)) {
      problems.refused(place, new UnknownPublisher(id));
    }
  }
  const registered = publications.get(facts.id);
  if (registered !== undefined) {
    problems.attempt(place, () => refuseOtherFacts('publication', facts.id, registered, facts));
  }
  return problems.found.length === before ? facts : undefined;
}

function jsonOf(file: SeedFile, problems: Problems): unknown {
  const text = textOf(file, problems);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    problems.add({ file: file.path }, 'malformed-json', `${error.message}.`);
    return undefined;
  }
}

function factsOf(reader: JsonReader): PublicationFacts | undefined {
  const id = reader.text('id');
  const title = reader.text('title');
  const kind = reader.text('kind');
  const publisher = reader.text('publisher');
  const presentedTo = reader.optionalText('presentedTo');
  const published = publishedOf(reader);
  const corrects = reader.texts('corrects');
  const window = reader.optionalText('window');
  const period = window && reader.attempt(() => parsePeriod(window));
  const decimalMark = reader.optionalWord('decimalMark', ['.', ',']);
  const artefact = artefactOf(reader);
  const part = partOf(reader);
  const status = reader.word('status', PUBLICATION_STATUSES);
  const isEmbargoed = reader.flag('embargoed');
  reader.refuseOthers();
  if (!id || !title || !kind || !publisher || !published || !status) return undefined;
  return {
    id,
    title,
    kind,
    publisher,
    ...(presentedTo === undefined ? {} : { presentedTo }),
    ...published,
    ...(corrects === undefined ? {} : { corrects }),
    ...(period ? { window: period } : {}),
    ...(decimalMark === ',' ? { decimalMark } : {}),
    ...(artefact === undefined ? {} : { artefact }),
    ...(part === undefined ? {} : { part }),
    status,
    isEmbargoed,
  };
}

function publishedOf(
  reader: JsonReader,
): { published: PublishedDate; evidence: string } | undefined {
  const inner = reader.object('published');
  if (inner === undefined) return undefined;
  const text = inner.text('date');
  const published = text && inner.attempt(() => parsePublishedDate(text));
  const precision = inner.text('precision');
  const evidence = inner.text('evidence');
  inner.refuseOthers();
  if (!published || !evidence) return undefined;
  if (precision !== precisionOf(published)) {
    inner.fault('precision', `must be "${precisionOf(published)}", as the date is written`);
  }
  return { published, evidence };
}

function artefactOf(reader: JsonReader): Artefact | undefined {
  const inner = reader.optionalObject('artefact');
  if (inner === undefined) return undefined;
  const file = inner.text('file');
  const sha256 = inner.text('sha256');
  const bytes = inner.count('bytes');
  const mediaType = inner.text('mediaType');
  inner.refuseOthers();
  if (sha256 !== undefined && !SHA256.test(sha256)) {
    inner.fault('sha256', 'must be 64 lower-case hexadecimal digits');
  }
  if (!file || !sha256 || bytes === undefined || !mediaType) return undefined;
  return { file, sha256, bytes, mediaType };
}

function partOf(reader: JsonReader): PackPart | undefined {
  const inner = reader.optionalObject('part');
  if (inner === undefined) return undefined;
  const pack = inner.text('pack');
  const title = inner.text('title');
  const lines = inner.lines('lines');
  inner.refuseOthers();
  if (!pack || !title || !lines) return undefined;
  return { pack, title, lines };
}
