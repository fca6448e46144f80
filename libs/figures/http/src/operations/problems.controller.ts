import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JSON_TYPE } from '../answer/media-type.js';
import { sendText } from '../answer/send-text.js';
import { API } from '../frame/api-path.js';
import { Unchanging } from '../openapi/documented.js';
import { UnknownProblem } from '../problem/http-refusals.js';
import { isRefusalCode, problemType } from '../problem/problem.js';
import { REFUSAL_STATUS } from '../problem/refusal-status.js';
import type { RefusalCode } from '../problem/refusal-code.js';

/** What the type of a problem document points to. */
@ApiTags('operations')
@Controller(`${API}/problems`)
export class ProblemsController {
  @Get()
  @Unchanging({ summary: 'Every refusal this server gives.', answer: 'ProblemTypes' })
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const codes = Object.keys(REFUSAL_STATUS).filter(isRefusalCode);
    sendText(request, reply, { type: JSON_TYPE, body: JSON.stringify(codes.map(described)) });
  }

  @Get(':code')
  @ApiParam({ name: 'code', schema: { type: 'string' } })
  @Unchanging({
    summary: 'One refusal, by its code.',
    answer: 'ProblemType',
    refusals: ['unknown-problem'],
  })
  get(
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    if (!isRefusalCode(code)) throw new UnknownProblem(code);
    sendText(request, reply, { type: JSON_TYPE, body: JSON.stringify(described(code)) });
  }
}

function described(code: RefusalCode) {
  return { code, status: REFUSAL_STATUS[code], ...problemType(code) };
}
