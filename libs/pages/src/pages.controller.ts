import { Controller, Get, Param, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  CLOCK_PARAMETERS,
  FIGURES_PARAMETERS,
  PAGING_PARAMETERS,
  type Asked,
} from '@ledger/contract';
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
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { namedIn, present } from './named-in.js';
import { PageFilter } from './page.filter.js';
import { PageQuery } from './page-query.js';
import { PAGE_HEADERS, pageOf } from './send-page.js';
import { STYLES } from './styles.js';

/** A publication's page holds as much of it as one answer does. */
const APPEARANCES_MAX = 500;
const HISTORY_EVENTS_MAX = 100;

const SEARCH_PAGE = { q: FIGURES_PARAMETERS.q, ...PAGING_PARAMETERS };
const PUBLICATION_PAGE = { ...CLOCK_PARAMETERS, ...PAGING_PARAMETERS };

/** The ledger in a browser. */
@ApiExcludeController()
@Controller()
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class PagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async index(@PageQuery(SEARCH_PAGE) search: Asked<typeof SEARCH_PAGE>): Promise<TextAnswer> {
    const found = await this.queries.execute(new SearchFigures(search));
    const listed = await this.queries.execute(new ListPublications({ limit: APPEARANCES_MAX }));
    const topics = await this.queries.execute(new ListTopics({}));
    const named = {
      ...namedIn(found.body.figures.map(({ figure }) => figure)),
      publisher: listed.body.publications.map(({ publisher }) => publisher),
    };
    const titles = await this.queries.execute(new GetTitles({ named }));
    const { publications } = listed.body;
    return pageOf(
      'index',
      { q: search.q, publications, ...topics.body, ...found.body, titles: titles.body },
      Math.min(found.position, listed.position, titles.position),
    );
  }

  @Get('publications/:id')
  async publication(
    @Param('id') id: string,
    @PageQuery(PUBLICATION_PAGE)
    asked: Asked<typeof PUBLICATION_PAGE>,
  ): Promise<TextAnswer> {
    const { limit = APPEARANCES_MAX, cursor, ...clocks } = asked;
    const whole = await this.queries.execute(new GetPublication({ id, ...clocks }));
    const { publishedBy: _publishedBy, ...recordedBy } = clocks;
    const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const question = { id, ...recordedBy, ...page };
    const printed = await this.queries.execute(new GetPublicationFigures(question));
    const { publication } = whole.body;
    const { corrects, correctedBy, supersedes, supersededBy } = publication;
    const named = {
      ...namedIn(printed.body.figures.map(({ figure }) => figure)),
      publisher: present(publication.publisher, publication.presentedTo),
      publication: [...corrects, ...correctedBy, ...supersedes, ...present(supersededBy)],
    };
    const titles = await this.queries.execute(new GetTitles({ named, ...recordedBy }));
    const { figures, next } = printed.body;
    return pageOf(
      'publication',
      { ...whole.body, figures, next, titles: titles.body },
      Math.min(whole.position, printed.position, titles.position),
    );
  }

  @Get('figures/*')
  async figure(
    @Param('*') key: string,
    @PageQuery(CLOCK_PARAMETERS) clocks: Asked<typeof CLOCK_PARAMETERS>,
  ): Promise<TextAnswer> {
    const figure = await this.queries.execute(new GetFigure({ key, ...clocks }));
    const { publishedBy: _publishedBy, ...recordedBy } = clocks;
    const asked = { key, ...recordedBy, limit: HISTORY_EVENTS_MAX };
    const history = await this.queries.execute(new GetFigureHistory(asked));
    const named = namedBy(figure.body, history.body);
    const titles = await this.queries.execute(new GetTitles({ named, ...recordedBy }));
    return pageOf(
      'figure',
      { ...figure.body, asked: clocks, history: history.body, titles: titles.body },
      Math.min(figure.position, history.position, titles.position),
    );
  }

  @Get('assets/ledger.css')
  styles(): TextAnswer {
    return { type: 'text/css; charset=utf-8', body: STYLES, headers: PAGE_HEADERS };
  }
}

/** Everything that a figure's page names by code or id. */
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
