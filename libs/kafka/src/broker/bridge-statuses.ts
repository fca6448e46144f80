/**
 * The state of a part of the bridge: `waiting` while something it needs is unreachable, with the
 * reason; `held` while one partition waits and the others continue; `standby` while another
 * bridge does it; `refused` when it found something it must not continue with.
 */
export interface PartStatus {
  readonly state:
    'starting' | 'running' | 'held' | 'standby' | 'waiting' | 'refused' | 'stopped';
  /** What it waits for, or why it refused. */
  readonly reason?: string;
}

/** The state of a bridge: the worst of its parts, and each of them. */
export interface BridgeStatus extends PartStatus {
  readonly parts: Readonly<Record<string, PartStatus>>;
}

/** A part's status that notifies its listener of changes. */
export class BridgePartStatus {
  #status: PartStatus = { state: 'starting' };
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get status(): PartStatus {
    return this.#status;
  }

  set(state: PartStatus['state'], reason?: string): void {
    if (state === this.#status.state && reason === this.#status.reason) return;
    this.#status = reason === undefined ? { state } : { state, reason };
    this.#changed();
  }
}

/** The status of each part of a bridge, and of the whole; a listener is notified of changes. */
export class BridgeStatuses {
  readonly #entries = new Map<string, BridgePartStatus>();
  readonly #changed: (status: BridgeStatus) => void;

  constructor(changed: (status: BridgeStatus) => void) {
    this.#changed = changed;
  }

  /** The entry of a part; created on first use. */
  entry(part: string): BridgePartStatus {
    let entry = this.#entries.get(part);
    if (entry === undefined) {
      entry = new BridgePartStatus(() => this.#changed(this.status));
      this.#entries.set(part, entry);
    }
    return entry;
  }

  get status(): BridgeStatus {
    const parts = [...this.#entries].map(([name, { status }]) => [name, status] as const);
    const ofAll = parts.map(([, status]) => status);
    const worst = WORST_FIRST.map((state) => ofAll.find((status) => status.state === state));
    return {
      ...(worst.find((status) => status !== undefined) ?? { state: 'stopped' }),
      parts: Object.fromEntries(parts),
    };
  }

  setAll(state: PartStatus['state'], reason?: string): void {
    for (const entry of this.#entries.values()) entry.set(state, reason);
  }
}

const WORST_FIRST: readonly PartStatus['state'][] = [
  'refused',
  'waiting',
  'starting',
  'held',
  'running',
  'standby',
  'stopped',
];
