import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  COMPARED,
  ComparePublications,
  GetPublication,
  GetPublicationFigures,
  ListPublications,
} from '@ledger/figures-read-models';
import { PRINTED_FIGURES } from '@ledger/figures-tables';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  chooseMediaType,
  CSV_TYPE,
  JSON_TYPE,
  sendView,
  API,
  ApiRead,
  PAGING_PARAMETERS,
  RECORDED_BY_PARAMETER,
  TABLE_PARAMETERS,
  textParameter,
  PAGING,
  readPaging,
  readTablePaging,
  readRecordedBy,
  readTexts,
  readWord,
  ReadYourWrites,
} from '@ledger/web';
import { BOM, sendPagedTable } from '../tables/send-table.js';

const PARAMETERS = [RECORDED_BY_PARAMETER, ...PAGING_PARAMETERS];
const NAMES = ['recordedBy', ...PAGING];

/** Publications and what they printed. */
@ApiTags('publications')
@Controller(`${API}/publications`)
export class PublicationViewsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waiting: ReadYourWrites,
  ) {}

  @Get()
  @ApiRead({
    summary: 'Publications, the newest first, but those under embargo.',
    answers: { 'application/json': 'Publications' },
    parameters: [
      textParameter('q', 'Words of its title or id, all of them.', 'delivery board'),
      textParameter('publisher', 'Id of a publisher.', 'kent-police'),
      ...PARAMETERS,
    ],
    refusals: ['malformed-cursor', 'search-without-words', 'unknown-publisher'],
  })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, ['q', 'publisher', ...NAMES]);
    const question = {
      ...readTexts(query, ['q', 'publisher']),
      ...readPaging(query),
      ...readRecordedBy(query),
    };
    sendView(request, reply, await this.queries.execute(new ListPublications(question)));
  }

  @Get(':id')
  @ApiRead({
    summary: 'A publication: what it is, how far its capture is, what it did to figures.',
    answers: { 'application/json': 'Publication' },
    parameters: [RECORDED_BY_PARAMETER],
    refusals: ['unknown-publication', 'publication-under-embargo'],
  })
  async get(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = await this.waiting.parametersOf(request, ['recordedBy']);
    const question = { id, ...readRecordedBy(query) };
    sendView(request, reply, await this.queries.execute(new GetPublication(question)));
  }

  @Get(':id/figures')
  @ApiRead({
    summary: 'What a publication printed, in the order of its own pages.',
    answers: { 'application/json': 'PrintedFigures', 'text/csv': 'Text' },
    parameters: [RECORDED_BY_PARAMETER, ...TABLE_PARAMETERS],
    refusals: ['unknown-publication', 'publication-under-embargo', 'malformed-cursor'],
  })
  async figures(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const type = chooseMediaType(request.headers.accept, [JSON_TYPE, CSV_TYPE]);
    const query = await this.waiting.parametersOf(request, [...NAMES, BOM]);
    const paging = type === CSV_TYPE ? readTablePaging(query) : readPaging(query);
    const question = { id, ...paging, ...readRecordedBy(query) };
    const answer = await this.queries.execute(new GetPublicationFigures(question));
    if (type === JSON_TYPE) return sendView(request, reply, answer);
    const { recordedBy } = answer.body;
    const next = (cursor: string) =>
      new GetPublicationFigures({ ...question, recordedBy, cursor });
    return sendPagedTable(request, reply, {
      table: PRINTED_FIGURES,
      page: async (cursor) =>
        cursor === undefined ? answer : this.queries.execute(next(cursor)),
      rows: ({ figures }) => figures,
    });
  }

  @Get(':id/compare/:other')
  @ApiRead({
    summary: 'What two publications printed, side by side.',
    answers: { 'application/json': 'Comparison' },
    parameters: [
      {
        name: 'only',
        required: false,
        description: 'Only figures that stand so between the two.',
        schema: { type: 'string', enum: [...COMPARED] },
      },
      ...PARAMETERS,
    ],
    refusals: ['unknown-publication', 'publication-under-embargo', 'malformed-cursor'],
  })
  async compare(
    @Param('id') a: string,
    @Param('other') b: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = await this.waiting.parametersOf(request, ['only', ...NAMES]);
    const only = readWord(query, 'only', COMPARED);
    const question = {
      a,
      b,
      ...(only === undefined ? {} : { only }),
      ...readPaging(query),
      ...readRecordedBy(query),
    };
    sendView(request, reply, await this.queries.execute(new ComparePublications(question)));
  }
}
