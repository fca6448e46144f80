/** One line of the bench's result. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The limit that the value is compared with, measured in the same run. */
  readonly ratio?: { readonly of: string; readonly value: number; readonly atLeast?: number };
  readonly bound?: { readonly atLeast?: number; readonly atMost?: number };
  readonly note?: string;
}

/** The rate of something per second, given how often `act` did it. */
export async function perSecond(
  count: number,
  act: () => Promise<void> | void,
): Promise<number> {
  const started = performance.now();
  await act();
  return (count * 1000) / (performance.now() - started);
}

/** The median of several runs, so that one slow moment of the machine does not decide. */
export async function medianOf(runs: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) values.push(await measure());
  return medianIn(values);
}

/** The median of some values. */
export function medianIn(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** True unless a measurement misses a bound it states. */
export function isReached({ value, ratio, bound }: Measurement): boolean {
  if (ratio?.atLeast !== undefined && ratio.value < ratio.atLeast) return false;
  if (bound?.atLeast !== undefined && value < bound.atLeast) return false;
  return bound?.atMost === undefined || value <= bound.atMost;
}
