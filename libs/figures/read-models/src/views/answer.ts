/** What every question is answered with. */
export interface Answer<Body> {
  /** Position of the record that the body reflects at least. */
  readonly position: number;
  /** The same for ever for the same question with the same two clocks. */
  readonly body: Body;
}
