import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus, type Command } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import {
  answerJson,
  CorrectTranscription,
  RetractAppearance,
  type CommandAnswer,
} from '@ledger/figures-application';
import { figureKey, parseFigureKey } from '@ledger/figures-domain';
import { GetFigure, GetFigureHistory, SearchFigures } from '@ledger/figures-read-models';
import { FOUND_FIGURES } from '@ledger/figures-tables';
import { parseDecimal, type Origin } from '@ledger/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  chooseMediaType,
  CSV_TYPE,
  JSON_TYPE,
  sendCommandAnswer,
  sendView,
  readBody,
  factsOf,
  API,
  ApiRead,
  CLOCK_PARAMETERS,
  SEARCH_PARAMETERS,
  TABLE_PARAMETERS,
  routeRefusal,
  originOf,
  PAGING,
  readPaging,
  readTablePaging,
  CLOCKS,
  readClocks,
  readRecordedBy,
  readTexts,
  ReadYourWrites,
} from '@ledger/web';
import { CorrectionDto, RetractionDto } from './corrections.dto.js';
import { BOM, sendPagedTable } from '../tables/send-table.js';
import { figurePathOf } from './figure-path.js';

const CHOICES = ['q', 'measure', 'area', 'period', 'publication', 'marker'] as const;

/** Figures: found, looked at, followed through time, and our captures of them mended. */
@ApiTags('figures')
@Controller(`${API}/figures`)
export class FiguresController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly waiting: ReadYourWrites,
  ) {}

  @Get()
  @ApiRead({
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
    if (asks !== 'figure') throw routeRefusal(request);
    const query = await this.waiting.parametersOf(request, CLOCKS);
    const question = new GetFigure({ key, ...readClocks(query) });
    sendView(request, reply, await this.queries.execute(question));
  }

  @Post('*')
  @ApiExcludeEndpoint()
  async mend(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { asks, key } = figurePathOf(request);
    const commandOf = MENDS[asks];
    if (commandOf === undefined) throw routeRefusal(request);
    const command = await commandOf(body, { key, origin: originOf(request) });
    sendCommandAnswer(reply, await this.commands.execute(command));
  }

  async #history(key: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const query = await this.waiting.parametersOf(request, ['recordedBy', ...PAGING]);
    const question = { key, ...readPaging(query), ...readRecordedBy(query) };
    const { position, body } = await this.queries.execute(new GetFigureHistory(question));
    sendView(request, reply, {
      position,
      body: { ...body, events: body.events.map(answerJson) },
    });
  }
}

interface Mended {
  readonly key: string;
  readonly origin: Origin;
}

/** What can be said of our own captures, by the last word of the address. */
const MENDS: Readonly<
  Record<string, (body: unknown, mended: Mended) => Promise<Command<CommandAnswer>>>
> = { corrections: correctionOf, retractions: retractionOf };

async function correctionOf(body: unknown, { key, origin }: Mended) {
  const { value, markers, ...facts } = factsOf(await readBody(CorrectionDto, body));
  const correction = {
    ...facts,
    key: figureKey(parseFigureKey(key)),
    value: value === null ? null : parseDecimal(value),
    markers: [...markers].sort(),
  };
  return new CorrectTranscription(correction, origin);
}

async function retractionOf(body: unknown, { key, origin }: Mended) {
  const facts = factsOf(await readBody(RetractionDto, body));
  return new RetractAppearance({ ...facts, key: figureKey(parseFigureKey(key)) }, origin);
}
