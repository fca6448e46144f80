import { Controller, Get, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { FIGURES_PARAMETERS, type Asked } from '@ledger/contract';
import { GetTitles, ListPublications, ListTopics } from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { namedIn, present } from '../words/named-in.js';
import { foundByKind, isSuperseded } from './found-by-kind.js';
import { openFindings, overdueFollowUps } from './open-work.js';

/** How many of the latest publications the first page shows. */
const LATEST = 10;

const SEARCH_PAGE = { q: FIGURES_PARAMETERS.q };

/** Where somebody begins: a search, and what is new. */
@ApiExcludeController()
@Controller()
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class StartPagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  index(@PageQuery(SEARCH_PAGE) { q }: Asked<typeof SEARCH_PAGE>): Promise<TextAnswer> {
    return q === undefined ? this.#start() : this.#found(q);
  }

  async #start(): Promise<TextAnswer> {
    const listed = await this.queries.execute(new ListPublications({ limit: LATEST }));
    const topics = await this.queries.execute(new ListTopics({}));
    const { publications } = listed.body;
    const overdue = await overdueFollowUps(this.queries);
    const findings = await openFindings(this.queries);
    const named = {
      publisher: publications.map(({ publisher }) => publisher),
      publication: overdue.shown.flatMap(({ subject }) => present(subject.publication)),
    };
    const titles = await this.queries.execute(new GetTitles({ named }));
    return pageOf(
      'index',
      { publications, ...topics.body, overdue, findings, titles: titles.body },
      Math.min(listed.position, topics.position, titles.position),
    );
  }

  async #found(q: string): Promise<TextAnswer> {
    const found = await foundByKind(this.queries, q);
    const { figures, publications, measures, areas } = found;
    const printers = figures.shown.flatMap(({ printed }) => printed);
    const identities = namedIn(figures.shown.map(({ figure }) => figure));
    const named = {
      ...identities,
      area: [
        ...(identities.area ?? []),
        ...areas.shown.flatMap(({ parent }) => present(parent)),
      ],
      publisher: [
        ...publications.shown.map(({ publisher }) => publisher),
        ...measures.shown.map(({ owner }) => owner),
        ...printers.map(({ publication }) => publication.publisher),
      ],
    };
    const titles = await this.queries.execute(new GetTitles({ named }));
    const shown = figures.shown.map((one) => ({ ...one, isSuperseded: isSuperseded(one) }));
    return pageOf(
      'search',
      { q, ...found, figures: { ...figures, shown }, titles: titles.body },
      Math.min(found.position, titles.position),
    );
  }
}
