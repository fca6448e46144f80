import type { FigureQuestion } from '@ledger/figures-read-models';

/** Makes evidence packs. */
export interface ServedEvidence {
  /**
   * The pack of a figure, a zip file.
   *
   * @throws {MalformedFigureKey | MalformedInstant | UnknownFigure | EvidenceNotReady}
   */
  pack(question: FigureQuestion): Promise<Uint8Array>;
}

/** The injection token of the evidence, where a transparency log is kept. */
export const SERVED_EVIDENCE = Symbol('evidence');
