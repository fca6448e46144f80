import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import { publicationStream } from '@ledger/figures-domain';
import { EvidenceNotReady } from '@ledger/figures-read-models';
import {
  headOver,
  isList,
  sameHash,
  streamKey,
  streamsRootIn,
  NO_EVENTS,
} from '@ledger/transparency';
import {
  provenStream,
  type EntryProof,
  type ProvenLog,
  type StreamMapParts,
} from '@ledger/transparency-log';
import type { PackStream } from './pack-streams.js';

/** An event with the proof of its entry. */
export interface ProvenEvent extends StoredEvent {
  readonly proof: EntryProof;
}

interface DisclosedStreamsParts {
  readonly eventStore: Pick<EventStore, 'readStream' | 'readAll'>;
  readonly log: ProvenLog;
  readonly streams: StreamMapParts;
  /** Position of the log's last event. */
  readonly upTo: number;
}

/** An event, and the index from which it is in its stream. */
interface Disclosed {
  readonly event: ProvenEvent;
  readonly since: number;
}

const BY_DISCLOSURE = (left: Disclosed, right: Disclosed) =>
  left.since - right.since || left.event.proof.index - right.event.proof.index;

/** Streams and lists as a checkpoint's map has them: without what is under embargo. */
export class DisclosedStreams {
  readonly #parts: DisclosedStreamsParts;
  readonly #read = new Map<string, Promise<readonly ProvenEvent[]>>();
  readonly #disclosed = new Map<string, Promise<readonly Disclosed[]>>();

  constructor(parts: DisclosedStreamsParts) {
    this.#parts = parts;
  }

  /** The events of a stream in order of revision, of a list in that of disclosure. */
  async of(name: string): Promise<readonly StoredEvent[]> {
    const disclosed = await this.#disclosedIn(name);
    const events = disclosed.map(({ event }) => event);
    return isList(name) ? events : events.sort((a, b) => a.revision - b.revision);
  }

  /** The events of streams. */
  async events(names: readonly string[]): Promise<readonly ProvenEvent[]> {
    const streams = await Promise.all(names.map((name) => this.#disclosedIn(name)));
    return streams.flat().map(({ event }) => event);
  }

  /**
   * The proofs that streams have these events and no others.
   *
   * @throws {EvidenceNotReady} the map is not that of the checkpoint yet; or a revision is
   *   missing, which stays so until it is released
   */
  async proven(names: readonly string[], key: string): Promise<readonly PackStream[]> {
    const { size, extension } = this.#parts.log.checkpoint;
    const keys = names.map((name) => Buffer.from(streamKey(name)).toString('hex'));
    const paths = (await this.#parts.streams.store.paths(keys)) ?? [];
    const root = streamsRootIn(extension);
    return Promise.all(
      names.map(async (name, i) => {
        const path = paths[i];
        const isOurs =
          path?.state.size === size && root !== undefined && sameHash(path.state.root, root);
        if (path === undefined || !isOurs) throw new EvidenceNotReady(key);
        const disclosed = await this.#disclosedIn(name);
        const { head = NO_EVENTS, proof } = provenStream(name, path);
        const indices = disclosed.map(({ event }) => event.proof.index);
        const isWhole =
          sameHash(headOver(indices), head) && (isList(name) || areCounted(disclosed));
        if (!isWhole) throw new EvidenceNotReady(key);
        const events = disclosed.map(({ event: { proof: at, position } }) => ({
          ...{ index: at.index, position },
        }));
        return { name, events, proof };
      }),
    );
  }

  #disclosedIn(name: string): Promise<readonly Disclosed[]> {
    const known = this.#disclosed.get(name);
    if (known !== undefined) return known;
    const finding = this.#find(name);
    this.#disclosed.set(name, finding);
    return finding;
  }

  async #find(name: string): Promise<readonly Disclosed[]> {
    const disclosed: Disclosed[] = [];
    for (const event of await this.#eventsIn(name)) {
      const since = await this.#disclosedSince(event);
      if (since !== undefined) disclosed.push({ event, since });
    }
    return disclosed.sort(BY_DISCLOSURE);
  }

  /** The index from which an event may be known; undefined while it may not. */
  async #disclosedSince(event: ProvenEvent): Promise<number | undefined> {
    let since = event.proof.index;
    for (const id of this.#parts.streams.disclosureOf(event)?.waitsFor() ?? []) {
      const released = await this.#releasedSince(id, event.proof.index);
      if (released === undefined) return undefined;
      since = Math.max(since, released);
    }
    return since;
  }

  /** The index of a publication's release; that of the event if it is under no embargo there. */
  async #releasedSince(id: string, index: number): Promise<number | undefined> {
    const { disclosureOf } = this.#parts.streams;
    let released: number | undefined = index;
    for (const event of await this.#eventsIn(publicationStream(id))) {
      const disclosure = disclosureOf(event);
      if (disclosure?.embargoes === id) released = undefined;
      if (disclosure?.releases === id) released = event.proof.index;
    }
    return released;
  }

  #eventsIn(name: string): Promise<readonly ProvenEvent[]> {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    const reading = this.#readProven(name);
    this.#read.set(name, reading);
    return reading;
  }

  async #readProven(name: string): Promise<readonly ProvenEvent[]> {
    const { eventStore, log, upTo } = this.#parts;
    const proven: ProvenEvent[] = [];
    const events = isList(name) ? await this.#listed(name) : await eventStore.readStream(name);
    for (const event of events) {
      if (event.position > upTo) break;
      const proof = await log.proofOf(event.position);
      if (proof !== undefined) proven.push({ ...event, proof });
    }
    return proven;
  }

  /** The events of a list, in order of position. */
  async #listed(name: string): Promise<readonly StoredEvent[]> {
    const { eventStore, log, streams } = this.#parts;
    const listed: StoredEvent[] = [];
    for (const index of [...(await streams.store.listed(name))].sort((a, b) => a - b)) {
      const position = await log.positionAt(index);
      if (position === undefined) continue;
      const [event] = await eventStore.readAll(position - 1, 1);
      if (event?.position === position) listed.push(event);
    }
    return listed;
  }
}

/** True if no revision is missing. */
function areCounted(disclosed: readonly Disclosed[]): boolean {
  const revisions = disclosed.map(({ event }) => event.revision).sort((a, b) => a - b);
  return revisions.every((revision, i) => revision === i);
}
