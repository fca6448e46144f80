/** The bounds of a list of names, both exclusive. */
export interface NameRange {
  readonly from: string;
  readonly to: string;
}

/** All names. */
export const ALL_NAMES: NameRange = { from: '', to: '~' };

/** The codes below a measure: they go on with a dot. */
export function below(code: string): NameRange {
  return { from: `${code}.`, to: `${code}/` };
}
