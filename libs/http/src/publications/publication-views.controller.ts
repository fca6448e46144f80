import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { COMPARED } from '@ledger/contract';
import {
  ComparePublications,
  GetPublication,
  GetPublicationFigures,
  ListPublications,
  type Answer,
  type AskedClocks,
  type Comparison,
  type ComparisonQuestion,
  type ListedPublications,
  type PrintedFigures,
  type PublicationAnswer,
} from '@ledger/figures-read-models';
import { PRINTED_FIGURES } from '@ledger/figures-tables';
import {
  AcceptedForm,
  API,
  ApiRead,
  CSV_TYPE,
  LIST_PARAMETERS,
  QueryList,
  QueryRecordedBy,
  QueryTexts,
  QueryWord,
  RECORDED_BY_PARAMETER,
  TABLE_PARAMETERS,
  textParameter,
  type ReadAnswer,
  type AskedList,
} from '@ledger/web';
import { pagedTableAnswer, TableRequest, type AskedTable } from '../tables/table-answer.js';

/** Publications and what they printed. */
@ApiTags('publications')
@Controller(`${API}/publications`)
export class PublicationViewsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiRead({
    summary: 'Publications, the newest first, without those under embargo.',
    answers: { 'application/json': 'Publications' },
    parameters: [
      textParameter('q', 'Words of its title or id, all of them.', 'delivery board'),
      textParameter('publisher', 'Id of a publisher.', 'kent-police'),
      ...LIST_PARAMETERS,
    ],
    refusals: ['malformed-cursor', 'search-without-words', 'unknown-publisher'],
  })
  list(
    @QueryTexts('q', 'publisher') filter: { readonly q?: string; readonly publisher?: string },
    @QueryList() list: AskedList,
  ): Promise<Answer<ListedPublications>> {
    return this.queries.execute(new ListPublications({ ...filter, ...list }));
  }

  @Get(':id')
  @ApiRead({
    summary: 'A publication: what it is, how complete its capture is, what it did to figures.',
    answers: { 'application/json': 'Publication' },
    parameters: [RECORDED_BY_PARAMETER],
    refusals: ['unknown-publication', 'publication-under-embargo'],
  })
  get(
    @Param('id') id: string,
    @QueryRecordedBy() clocks: AskedClocks,
  ): Promise<Answer<PublicationAnswer>> {
    return this.queries.execute(new GetPublication({ id, ...clocks }));
  }

  @Get(':id/figures')
  @ApiRead({
    summary: 'What a publication printed, in the order of its own pages.',
    answers: { 'application/json': 'PrintedFigures', 'text/csv': 'Text' },
    parameters: [RECORDED_BY_PARAMETER, ...TABLE_PARAMETERS],
    refusals: ['unknown-publication', 'publication-under-embargo', 'malformed-cursor'],
  })
  async figures(
    @Param('id') id: string,
    @AcceptedForm() form: string,
    @TableRequest() asked: AskedTable,
    @QueryRecordedBy() clocks: AskedClocks,
  ): Promise<ReadAnswer<PrintedFigures>> {
    const question = { id, ...asked.pageIn(form), ...clocks };
    const answer = await this.queries.execute(new GetPublicationFigures(question));
    if (form !== CSV_TYPE) return answer;
    const { recordedBy } = answer.body;
    const next = (cursor: string) =>
      new GetPublicationFigures({ ...question, recordedBy, cursor });
    return pagedTableAnswer(asked, {
      table: PRINTED_FIGURES,
      page: async (cursor) =>
        cursor === undefined ? answer : this.queries.execute(next(cursor)),
      rows: ({ figures }) => figures,
    });
  }

  @Get(':id/compare/:other')
  // Decorators run from the last to the first, and the document keeps that order.
  @ApiParam({ name: 'other', type: String })
  @ApiParam({ name: 'id', type: String })
  @ApiRead({
    summary: 'What two publications printed, side by side.',
    answers: { 'application/json': 'Comparison' },
    parameters: [
      {
        name: 'only',
        required: false,
        description: 'Only figures with this relation between the two publications.',
        schema: { type: 'string', enum: [...COMPARED] },
      },
      ...LIST_PARAMETERS,
    ],
    refusals: ['unknown-publication', 'publication-under-embargo', 'malformed-cursor'],
  })
  compare(
    @Param() { id: a, other: b }: { readonly id: string; readonly other: string },
    @QueryWord('only', COMPARED) only: Pick<ComparisonQuestion, 'only'>,
    @QueryList() list: AskedList,
  ): Promise<Answer<Comparison>> {
    return this.queries.execute(new ComparePublications({ a, b, ...only, ...list }));
  }
}
