import type { CapturedFrom, PlaceClaim } from '@ledger/capture';
import {
  sealedText,
  type AnnouncedFacts,
  type AppearanceRetracted,
  type FollowUpFacts,
  type PublicationEvent,
  type Seal,
  type TranscriptionCorrected,
} from '@ledger/figures-domain';
import { sha256Hex, type EventRecord } from '@ledger/kernel';

/** A seal that does not match what the log holds of its publication. */
export interface SealDifference {
  readonly publication: string;
  readonly what: string;
}

/**
 * What a verification collects from the log in one pass: where every figure is said to stand,
 * and the expected seal of each publication.
 */
export class LogReading {
  readonly #keepsClaims: boolean;
  readonly #publications: CapturedFrom[] = [];
  readonly #claims = new Map<string, PlaceClaim>();
  readonly #appearances = new Map<string, Set<string>>();
  readonly #seals = new Map<string, Seal>();
  #events = 0;

  constructor({ keepsClaims }: { readonly keepsClaims: boolean }) {
    this.#keepsClaims = keepsClaims;
  }

  get events(): number {
    return this.#events;
  }

  get publications(): readonly CapturedFrom[] {
    return this.#publications;
  }

  get claims(): readonly PlaceClaim[] {
    return [...this.#claims.values()];
  }

  /** Takes the next event, in order of position. */
  take(record: EventRecord): void {
    this.#events += 1;
    const category = record.stream.slice(0, record.stream.indexOf('-'));
    if (category === 'publication') this.#takePublication(record);
    else if (category === 'followup') this.#takeFollowUp(record);
    else if (category === 'figure') this.#takeFigure(record);
  }

  /** Compares the seal of every sealed publication with its appearances in the log. */
  sealDifferences(): { readonly checked: number; readonly differences: SealDifference[] } {
    const differences: SealDifference[] = [];
    for (const [publication, seal] of this.#seals) {
      const what = differenceOf(seal, this.#appearances.get(publication) ?? new Set());
      if (what !== undefined) differences.push({ publication, what });
    }
    return { checked: this.#seals.size, differences };
  }

  #takePublication(record: EventRecord): void {
    const event = record as PublicationEvent;
    switch (event.type) {
      case 'PublicationRegistered': {
        const { id, artefact, part } = event.data;
        this.#publications.push({
          id,
          ...(artefact === undefined ? {} : { artefact }),
          ...(part === undefined ? {} : { part }),
        });
        return;
      }
      case 'PublicationSealed':
        this.#seals.set(event.data.id, event.data);
        return;
      case 'PublicationReopened':
        this.#seals.delete(event.data.id);
        return;
      case 'PublicationReleased':
      case 'PublicationSuperseded':
      case 'ArtefactSeen':
        return;
    }
  }

  #takeFollowUp({ id, type, data }: EventRecord): void {
    if (type !== 'FollowUpRaised' || !this.#keepsClaims) return;
    const { publication, line } = (data as FollowUpFacts).subject;
    if (publication === undefined || line === undefined) return;
    this.#claims.set(id, { publication, source: `event ${id}`, line });
  }

  #takeFigure(record: EventRecord): void {
    if (record.type === 'TranscriptionCorrected') {
      const { corrects, printed } = record.data as TranscriptionCorrected['data'];
      const claim = this.#claims.get(corrects);
      if (claim !== undefined) this.#claims.set(corrects, { ...claim, printed });
      return;
    }
    if (record.type === 'AppearanceRetracted') {
      this.#takeRetraction((record as EventRecord<AppearanceRetracted>).data);
      return;
    }
    const { key, publication, printed, locator } = record.data as AnnouncedFacts;
    const ids = this.#appearances.get(publication);
    if (ids === undefined) this.#appearances.set(publication, new Set([record.id]));
    else ids.add(record.id);
    if (!this.#keepsClaims) return;
    const { line, occurrence } = locator;
    this.#claims.set(record.id, {
      publication,
      source: `event ${record.id}`,
      key,
      printed,
      ...(line === undefined ? {} : { line }),
      ...(occurrence === undefined ? {} : { occurrence }),
    });
  }

  #takeRetraction({ publication, retracts }: AppearanceRetracted['data']): void {
    this.#appearances.get(publication)?.delete(retracts);
    this.#claims.delete(retracts);
  }
}

function differenceOf(seal: Seal, ids: ReadonlySet<string>): string | undefined {
  if (seal.appearances !== ids.size) {
    return `sealed with ${seal.appearances} appearances, the log has ${ids.size}`;
  }
  const found = sha256Hex(sealedText([...ids].sort()));
  return seal.digest === found ? undefined : `sealed with ${seal.digest}, the log has ${found}`;
}
