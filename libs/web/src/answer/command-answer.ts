import { answerJson, type CommandAnswer } from '@ledger/figures-application';
import type { FastifyReply } from 'fastify';
import { JSON_TYPE } from './media-type.js';
import { POSITION_HEADER } from './position-header.js';

/**
 * Writes the head of what a command led to: 201 if it made something with an address of its own,
 * 200 otherwise.
 *
 * @param location the path of what the command makes, if it makes anything
 * @returns the body
 */
export function writeCommandAnswer(
  reply: FastifyReply,
  answer: CommandAnswer,
  location?: string,
): string {
  const isMade = answer.changed && location !== undefined;
  if (isMade) void reply.header('location', location);
  void reply
    .code(isMade ? 201 : 200)
    .header(POSITION_HEADER, answer.position)
    .header('content-type', JSON_TYPE);
  return JSON.stringify(answerJson(answer));
}
