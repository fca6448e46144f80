/**
 * How a part of the bridge is doing: `waiting` while something it needs is out of reach, with the
 * reason; `held` while one partition stands still and the others go on; `standby` while another
 * bridge does it; `refused` when it found what it must not go on with.
 */
export interface PartStatus {
  readonly state:
    'starting' | 'running' | 'held' | 'standby' | 'waiting' | 'refused' | 'stopped';
  /** What it waits for, or why it refused. */
  readonly reason?: string;
}

/** How a bridge is doing: the worst of its parts, and each of them. */
export interface BridgeStatus extends PartStatus {
  readonly parts: Readonly<Record<string, PartStatus>>;
}

/** A part's status that tells whoever listens when it changes. */
export class StatusEntry {
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

/** The statuses of all parts. */
export class StatusRegistry {
  readonly #cells = new Map<string, StatusEntry>();
  readonly #changed: (status: BridgeStatus) => void;

  constructor(changed: (status: BridgeStatus) => void) {
    this.#changed = changed;
  }

  /** The cell of a part; made when it is first asked for. */
  entry(part: string): StatusEntry {
    let cell = this.#cells.get(part);
    if (cell === undefined) {
      cell = new StatusEntry(() => this.#changed(this.status));
      this.#cells.set(part, cell);
    }
    return cell;
  }

  get status(): BridgeStatus {
    const parts = [...this.#cells].map(([name, { status }]) => [name, status] as const);
    const ofAll = parts.map(([, status]) => status);
    const worst = WORST_FIRST.map((state) => ofAll.find((status) => status.state === state));
    return {
      ...(worst.find((status) => status !== undefined) ?? { state: 'stopped' }),
      parts: Object.fromEntries(parts),
    };
  }

  setAll(state: PartStatus['state'], reason?: string): void {
    for (const cell of this.#cells.values()) cell.set(state, reason);
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
