import {
  areaStream,
  measureStream,
  publicationStream,
  publisherStream,
  type AreaFacts,
  type FollowUpFacts,
  type MeasureFacts,
  type OwnershipFacts,
  type PublicationFacts,
  type PublicationSuperseded,
} from '@ledger/figures-domain';
import type { EventRecord } from '@ledger/kernel';

/**
 * The streams that an event outside the figures refers to. Each has to be registered before it:
 * no command with an unregistered reference was ever accepted.
 */
export function referencesOf(record: EventRecord): readonly string[] {
  switch (record.type) {
    case 'AreaRegistered':
      return named([areaStream, (record.data as AreaFacts).parent]);
    case 'MeasureDefined':
      return named([publisherStream, (record.data as MeasureFacts).owner]);
    case 'OwnershipRegistered': {
      const { owner, area } = record.data as OwnershipFacts;
      return named([publisherStream, owner], [areaStream, area]);
    }
    case 'PublicationRegistered': {
      const { publisher, presentedTo } = record.data as PublicationFacts;
      return named([publisherStream, publisher], [publisherStream, presentedTo]);
    }
    case 'PublicationSuperseded':
      return named([publicationStream, (record.data as PublicationSuperseded['data']).by]);
    case 'FollowUpRaised':
      return named([publicationStream, (record.data as FollowUpFacts).subject.publication]);
    default:
      return [];
  }
}

/** The streams that an appearance refers to. */
export function referencesOfFigure(facts: {
  readonly figure: { readonly measure: string; readonly area: string };
  readonly publication: string;
  readonly publisher: string;
}): readonly string[] {
  return named(
    [publicationStream, facts.publication],
    [measureStream, facts.figure.measure],
    [areaStream, facts.figure.area],
    [publisherStream, facts.publisher],
  );
}

type Reference = readonly [streamOf: (name: string) => string, name: string | undefined];

function named(...references: readonly Reference[]): readonly string[] {
  return references.flatMap(([streamOf, name]) => (name === undefined ? [] : [streamOf(name)]));
}
