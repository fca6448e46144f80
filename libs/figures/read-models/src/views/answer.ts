/** The answer to a query. */
export interface Answer<Body> {
  /** The position in the log that the body reflects at least. */
  readonly position: number;
  /** Always the same for the same query with the same two clocks. */
  readonly body: Body;
}
