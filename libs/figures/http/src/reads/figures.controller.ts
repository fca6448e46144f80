import { Body, Controller, Get, Post, Req, Res, UsePipes } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { CorrectTranscription } from '@ledger/figures-application';
import { figureKey, parseFigureKey } from '@ledger/figures-domain';
import { GetFigure, GetFigureHistory, SearchFigures } from '@ledger/figures-read-models';
import { FOUND_FIGURES } from '@ledger/figures-tables';
import { parseDecimal } from '@ledger/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseMediaType, CSV_TYPE, JSON_TYPE } from '../answer/media-type.js';
import { sendCommandAnswer } from '../answer/send-command-answer.js';
import { sendView } from '../answer/view-text.js';
import { BodyPipe } from '../dto/body.pipe.js';
import { CorrectionDto } from '../dto/corrections.dto.js';
import { factsOf } from '../dto/facts-of.js';
import { API } from '../frame/api-path.js';
import { Reads } from '../openapi/documented.js';
import {
  CLOCK_PARAMETERS,
  SEARCH_PARAMETERS,
  TABLE_PARAMETERS,
} from '../openapi/parameters.js';
import { UnknownRoute } from '../problem/http-refusals.js';
import { originOf } from '../request/origin.js';
import { PAGING, readPaging, readTablePaging } from '../request/paging.js';
import { CLOCKS, readClocks, readRecordedBy, readTexts } from '../request/query-parameters.js';
import { Waiting } from '../request/waiting.js';
import { BOM, sendPagedTable } from '../tables/send-table.js';
import { figurePathOf } from './figure-path.js';

const CHOICES = ['q', 'measure', 'area', 'period', 'publication', 'marker'] as const;

/** Figures: found, looked at, followed through time, and our captures of them corrected. */
@ApiTags('figures')
@Controller(`${API}/figures`)
export class FiguresController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly waiting: Waiting,
  ) {}

  @Get()
  @Reads({
    summary: 'Searches figures: all that is told has to be true of a figure.',
    answers: { 'application/json': 'FoundFigures', 'text/csv': 'Text' },
    parameters: [...SEARCH_PARAMETERS, ...CLOCK_PARAMETERS, ...TABLE_PARAMETERS],
    refusals: [
      'malformed-cursor',
      'malformed-period',
      'search-without-words',
      'publication-under-embargo',
      'unknown-area',
      'unknown-marker',
      'unknown-measure',
      'unknown-publication',
    ],
  })
  async search(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const type = chooseMediaType(request.headers.accept, [JSON_TYPE, CSV_TYPE]);
    const names = [...CHOICES, ...CLOCKS, ...PAGING, BOM];
    const query = await this.waiting.parametersOf(request, names);
    const paging = type === CSV_TYPE ? readTablePaging(query) : readPaging(query);
    const search = { ...readTexts(query, CHOICES), ...paging, ...readClocks(query) };
    const answer = await this.queries.execute(new SearchFigures(search));
    if (type === JSON_TYPE) return sendView(request, reply, answer);
    const { publishedBy, recordedBy } = answer.body.clocks;
    const next = (cursor: string) =>
      new SearchFigures({ ...search, publishedBy, recordedBy, cursor });
    return sendPagedTable(request, reply, {
      table: FOUND_FIGURES,
      page: async (cursor) =>
        cursor === undefined ? answer : this.queries.execute(next(cursor)),
      rows: ({ figures }) => figures,
    });
  }

  /** A key has slashes in it, which no parameter of a route can have. */
  @Get('*')
  @ApiExcludeEndpoint()
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { asks, key } = figurePathOf(request);
    if (asks === 'history') return this.#history(key, request, reply);
    if (asks === 'corrections') throw new UnknownRoute(request.method, request.url);
    const query = await this.waiting.parametersOf(request, CLOCKS);
    const question = new GetFigure({ key, ...readClocks(query) });
    sendView(request, reply, await this.queries.execute(question));
  }

  @Post('*')
  @ApiExcludeEndpoint()
  @UsePipes(BodyPipe)
  async correct(
    @Body() body: CorrectionDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asks, key } = figurePathOf(request);
    if (asks !== 'corrections') throw new UnknownRoute(request.method, request.url);
    const { value, markers, ...facts } = factsOf(body);
    const correction = {
      ...facts,
      key: figureKey(parseFigureKey(key)),
      value: value === null ? null : parseDecimal(value),
      markers: [...markers].sort(),
    };
    const command = new CorrectTranscription(correction, originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command));
  }

  async #history(key: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, ['recordedBy', ...PAGING]);
    const question = { key, ...readPaging(query), ...readRecordedBy(query) };
    sendView(request, reply, await this.queries.execute(new GetFigureHistory(question)));
  }
}
