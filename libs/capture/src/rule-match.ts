/** What a rule matched, and where. */
export interface RuleMatch {
  readonly text: string;
  /** Index of the line from 0. */
  readonly at: number;
  /** The whole document: some numbers are known by their neighbours only. */
  readonly lines: readonly string[];
}
