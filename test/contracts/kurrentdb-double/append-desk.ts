import { setTimeout as delay } from 'node:timers/promises';
import type { AppendFault } from './faults.js';
import type { ServerNode } from './server-node.js';
import type {
  ProposedEvent,
  ProposedRecord,
  StreamCheck,
  WriteOutcome,
} from './transaction-log.js';

/** What the server has decided, in no protocol's terms. */
export type AppendReply =
  | Exclude<WriteOutcome, { kind: 'dropped' }>
  | { readonly kind: 'append-too-large'; readonly bytes: number; readonly bytesMax: number }
  | {
      readonly kind: 'event-too-large';
      readonly stream: string;
      readonly id: string;
      readonly bytes: number;
      readonly bytesMax: number;
    }
  | { readonly kind: 'bad-request'; readonly reason: string }
  | { readonly kind: 'not-leader' | 'no-leader' | 'not-ready' | 'busy' | 'access-denied' }
  | { readonly kind: 'timeout' | 'unknown-error' }
  /** The caller gets no answer: the call stays open, or ends normally. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'ended' };

export interface AppendRequest {
  readonly checks: readonly StreamCheck[];
  readonly records: readonly ProposedRecord[];
  readonly requiresLeader: boolean;
  readonly signal: AbortSignal;
}

/** Decides appends for a node, from either protocol, and applies planned faults. */
export class AppendDesk {
  readonly #node: ServerNode;

  constructor(node: ServerNode) {
    this.#node = node;
  }

  async append(request: AppendRequest): Promise<AppendReply> {
    const refusal = this.#refuse(request);
    if (refusal !== undefined) return refusal;
    const { latencyMs, appendFaults, standingAppendFault } = this.#node.server;
    if (latencyMs > 0) await delay(latencyMs);
    const fault = standingAppendFault ?? appendFaults.shift();
    if (fault === undefined) return this.#write(request);
    return this.#meet(fault, request);
  }

  #refuse({ records, requiresLeader }: AppendRequest): AppendReply | undefined {
    const { server } = this.#node;
    if (requiresLeader && !this.#node.isLeader) {
      return { kind: server.leader === undefined ? 'no-leader' : 'not-leader' };
    }
    let bytes = 0;
    for (const { stream, event } of records) {
      if (event.type === '')
        return { kind: 'bad-request', reason: 'Empty eventType provided.' };
      const size = sizeOnDisk(event);
      bytes += size;
      if (size > server.traits.eventBytesMax) {
        const bytesMax = server.traits.eventBytesMax;
        return { kind: 'event-too-large', stream, id: event.id, bytes: size, bytesMax };
      }
    }
    if (bytes <= server.traits.appendBytesMax) return undefined;
    return { kind: 'append-too-large', bytes, bytesMax: server.traits.appendBytesMax };
  }

  async #write({ checks, records, signal }: AppendRequest): Promise<AppendReply> {
    const { log } = this.#node.server;
    const outcome = log.write(checks, records);
    if (outcome.kind === 'dropped') return { kind: 'silent' };
    if (outcome.kind === 'written') await log.replicated(outcome.end, signal);
    return outcome;
  }

  #meet(fault: AppendFault, { checks, records }: AppendRequest): AppendReply {
    const isStored = fault.endsWith('-but-stored');
    if (isStored) this.#node.server.log.write(checks, records);
    switch (fault) {
      case 'cut-and-not-stored':
      case 'cut-but-stored':
        this.#node.cut();
        return { kind: 'silent' };
      case 'silent-and-not-stored':
      case 'silent-but-stored':
        return { kind: 'silent' };
      case 'timeout-and-not-stored':
      case 'timeout-but-stored':
        return { kind: 'timeout' };
      case 'ended-but-stored':
        return { kind: 'ended' };
      default:
        return { kind: fault };
    }
  }
}

/** As the server counts: data, metadata and two bytes for each letter of the type. */
function sizeOnDisk({ data, metadata, type }: ProposedEvent): number {
  return data.length + metadata.length + type.length * 2;
}
