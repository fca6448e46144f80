import { answerJson, type CommandAnswer } from '@ledger/figures-application';
import type { FastifyReply } from 'fastify';
import { JSON_TYPE } from './media-type.js';

/** Where the record, or the views, are as of an answer. */
export const POSITION_HEADER = 'ledger-position';

/**
 * Sends what a command led to: 201 if it made something that has an address now, 200 otherwise.
 *
 * @param location path of what it is about, told if the command made it
 */
export function sendCommandAnswer(
  reply: FastifyReply,
  answer: CommandAnswer,
  location?: string,
): void {
  const isMade = answer.changed && location !== undefined;
  if (isMade) void reply.header('location', location);
  void reply
    .code(isMade ? 201 : 200)
    .header(POSITION_HEADER, answer.position)
    .header('content-type', JSON_TYPE)
    .send(JSON.stringify(answerJson(answer)));
}
