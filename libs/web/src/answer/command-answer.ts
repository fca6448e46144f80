import { answerText } from '@ledger/contract';
import { answerJson, type CommandAnswer } from '@ledger/figures-application';
import type { FastifyReply } from 'fastify';
import { JSON_TYPE } from '../route/media-type.js';
import { POSITION_HEADER } from './position-header.js';

/**
 * Writes the head of a command's answer: 201 if it created a resource with its own address, 200
 * otherwise.
 *
 * @param location the path of the resource that the command creates, if any
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
  return answerText('CommandAnswer', answerJson(answer));
}
