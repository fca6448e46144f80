/** Things by their names, each folded on first use. */
export class LazyMap<Thing> {
  readonly #fold: (name: string) => Thing;
  readonly #folded = new Map<string, Thing>();

  /** @param fold throws for an unknown name */
  constructor(fold: (name: string) => Thing) {
    this.#fold = fold;
  }

  /** @throws {UnknownPublication | UnknownMeasure} nothing was registered under that name */
  of(name: string): Thing {
    const known = this.#folded.get(name);
    if (known !== undefined) return known;
    const folded = this.#fold(name);
    this.#folded.set(name, folded);
    return folded;
  }
}
