import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  GetFigure,
  GetFigureHistory,
  GetPublication,
  GetPublicationFigures,
  GetTitles,
  ListPublications,
  ListTopics,
  SearchFigures,
  type FigureAnswer,
  type FigureHistory,
  type TitlesQuestion,
} from '@ledger/figures-read-models';
import {
  CLOCKS,
  PAGING,
  readClocks,
  readPaging,
  readRecordedBy,
  readText,
  sendText,
} from '@ledger/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { namedIn, present } from './named-in.js';
import { PageFilter } from './page.filter.js';
import { readQuery } from './read-query.js';
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
    const topics = await this.queries.execute(new ListTopics({}));
    const named = {
      ...namedIn(found.body.figures.map(({ figure }) => figure)),
      publisher: listed.body.publications.map(({ publisher }) => publisher),
    };
    const titles = await this.queries.execute(new GetTitles({ named }));
    const { publications } = listed.body;
    sendPage(request, reply, {
      template: 'index',
      content: { q, publications, ...topics.body, ...found.body, titles: titles.body },
      position: Math.min(found.position, listed.position, titles.position),
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
    const { publisher, presentedTo, corrects, supersededBy } = whole.body.publication;
    const named = {
      ...namedIn(printed.body.figures.map(({ figure }) => figure)),
      publisher: present(publisher, presentedTo),
      publication: present(...(corrects ?? []), supersededBy),
    };
    const titles = await this.queries.execute(new GetTitles({ named, ...recordedBy }));
    const { figures, next } = printed.body;
    sendPage(request, reply, {
      template: 'publication',
      content: { ...whole.body, figures, next, titles: titles.body },
      position: Math.min(whole.position, printed.position, titles.position),
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
    const named = namedBy(figure.body, history.body);
    const titles = await this.queries.execute(new GetTitles({ named, ...recordedBy }));
    sendPage(request, reply, {
      template: 'figure',
      content: { ...figure.body, asked: clocks, history: history.body, titles: titles.body },
      position: Math.min(figure.position, history.position, titles.position),
    });
  }

  @Get('assets/ledger.css')
  styles(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const type = 'text/css; charset=utf-8';
    sendText(request, reply, { type, body: STYLES, headers: PAGE_HEADERS });
  }
}

/** Whatever a figure's page names by code or id. */
function namedBy(
  { figure, chain, clocks, ownership, valueInForce }: FigureAnswer,
  { events }: FigureHistory,
): TitlesQuestion['named'] {
  const dated = clocks.datedWithin.map(({ publication }) => publication);
  const named = namedIn([figure]);
  const publishers = [...chain, ...events].map(({ publication }) => publication.publisher);
  return {
    ...named,
    area: [...(named.area ?? []), ...present(ownership.area)],
    publisher: [ownership.owner, ...publishers],
    publication: [
      ...dated,
      ...present(valueInForce?.since.publication),
      ...present(valueInForce?.textSince.publication),
      ...chain.flatMap(({ change }) =>
        change?.kind === 'restatement' ? present(change.notice?.publication) : [],
      ),
    ],
  };
}
