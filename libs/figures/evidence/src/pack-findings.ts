import { findingStream, publicationStream, type FindingFacts } from '@ledger/figures-domain';
import {
  findingAt,
  isVisible,
  publicationAt,
  type Clocks,
  type FindingAt,
} from '@ledger/figures-read-models';
import { canonicalJson, type EventRecord } from '@ledger/kernel';
import { findingsList } from './event-disclosure.js';
import type { PackQuestion } from './pack-question.js';

type EventsByStream = ReadonlyMap<string, readonly EventRecord[]>;

/** A finding of a pack. */
export interface PackFinding extends FindingFacts {
  readonly status: FindingAt['status'];
  readonly history: FindingAt['history'];
}

/** Findings as the text of their file. */
export function formatFindings(findings: readonly PackFinding[]): string {
  return canonicalJson(findings as never);
}

/**
 * The findings about a figure that were raised by then, about publications that were visible by
 * then, with everything that became of them.
 *
 * @param streams the events of its list of findings, of each of them, and of their publications
 */
export function findingsIn(
  streams: EventsByStream,
  asked: PackQuestion,
): readonly PackFinding[] {
  const raised = streams.get(findingsList(asked.key)) ?? [];
  const facts = raised.map(({ data }) => data as FindingFacts);
  return facts
    .filter(({ publication }) => isVisibleIn(streams, publication, asked))
    .map(({ id }) => findingAt(streams.get(findingStream(id)) ?? [], asked.recordedBy))
    .filter((finding) => finding !== null)
    .map(({ facts: said, status, history }) => ({ ...said, status, history }));
}

function isVisibleIn(
  streams: EventsByStream,
  publication: string | undefined,
  asked: Clocks,
): boolean {
  const events = publication === undefined ? [] : streams.get(publicationStream(publication));
  if (publication === undefined || events === undefined || events.length === 0) return false;
  return isVisible(publicationAt(publication, events, asked.recordedBy), asked);
}
