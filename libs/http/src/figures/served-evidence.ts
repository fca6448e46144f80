import type { Answer, FigureQuestion } from '@ledger/figures-read-models';

/** Makes evidence packs. */
export interface ServedEvidence {
  /**
   * The pack of a figure, a zip file, with the position up to which it proves.
   *
   * @throws {MalformedFigureKey | MalformedInstant | UnknownFigure | EvidenceNotReady}
   */
  pack(question: FigureQuestion): Promise<Answer<Uint8Array>>;
}

/** The injection token of the evidence, where a transparency log is kept. */
export const SERVED_EVIDENCE = Symbol('evidence');
