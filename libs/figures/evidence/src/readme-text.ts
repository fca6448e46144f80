import type { PublicationFacts } from '@ledger/figures-domain';
import type { FigureAnswer, LinkAnswer } from '@ledger/figures-read-models';
import type { EventRecord } from '@ledger/kernel';
import type { Checkpoint } from '@ledger/transparency';
import type { PackFinding } from './pack-findings.js';

interface ReadmeParts {
  readonly records: ReadonlyMap<string, readonly EventRecord[]>;
  readonly findings: readonly PackFinding[];
  readonly checkpoint: Checkpoint;
}

/** The readme of a pack: what it says and how to check it, for people. */
export function readmeOf(
  answer: FigureAnswer,
  { records, findings, checkpoint }: ReadmeParts,
): string {
  const { key, measure, clocks, chain } = answer;
  const lines = [
    `Evidence for the figure ${key}`,
    '',
    `${measure.title}, as published by ${clocks.publishedBy}`,
    `and as recorded by ${clocks.recordedBy}.`,
    valueLine(answer),
    `Definition of the measure: version ${measure.definitionVersion}.`,
    '',
    'What publications printed, in order of publication:',
    ...chain.map(linkLine),
    ...(chain.length === 0 ? ['  nothing'] : []),
    '',
    'Publications and the files they were captured from:',
    ...[...records.values()].flat().flatMap(publicationLines),
    '',
    'Findings about it that the ledger raised, and what became of them:',
    ...findingLines(findings),
    '',
    'This pack holds every event that the answer rests on, and proofs that lead to a checkpoint of',
    `the transparency log ${checkpoint.origin} with ${checkpoint.size} entries.`,
    'To check it without the ledger:',
    '',
    '  ledger evidence check FILE --key KEY',
    '',
    'where KEY is the public key of the log. keys.txt has it too, but a forger of a pack can',
    'make up a key: get it from somewhere else. A checkpoint says nothing about when it was signed',
    'unless a witness cosigned it. libs/figures/evidence/FORMAT.md describes every file, and what',
    'they prove, well enough to write another checker.',
  ];
  return `${lines.join('\n')}\n`;
}

function valueLine({ state, valueInForce }: FigureAnswer): string {
  if (valueInForce === null) return `In force: none (${state}).`;
  const { value, printed, unit, publication, since } = valueInForce;
  return (
    `In force: ${value ?? 'no number'} ${unit}, printed "${printed}" in ${publication.id}, ` +
    `since ${since.publication}.`
  );
}

function linkLine({ move, printed, unit, publication }: LinkAnswer): string {
  const { published, id, title } = publication;
  return `  ${published}  ${move}: "${printed}" (${unit}) in ${id}, ${title}`;
}

function findingLines(findings: readonly PackFinding[]): readonly string[] {
  if (findings.length === 0) return ['  none'];
  return findings.flatMap(({ rule, status, publication, explanation, verdict }) => [
    `  ${status}: ${rule.name} ${rule.version}, in ${publication ?? 'no publication'}`,
    `    ${explanation ?? verdict}`,
  ]);
}

function publicationLines({ type, data }: EventRecord): readonly string[] {
  if (type !== 'PublicationRegistered') return [];
  const { id, title, published, artefact } = data as PublicationFacts;
  return [
    `  ${id}, ${title}, published ${published}`,
    artefact === undefined
      ? '    no file'
      : `    ${artefact.file}, SHA-256 ${artefact.sha256}, ${artefact.bytes} bytes`,
  ];
}
