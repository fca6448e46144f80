import { Controller, Get, Param, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  CLOCK_PARAMETERS,
  PAGING_PARAMETERS,
  PUBLICATIONS_PARAMETERS,
  type Asked,
} from '@ledger/contract';
import {
  GetPublication,
  GetPublicationFigures,
  GetTitles,
  ListPublications,
} from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { namedIn, present } from '../words/named-in.js';
import { firstOnLines, printedSections } from './printed-parts.js';
import { touchingFindings } from './touching-findings.js';

/** A publication's page holds as much of it as one answer does. */
const APPEARANCES_MAX = 500;

const { recordedBy: _recordedBy, ...PUBLICATIONS_PAGE } = PUBLICATIONS_PARAMETERS;
const PUBLICATION_PAGE = { ...CLOCK_PARAMETERS, ...PAGING_PARAMETERS };

/** Publications, and each as it was printed. */
@ApiExcludeController()
@Controller('publications')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class PublicationPagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(
    @PageQuery(PUBLICATIONS_PAGE) asked: Asked<typeof PUBLICATIONS_PAGE>,
  ): Promise<TextAnswer> {
    const listed = await this.queries.execute(new ListPublications(asked));
    const publisher = [
      ...present(asked.publisher),
      ...listed.body.publications.map((one) => one.publisher),
    ];
    const titles = await this.queries.execute(new GetTitles({ named: { publisher } }));
    return pageOf(
      'publications',
      { asked, ...listed.body, titles: titles.body },
      Math.min(listed.position, titles.position),
    );
  }

  @Get(':id')
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
    const findings = await touchingFindings(this.queries, { publication: id, ...recordedBy });
    const content = { sections: printedSections(figures), firsts: firstOnLines(figures) };
    return pageOf(
      'publication',
      { ...whole.body, ...content, findings, next, titles: titles.body },
      Math.min(whole.position, printed.position, titles.position),
    );
  }
}
