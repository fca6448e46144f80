import { answerText } from '@ledger/contract';
import { answerJson, type ReportAnswer } from '@ledger/figures-application';
import { mapInTurns } from '@ledger/kernel';
import {
  JSON_TYPE,
  bodyRefusalStatus,
  isRefusalCode,
  problemType,
  PROBLEM_TYPE,
  type Problem,
} from '@ledger/web';
import type { CachedResponse } from './idempotent-answers.js';

/** The answer to a single report: its outcome, or its refusal with the status of that. */
export function singleAnswer(answer: ReportAnswer, correlationId: string): CachedResponse {
  if (answer.outcome === 'refused') return refusedAnswer(answer, correlationId);
  return {
    status: answer.outcome === 'unchanged' ? 200 : 201,
    contentType: JSON_TYPE,
    position: answer.position,
    body: JSON.stringify(answerJson(answer)),
  };
}

/** The answers to an array, in order; the status only says that there are answers. */
export async function arrayAnswer(answers: readonly ReportAnswer[]): Promise<CachedResponse> {
  const items = await mapInTurns(answers, (answer) => JSON.stringify(answerJson(answer)));
  return {
    status: 200,
    contentType: JSON_TYPE,
    position: answers.reduce(
      (latest, answer) =>
        answer.outcome === 'refused' ? latest : Math.max(latest, answer.position),
      0,
    ),
    body: `[${items.join()}]`,
    hasRefusals: answers.some(({ outcome }) => outcome === 'refused'),
  };
}

function refusedAnswer(
  { code, message }: Extract<ReportAnswer, { readonly outcome: 'refused' }>,
  correlationId: string,
): CachedResponse {
  if (!isRefusalCode(code)) throw new TypeError(`No status is known for the refusal ${code}.`);
  const status = bodyRefusalStatus(code);
  const problem: Problem = {
    ...problemType(code),
    status,
    detail: message,
    code,
    correlationId,
  };
  return {
    status,
    contentType: PROBLEM_TYPE,
    position: 0,
    body: answerText('Problem', problem),
  };
}
