import { Controller, Get, Param, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { PAGE_LIMIT_MAX, PAGING_PARAMETERS, type Asked } from '@ledger/contract';
import type { OwnershipFacts } from '@ledger/figures-domain';
import {
  GetTitles,
  ListOwnerships,
  ListPublications,
  ListPublishers,
  type Answer,
  type ListedOwnerships,
} from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { present } from '../words/named-in.js';

/** Publishers, and what each published and owns. */
@ApiExcludeController()
@Controller('publishers')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class PublisherPagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(
    @PageQuery(PAGING_PARAMETERS) page: Asked<typeof PAGING_PARAMETERS>,
  ): Promise<TextAnswer> {
    const { body, position } = await this.queries.execute(new ListPublishers(page));
    return pageOf('publishers', body, position);
  }

  @Get(':id')
  async publisher(
    @Param('id') id: string,
    @PageQuery(PAGING_PARAMETERS) page: Asked<typeof PAGING_PARAMETERS>,
  ): Promise<TextAnswer> {
    const question = { publisher: id, ...page };
    const listed = await this.queries.execute(new ListPublications(question));
    const ownerships = await this.#ownedBy(id);
    const named = {
      publisher: [id],
      area: ownerships.flatMap(({ area }) => present(area)),
      measure: ownerships.flatMap(({ measures }) => present(measures)),
    };
    const titles = await this.queries.execute(new GetTitles({ named }));
    return pageOf(
      'publisher',
      { id, asked: question, ...listed.body, ownerships, titles: titles.body },
      Math.min(listed.position, titles.position),
    );
  }

  async #ownedBy(id: string): Promise<readonly OwnershipFacts[]> {
    const owned: OwnershipFacts[] = [];
    const limit = PAGE_LIMIT_MAX;
    let page: Asked<typeof PAGING_PARAMETERS> | null = { limit };
    while (page !== null) {
      const { body }: Answer<ListedOwnerships> = await this.queries.execute(
        new ListOwnerships(page),
      );
      owned.push(...body.ownerships.filter(({ owner }) => owner === id));
      page = body.next === null ? null : { limit, cursor: body.next };
    }
    return owned;
  }
}
