import { Controller, Get, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { FIGURES_PARAMETERS, PAGING_PARAMETERS, type Asked } from '@ledger/contract';
import {
  GetTitles,
  ListPublications,
  ListTopics,
  SearchFigures,
} from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { namedIn } from '../words/named-in.js';

/** How many of the latest publications the first page shows. */
const LATEST = 10;

const SEARCH_PAGE = { q: FIGURES_PARAMETERS.q, ...PAGING_PARAMETERS };

/** Where somebody begins: a search, and what is new. */
@ApiExcludeController()
@Controller()
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class StartPagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async index(@PageQuery(SEARCH_PAGE) search: Asked<typeof SEARCH_PAGE>): Promise<TextAnswer> {
    const found = await this.queries.execute(new SearchFigures(search));
    const listed = await this.queries.execute(new ListPublications({ limit: LATEST }));
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
}
