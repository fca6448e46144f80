import { SERIES_PARAMETERS, type Asked } from '@ledger/contract';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { GetSeries, type SeriesAnswer } from '@ledger/figures-read-models';
import { sdmxCsvOf, SERIES_POINTS, seriesRows } from '@ledger/figures-tables';
import {
  AcceptedForm,
  API,
  ApiRead,
  CSV_TYPE,
  JSON_TYPE,
  QueryValues,
  SDMX_CSV_TYPE,
  type ReadAnswer,
} from '@ledger/web';
import { RequestUrl, tableAnswer } from '../tables/table-answer.js';

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
    parameters: SERIES_PARAMETERS,
    refusals: ['unknown-measure', 'unknown-area', 'series-too-wide'],
  })
  async series(
    @QueryValues() { bom, ...choice }: Asked<typeof SERIES_PARAMETERS>,
    @Param('measure') measure: string,
    @AcceptedForm() form: string,
    @RequestUrl() url: string,
  ): Promise<ReadAnswer<SeriesAnswer>> {
    const answer = await this.queries.execute(new GetSeries({ measure, ...choice }));
    if (form === JSON_TYPE) return answer;
    const { position } = answer;
    const rows = seriesRows(answer.body);
    if (form === CSV_TYPE) {
      const asked = { url, ...(bom === undefined ? {} : { bom }) };
      return tableAnswer(asked, { table: SERIES_POINTS, rows, position });
    }
    return {
      type: `${SDMX_CSV_TYPE}; version=1.0.0`,
      body: sdmxCsvOf(rows),
      position,
      headers: { vary: 'accept' },
    };
  }
}
