import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  GetMeasure,
  ListAreas,
  ListDimensions,
  ListMeasures,
  ListOwnerships,
  ListPublishers,
} from '@ledger/figures-read-models';
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
  ReadYourWrites,
} from '@ledger/web';

const PARAMETERS = [RECORDED_BY_PARAMETER, ...PAGING_PARAMETERS];
const NAMES = ['recordedBy', ...PAGING];

/** The words figures are made of. */
@ApiTags('registries')
@Controller(API)
export class RegistersController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waiting: ReadYourWrites,
  ) {}

  @Get('publishers')
  @ApiRead({
    summary: 'All publishers.',
    answers: { 'application/json': 'Publishers' },
    parameters: PARAMETERS,
    refusals: ['malformed-cursor'],
  })
  async publishers(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, NAMES);
    const question = { ...readPaging(query), ...readRecordedBy(query) };
    sendView(request, reply, await this.queries.execute(new ListPublishers(question)));
  }

  @Get('areas')
  @ApiRead({
    summary: 'All areas.',
    answers: { 'application/json': 'Areas' },
    parameters: PARAMETERS,
    refusals: ['malformed-cursor'],
  })
  async areas(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, NAMES);
    const question = { ...readPaging(query), ...readRecordedBy(query) };
    sendView(request, reply, await this.queries.execute(new ListAreas(question)));
  }

  @Get('dimensions')
  @ApiRead({
    summary: 'All dimensions of breakdowns with their members.',
    answers: { 'application/json': 'Dimensions' },
    parameters: PARAMETERS,
    refusals: ['malformed-cursor'],
  })
  async dimensions(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, NAMES);
    const question = { ...readPaging(query), ...readRecordedBy(query) };
    sendView(request, reply, await this.queries.execute(new ListDimensions(question)));
  }

  @Get('ownerships')
  @ApiRead({
    summary: 'Who owns which part of the figures, in the order in which it was registered.',
    answers: { 'application/json': 'Ownerships' },
    parameters: [
      textParameter('measure', 'Only what bears on this measure.', 'recorded-crime.all'),
      textParameter('area', 'Only what bears on this area.', 'kent'),
      ...PARAMETERS,
    ],
    refusals: ['malformed-cursor'],
  })
  async ownerships(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, ['measure', 'area', ...NAMES]);
    const question = {
      ...readTexts(query, ['measure', 'area']),
      ...readPaging(query),
      ...readRecordedBy(query),
    };
    sendView(request, reply, await this.queries.execute(new ListOwnerships(question)));
  }

  @Get('measures')
  @ApiRead({
    summary: 'All measures with their definition versions.',
    answers: { 'application/json': 'Measures' },
    parameters: [
      textParameter('q', 'Words it has to have, all of them.', 'crime'),
      textParameter('under', 'Only measures below this one.', 'recorded-crime'),
      ...PARAMETERS,
    ],
    refusals: ['malformed-cursor', 'search-without-words', 'unknown-measure'],
  })
  async measures(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, ['q', 'under', ...NAMES]);
    const question = {
      ...readTexts(query, ['q', 'under']),
      ...readPaging(query),
      ...readRecordedBy(query),
    };
    sendView(request, reply, await this.queries.execute(new ListMeasures(question)));
  }

  @Get('measures/:code')
  @ApiRead({
    summary: 'A measure: its definition versions and its place among the others.',
    answers: { 'application/json': 'Measure' },
    parameters: [RECORDED_BY_PARAMETER],
    refusals: ['unknown-measure'],
  })
  async measure(
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = await this.waiting.parametersOf(request, ['recordedBy']);
    const question = { code, ...readRecordedBy(query) };
    sendView(request, reply, await this.queries.execute(new GetMeasure(question)));
  }
}
