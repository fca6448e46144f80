/**
 * A position as text, as all JSON that leaves the ledger has it. In a CloudEvent an integer ends
 * at 2,147,483,647, and positions that count bytes exceed that; elsewhere it is the same, so
 * that positions of different answers can be compared.
 */
export function positionText(position: number): string {
  return String(position);
}

/** An answer with its position, if any, as text. */
export type AnswerJson<Answer> = Answer extends { readonly position: number }
  ? Omit<Answer, 'position'> & { readonly position: string }
  : Answer;

/** An answer as JSON, with its position, if any, as text. */
export function answerJson<Answer extends object>(answer: Answer): AnswerJson<Answer> {
  const { position } = answer as { readonly position?: unknown };
  const json =
    typeof position === 'number' ? { ...answer, position: positionText(position) } : answer;
  return json as AnswerJson<Answer>;
}

const POSITIONS: ReadonlySet<string> = new Set(['position', 'head']);

/** For positions at any depth: a replacer for `JSON.stringify`. */
export function positionsAsText(name: string, value: unknown): unknown {
  return POSITIONS.has(name) && typeof value === 'number' ? positionText(value) : value;
}
