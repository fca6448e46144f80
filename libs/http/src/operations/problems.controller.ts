import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  JSON_TYPE,
  sendText,
  API,
  ApiStatic,
  UnknownProblem,
  isRefusalCode,
  problemType,
  REFUSAL_STATUS,
  type RefusalCode,
} from '@ledger/web';

/** What the type of a problem document points to. */
@ApiTags('operations')
@Controller(`${API}/problems`)
export class ProblemsController {
  @Get()
  @ApiStatic({ summary: 'Every refusal this server gives.', answer: 'ProblemTypes' })
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const codes = Object.keys(REFUSAL_STATUS).filter(isRefusalCode);
    sendText(request, reply, { type: JSON_TYPE, body: JSON.stringify(codes.map(described)) });
  }

  @Get(':code')
  @ApiParam({ name: 'code', schema: { type: 'string' } })
  @ApiStatic({
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
