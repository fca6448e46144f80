/**
 * A position as JSON has it wherever it leaves the ledger: as text. In a CloudEvent a whole number
 * ends at 2,147,483,647, and positions that count bytes do not; elsewhere it is the same, so that
 * what one answer says can be compared with what another does.
 */
export function positionText(position: number): string {
  return String(position);
}

/** An answer that may tell its position, as JSON has it. */
export function answerJson<Answer extends object>(answer: Answer): object {
  if (!('position' in answer) || typeof answer.position !== 'number') return answer;
  return { ...answer, position: positionText(answer.position) };
}

const POSITIONS: ReadonlySet<string> = new Set(['position', 'head']);

/** For what has positions at any depth: replaces them as `JSON.stringify` goes through it. */
export function positionsAsText(name: string, value: unknown): unknown {
  return POSITIONS.has(name) && typeof value === 'number' ? positionText(value) : value;
}
