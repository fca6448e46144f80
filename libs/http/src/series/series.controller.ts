import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { GetSeries, type SeriesAnswer, type SeriesQuestion } from '@ledger/figures-read-models';
import { sdmxCsvOf, SERIES_POINTS, seriesRows } from '@ledger/figures-tables';
import {
  AcceptedForm,
  API,
  ApiRead,
  BOM_PARAMETER,
  CLOCK_PARAMETERS,
  CSV_TYPE,
  JSON_TYPE,
  QuerySeries,
  SDMX_CSV_TYPE,
  SERIES_PARAMETERS,
  type ReadAnswer,
} from '@ledger/web';
import { tableAnswer, TableRequest, type AskedTable } from '../tables/table-answer.js';

/** Measures over time. */
@ApiTags('figures')
@Controller(`${API}/series`)
export class SeriesController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':measure')
  @ApiRead({
    summary: 'A measure by period, with its vintage matrix and revision statistics.',
    answers: {
      'application/json': 'Series',
      'text/csv': 'Text',
      'application/vnd.sdmx.data+csv': 'Text',
    },
    parameters: [...SERIES_PARAMETERS, ...CLOCK_PARAMETERS, BOM_PARAMETER],
    refusals: ['unknown-measure', 'unknown-area', 'series-too-wide'],
  })
  async series(
    @Param('measure') measure: string,
    @QuerySeries() choice: Omit<SeriesQuestion, 'measure'>,
    @AcceptedForm() form: string,
    @TableRequest() asked: AskedTable,
  ): Promise<ReadAnswer<SeriesAnswer>> {
    const answer = await this.queries.execute(new GetSeries({ measure, ...choice }));
    if (form === JSON_TYPE) return answer;
    const { position } = answer;
    const rows = seriesRows(answer.body);
    if (form === CSV_TYPE) return tableAnswer(asked, { table: SERIES_POINTS, rows, position });
    return {
      type: `${SDMX_CSV_TYPE}; version=1.0.0`,
      body: sdmxCsvOf(rows),
      position,
      headers: { vary: 'accept' },
    };
  }
}
