import { CHANGES_PARAMETERS, type Asked } from '@ledger/contract';
import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CHANGES } from '@ledger/figures-tables';
import { ListChanges, type ListedChanges } from '@ledger/figures-read-models';
import {
  AcceptedForm,
  API,
  ApiRead,
  CSV_TYPE,
  QueryValues,
  type ReadAnswer,
} from '@ledger/web';
import { pagedTableAnswer, pageIn, RequestUrl } from '../tables/table-answer.js';

/** What happened to values after they were first printed. */
@ApiTags('changes')
@Controller(`${API}/changes`)
export class ChangesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiRead({
    summary:
      'What happened to values after they were first printed: confirmed, revised, restated, ' +
      'finalised, contradicted, withdrawn, recorded again, and what we corrected or retracted ' +
      'of our own captures. A page may be short, or empty, though there are more.',
    answers: { 'application/json': 'ListedChanges', 'text/csv': 'Text' },
    parameters: CHANGES_PARAMETERS,
    refusals: [
      'malformed-cursor',
      'publication-under-embargo',
      'unknown-area',
      'unknown-measure',
      'unknown-publication',
      'unknown-publisher',
    ],
  })
  async list(
    @QueryValues() asked: Asked<typeof CHANGES_PARAMETERS>,
    @AcceptedForm() form: string,
    @RequestUrl() url: string,
  ): Promise<ReadAnswer<ListedChanges>> {
    const { bom: _bom, ...rest } = asked;
    const question = { ...rest, ...pageIn(form, asked) };
    const answer = await this.queries.execute(new ListChanges(question));
    if (form !== CSV_TYPE) return answer;
    const { clocks } = answer.body;
    return pagedTableAnswer({ url, ...asked }, answer, {
      table: CHANGES,
      rows: ({ changes }) => changes,
      page: (cursor) =>
        this.queries.execute(new ListChanges({ ...question, ...clocks, cursor })),
    });
  }
}
