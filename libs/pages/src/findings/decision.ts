import { HUMAN_DECISIONS, type HumanDecision } from '@ledger/figures-application';
import { PROSE_CHARACTERS_MAX } from '@ledger/web';

/** What somebody decided in the form of a finding. */
export interface FormDecision {
  readonly decision: HumanDecision;
  readonly reason: string;
  /** The publication whose findings are to be raised first. */
  readonly publication?: string;
}

/** What is wrong with what a form sent, by the field it is about. */
export interface FormFault {
  readonly field: 'decision' | 'reason';
  readonly words: string;
}

/** Reads the form of a finding: the decision, or what is missing. */
export function readDecision(body: unknown): FormDecision | readonly FormFault[] {
  const decision = HUMAN_DECISIONS.find((word) => word === fieldOf(body, 'decision'));
  const reason = fieldOf(body, 'reason').trim();
  const publication = fieldOf(body, 'publication');
  const faults: FormFault[] = [];
  if (decision === undefined) faults.push({ field: 'decision', words: 'Choose a decision' });
  if (reason === '') faults.push({ field: 'reason', words: 'Say why' });
  if (reason.length > PROSE_CHARACTERS_MAX) {
    const words = `Say why in at most ${PROSE_CHARACTERS_MAX} characters`;
    faults.push({ field: 'reason', words });
  }
  if (decision === undefined || faults.length > 0) return faults;
  return { decision, reason, ...(publication === '' ? {} : { publication }) };
}

/** A field of a form as it was sent; empty where it was not. */
export function fieldOf(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const fields: Readonly<Record<string, unknown>> = { ...body };
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
