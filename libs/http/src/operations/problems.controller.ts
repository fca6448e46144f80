import { Controller, Get, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { answerText } from '@ledger/contract';
import {
  JSON_TYPE,
  API,
  ApiStatic,
  UnknownProblem,
  isRefusalCode,
  problemType,
  REFUSAL_STATUS,
  type RefusalCode,
  type TextAnswer,
} from '@ledger/web';

/** Problem types: what the `type` of a problem document links to. */
@ApiTags('operations')
@Controller(`${API}/problems`)
export class ProblemsController {
  @Get()
  @ApiStatic({ summary: 'Every problem type of this server.', answer: 'ProblemTypes' })
  list(): TextAnswer {
    const codes = Object.keys(REFUSAL_STATUS).filter(isRefusalCode);
    return { type: JSON_TYPE, body: answerText('ProblemTypes', codes.map(described)) };
  }

  @Get(':code')
  @ApiParam({ name: 'code', schema: { type: 'string' } })
  @ApiStatic({
    summary: 'A problem type by its code.',
    answer: 'ProblemType',
    refusals: ['unknown-problem'],
  })
  get(@Param('code') code: string): TextAnswer {
    if (!isRefusalCode(code)) throw new UnknownProblem(code);
    return { type: JSON_TYPE, body: answerText('ProblemType', described(code)) };
  }
}

function described(code: RefusalCode) {
  return { code, status: REFUSAL_STATUS[code], ...problemType(code) };
}
