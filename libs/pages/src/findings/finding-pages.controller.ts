import { Controller, Get, Param, UseFilters, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { FINDING_PARAMETERS, FINDINGS_PARAMETERS, type Asked } from '@ledger/contract';
import { GetTitles, ListFindings } from '@ledger/figures-read-models';
import { AnswerInterceptor, type TextAnswer } from '@ledger/web';
import { PageFilter } from '../frame/page.filter.js';
import { PageQuery } from '../frame/page-query.js';
import { pageOf } from '../frame/send-page.js';
import { choicesOf } from '../words/choices.js';
import { present } from '../words/named-in.js';
import { findingPage, namedInFindings } from './finding-page.js';

const { bom: _bom, ...FINDINGS_PAGE } = FINDINGS_PARAMETERS;

/** What may be chosen of findings. */
const CHOICES = {
  severity: choicesOf(FINDINGS_PARAMETERS.severity),
  status: choicesOf(FINDINGS_PARAMETERS.status),
  verdict: choicesOf(FINDINGS_PARAMETERS.verdict),
  rule: choicesOf(FINDINGS_PARAMETERS.rule),
};

/** What printed numbers say against each other, and what was decided about it. */
@ApiExcludeController()
@Controller('findings')
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class FindingPagesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(
    @PageQuery(FINDINGS_PAGE) asked: Asked<typeof FINDINGS_PAGE>,
  ): Promise<TextAnswer> {
    const listed = await this.queries.execute(new ListFindings(asked));
    const found = namedInFindings(listed.body.findings);
    const named = {
      area: present(asked.area),
      measure: [...(found.measure ?? []), ...present(asked.measure)],
      publication: [...(found.publication ?? []), ...present(asked.publication)],
    };
    const titles = await this.queries.execute(new GetTitles({ named }));
    return pageOf(
      'findings',
      { asked, choices: CHOICES, ...listed.body, titles: titles.body },
      Math.min(listed.position, titles.position),
    );
  }

  @Get(':id')
  finding(
    @Param('id') id: string,
    @PageQuery(FINDING_PARAMETERS) asked: Asked<typeof FINDING_PARAMETERS>,
  ): Promise<TextAnswer> {
    return findingPage(this.queries, { id, ...asked });
  }
}
