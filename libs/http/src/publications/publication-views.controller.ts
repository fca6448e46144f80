import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import {
  COMPARISON_PARAMETERS,
  PRINTED_FIGURES_PARAMETERS,
  PUBLICATIONS_PARAMETERS,
  CLOCK_PARAMETERS,
  type Asked,
} from '@ledger/contract';
import {
  ComparePublications,
  GetPublication,
  GetPublicationFigures,
  ListPublications,
  type Answer,
  type Comparison,
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
  QueryValues,
  type ReadAnswer,
} from '@ledger/web';
import { pagedTableAnswer, pageIn, RequestUrl } from '../tables/table-answer.js';

/** Publications and what they printed. */
@ApiTags('publications')
@Controller(`${API}/publications`)
export class PublicationViewsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiRead({
    summary: 'Publications, the newest first, without those under embargo.',
    answers: { 'application/json': 'Publications' },
    parameters: PUBLICATIONS_PARAMETERS,
    refusals: ['malformed-cursor', 'search-without-words', 'unknown-publisher'],
  })
  list(
    @QueryValues() asked: Asked<typeof PUBLICATIONS_PARAMETERS>,
  ): Promise<Answer<ListedPublications>> {
    return this.queries.execute(new ListPublications(asked));
  }

  @Get(':id')
  @ApiRead({
    summary: 'A publication: what it is, how complete its capture is, what it did to figures.',
    answers: { 'application/json': 'Publication' },
    parameters: CLOCK_PARAMETERS,
    refusals: ['unknown-publication', 'publication-under-embargo'],
  })
  get(
    @QueryValues() asked: Asked<typeof CLOCK_PARAMETERS>,
    @Param('id') id: string,
  ): Promise<Answer<PublicationAnswer>> {
    return this.queries.execute(new GetPublication({ id, ...asked }));
  }

  @Get(':id/figures')
  @ApiRead({
    summary: 'What a publication printed, in the order of its own pages.',
    answers: { 'application/json': 'PrintedFigures', 'text/csv': 'Text' },
    parameters: PRINTED_FIGURES_PARAMETERS,
    refusals: ['unknown-publication', 'publication-under-embargo', 'malformed-cursor'],
  })
  async figures(
    @QueryValues() asked: Asked<typeof PRINTED_FIGURES_PARAMETERS>,
    @Param('id') id: string,
    @AcceptedForm() form: string,
    @RequestUrl() url: string,
  ): Promise<ReadAnswer<PrintedFigures>> {
    const { bom: _bom, ...rest } = asked;
    const question = { id, ...rest, ...pageIn(form, asked) };
    const answer = await this.queries.execute(new GetPublicationFigures(question));
    if (form !== CSV_TYPE) return answer;
    const { recordedBy } = answer.body;
    return pagedTableAnswer({ url, ...asked }, answer, {
      table: PRINTED_FIGURES,
      rows: ({ figures }) => figures,
      page: (cursor) =>
        this.queries.execute(new GetPublicationFigures({ ...question, recordedBy, cursor })),
    });
  }

  @Get(':id/compare/:other')
  // Decorators run from the last to the first, and the document keeps that order.
  @ApiParam({ name: 'other', type: String })
  @ApiParam({ name: 'id', type: String })
  @ApiRead({
    summary: 'What two publications printed, side by side.',
    answers: { 'application/json': 'Comparison' },
    parameters: COMPARISON_PARAMETERS,
    refusals: ['unknown-publication', 'publication-under-embargo', 'malformed-cursor'],
  })
  compare(
    @QueryValues() asked: Asked<typeof COMPARISON_PARAMETERS>,
    @Param() { id: a, other: b }: { readonly id: string; readonly other: string },
  ): Promise<Answer<Comparison>> {
    return this.queries.execute(new ComparePublications({ a, b, ...asked }));
  }
}
