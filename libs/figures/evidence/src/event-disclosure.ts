import type { StoredEvent } from '@ledger/event-store-port';
import { LEDGER_EVENTS, type FindingFacts, type LedgerEvent } from '@ledger/figures-domain';
import { LIST_PREFIX } from '@ledger/transparency';
import type { Disclosure } from '@ledger/transparency-log';

/** How to find out when an event may be known; null for one whose stream is not in the map. */
type Rule = ((body: string) => Disclosure) | null;

const RULES: { readonly [Type in LedgerEvent['type']]: Rule } = {
  PublisherRegistered: atOnce,
  PublisherCorrected: atOnce,
  AreaRegistered: atOnce,
  AreaCorrected: atOnce,
  MeasureDefined: atOnce,
  MeasureRedefined: atOnce,
  DimensionRegistered: atOnce,
  MembersRegistered: atOnce,
  OwnershipRegistered: atOnce,
  PublicationRegistered: ofRegistration,
  PublicationSealed: ofPublication,
  PublicationReopened: ofPublication,
  PublicationReleased: ofRelease,
  PublicationSuperseded: ofPublication,
  ArtefactSeen: ofPublication,
  FigureRecorded: ofFigure,
  FigureConfirmed: ofFigure,
  FigureRevised: ofFigure,
  FigureRestated: ofFigure,
  FigureFinalised: ofFigure,
  FigureContradicted: ofFigure,
  FigureWithdrawn: ofFigure,
  TranscriptionCorrected: ofFigure,
  AppearanceRetracted: ofFigure,
  FindingRaised: ofRaisedFinding,
  FindingExplained: atOnce,
  FindingAccepted: atOnce,
  FindingDismissed: atOnce,
  FindingReopened: atOnce,
  FindingReconciled: atOnce,
  FindingSuperseded: atOnce,
  FollowUpRaised: null,
  FollowUpUpdated: null,
  FollowUpClosed: null,
};

/**
 * When an event may be known: with the release of the publication that it is about, and of the
 * one that supersedes it; at once if they are not under embargo.
 *
 * An event of an unknown type is in no stream of the map: a later version of the ledger wrote it.
 */
export function disclosureOf({ type, body }: StoredEvent): Disclosure | undefined {
  return RULES[type as LedgerEvent['type']]?.(body);
}

/** The name of the list of all findings about a figure, by the events that raised them. */
export function findingsList(key: string): string {
  return `${LIST_PREFIX}findings-${key}`;
}

function atOnce(): Disclosure {
  return { waitsFor: () => [] };
}

function ofFigure(body: string): Disclosure {
  return { waitsFor: () => [(factsIn(body) as { publication: string }).publication] };
}

function ofPublication(body: string): Disclosure {
  return {
    waitsFor: () => {
      const { id, by } = factsIn(body) as { id: string; by?: string };
      return by === undefined ? [id] : [id, by];
    },
  };
}

function ofRegistration(body: string): Disclosure {
  const { id, isEmbargoed } = factsIn(body) as { id: string; isEmbargoed: boolean };
  return { waitsFor: () => [id], ...(isEmbargoed ? { embargoes: id } : {}) };
}

function ofRelease(body: string): Disclosure {
  const { id } = factsIn(body) as { id: string };
  return { waitsFor: () => [id], releases: id };
}

/**
 * A finding waits for the publication whose number was recomputed. Others that it compares with
 * were visible when it was raised; one that was raised before findings named a publication is on
 * no list.
 */
function ofRaisedFinding(body: string): Disclosure {
  const { publication, figures } = factsIn(body) as FindingFacts;
  if (publication === undefined) return atOnce();
  return {
    waitsFor: () => [publication],
    lists: () => [...new Set(figures)].map(findingsList),
  };
}

function factsIn(body: string): object {
  return LEDGER_EVENTS.decode(body).data;
}
