import type { DefinedMeasure } from '@ledger/figures-domain';

/** A reference to a measure. */
export interface MeasureLine extends Pick<
  DefinedMeasure,
  'code' | 'title' | 'units' | 'valueType' | 'kind' | 'polarity' | 'owner'
> {
  /** The latest version of its definition. */
  readonly definitionVersion: number;
}

/** Gives a measure as a reference. */
export function measureLine(measure: DefinedMeasure): MeasureLine {
  const { code, title, units, valueType, kind, polarity, owner, versions } = measure;
  const definitionVersion = versions.at(-1)?.version ?? 1;
  return { code, title, units, valueType, kind, polarity, owner, definitionVersion };
}
