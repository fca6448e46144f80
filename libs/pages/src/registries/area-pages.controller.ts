import { Controller, Get, Param, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { AREAS_PARAMETERS, PAGING_PARAMETERS, type Asked } from '@ledger/contract';
import { GetTitles, ListAreas, SearchFigures } from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { namedIn, present } from '../words/named-in.js';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';

const { recordedBy: _recordedBy, ...AREAS_PAGE } = AREAS_PARAMETERS;

/** Areas, and the figures about each. */
@ApiExcludeController()
@Controller('areas')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class AreaPagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(@PageQuery(AREAS_PAGE) asked: Asked<typeof AREAS_PAGE>): Promise<TextAnswer> {
    const listed = await this.queries.execute(new ListAreas(asked));
    const area = listed.body.areas.flatMap(({ parent }) => present(parent));
    const titles = await this.queries.execute(new GetTitles({ named: { area } }));
    const content = { q: asked.q, ...listed.body, titles: titles.body };
    return pageOf('areas', content, Math.min(listed.position, titles.position));
  }

  @Get(':id')
  async area(
    @Param('id') id: string,
    @PageQuery(PAGING_PARAMETERS) page: Asked<typeof PAGING_PARAMETERS>,
  ): Promise<TextAnswer> {
    const found = await this.queries.execute(new SearchFigures({ area: id, ...page }));
    const named = namedIn(found.body.figures.map(({ figure }) => figure));
    const area = [id, ...(named.area ?? [])];
    const titles = await this.queries.execute(new GetTitles({ named: { ...named, area } }));
    const content = { id, ...found.body, titles: titles.body };
    return pageOf('area', content, Math.min(found.position, titles.position));
  }
}
