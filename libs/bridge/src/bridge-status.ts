/**
 * How a part of the bridge is doing: `waiting` while something it needs is out of reach, with the
 * reason; `refused` when it found what it must not go on with.
 */
export interface PartStatus {
  readonly state: 'starting' | 'running' | 'waiting' | 'refused' | 'stopped';
  /** What it waits for, or why it refused. */
  readonly reason?: string;
}

/** A part's status that tells whoever listens when it changes. */
export class StatusCell {
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
