import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ListFollowUps } from '@ledger/figures-read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  sendView,
  API,
  ApiRead,
  PAGING_PARAMETERS,
  RECORDED_BY_PARAMETER,
  textParameter,
  PAGING,
  readPaging,
  readRecordedBy,
  readTexts,
  readWord,
  ReadYourWrites,
} from '@ledger/web';

const STATUSES = ['open', 'closed'] as const;

/** Questions and actions, and what became of them. */
@ApiTags('follow-ups')
@Controller(`${API}/follow-ups`)
export class FollowUpViewsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waiting: ReadYourWrites,
  ) {}

  @Get()
  @ApiRead({
    summary: 'Follow-ups, but those on publications under embargo.',
    answers: { 'application/json': 'FollowUps' },
    parameters: [
      {
        name: 'status',
        required: false,
        schema: { type: 'string', enum: [...STATUSES] },
      },
      textParameter('owner', 'Only what this owner has to do.'),
      textParameter('publication', 'Only what hangs on this publication.'),
      RECORDED_BY_PARAMETER,
      ...PAGING_PARAMETERS,
    ],
    refusals: ['malformed-cursor', 'unknown-publication', 'publication-under-embargo'],
  })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, [
      'status',
      'owner',
      'publication',
      'recordedBy',
      ...PAGING,
    ]);
    const status = readWord(query, 'status', STATUSES);
    const question = {
      ...(status === undefined ? {} : { status }),
      ...readTexts(query, ['owner', 'publication']),
      ...readPaging(query),
      ...readRecordedBy(query),
    };
    sendView(request, reply, await this.queries.execute(new ListFollowUps(question)));
  }
}
