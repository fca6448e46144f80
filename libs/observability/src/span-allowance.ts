/** Nobody looks through more spans of one cause than this. */
const SPANS_A_CAUSE_MAX = 100;

/** The number of causes remembered; the count of a forgotten one starts again. */
const CAUSES_KEPT_MAX = 1_000;

/** Limits the spans of one cause: a single request may carry a million reports. */
export class SpanAllowance {
  readonly #taken = new Map<string, number>();

  /** True if one more span of this cause may be created. */
  take(spanId: string): boolean {
    const taken = this.#taken.get(spanId) ?? 0;
    if (taken >= SPANS_A_CAUSE_MAX) return false;
    if (taken === 0) this.#makeRoom();
    this.#taken.set(spanId, taken + 1);
    return true;
  }

  #makeRoom(): void {
    if (this.#taken.size < CAUSES_KEPT_MAX) return;
    for (const oldest of this.#taken.keys()) return void this.#taken.delete(oldest);
  }
}
