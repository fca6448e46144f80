import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  GetFigure,
  GetFigureHistory,
  GetPublication,
  GetPublicationFigures,
  ListPublications,
  SearchFigures,
} from '@ledger/figures-read-models';
import {
  CLOCKS,
  PAGING,
  readClocks,
  readPaging,
  readRecordedBy,
  readText,
  refuseUnknown,
  sendText,
  type QueryParameters,
} from '@ledger/figures-http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageFilter } from './page.filter.js';
import { PAGE_HEADERS, sendPage } from './send-page.js';
import { STYLES } from './styles.js';

/** A publication's page holds as much of it as one answer does. */
const APPEARANCES_MAX = 500;
const HISTORY_EVENTS_MAX = 100;

/** The ledger for people with a browser. */
@ApiExcludeController()
@Controller()
@UseFilters(PageFilter)
export class PagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async index(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = readQuery(request, ['q', ...PAGING]);
    const q = readText(query, 'q');
    const search = { ...(q === undefined ? {} : { q }), ...readPaging(query) };
    const found = await this.queries.execute(new SearchFigures(search));
    const listed = await this.queries.execute(new ListPublications({ limit: APPEARANCES_MAX }));
    sendPage(request, reply, {
      template: 'index',
      content: { q, ...found.body, ...listed.body, next: found.body.next },
      position: Math.min(found.position, listed.position),
    });
  }

  @Get('publications/:id')
  async publication(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = readQuery(request, ['recordedBy', ...PAGING]);
    const recordedBy = readRecordedBy(query);
    const whole = await this.queries.execute(new GetPublication({ id, ...recordedBy }));
    const paging = { limit: APPEARANCES_MAX, ...readPaging(query) };
    const question = { id, ...recordedBy, ...paging };
    const printed = await this.queries.execute(new GetPublicationFigures(question));
    sendPage(request, reply, {
      template: 'publication',
      content: { ...whole.body, figures: printed.body.figures, next: printed.body.next },
      position: Math.min(whole.position, printed.position),
    });
  }

  @Get('figures/*')
  async figure(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { '*': key } = request.params as { readonly '*': string };
    const query = readQuery(request, CLOCKS);
    const clocks = readClocks(query);
    const figure = await this.queries.execute(new GetFigure({ key, ...clocks }));
    const { publishedBy: _publishedBy, ...recordedBy } = clocks;
    const asked = { key, ...recordedBy, limit: HISTORY_EVENTS_MAX };
    const history = await this.queries.execute(new GetFigureHistory(asked));
    sendPage(request, reply, {
      template: 'figure',
      content: { ...figure.body, asked: clocks, history: history.body },
      position: Math.min(figure.position, history.position),
    });
  }

  @Get('assets/ledger.css')
  styles(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const type = 'text/css; charset=utf-8';
    sendText(request, reply, { type, body: STYLES, headers: PAGE_HEADERS });
  }
}

function readQuery(request: FastifyRequest, known: readonly string[]): QueryParameters {
  const query = request.query as Record<string, string>;
  // A form sends what was left empty too, and means nothing by it.
  const told = Object.fromEntries(Object.entries(query).filter(([, text]) => text !== ''));
  refuseUnknown(told, known);
  return told;
}
