import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { GetSeries } from '@ledger/figures-read-models';
import { sdmxCsvOf, SERIES_POINTS, seriesRows } from '@ledger/figures-tables';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  chooseMediaType,
  CSV_TYPE,
  JSON_TYPE,
  SDMX_CSV_TYPE,
  sendText,
  sendView,
  API,
  ApiRead,
  BOM_PARAMETER,
  CLOCK_PARAMETERS,
  SERIES_PARAMETERS,
  readSeries,
  SERIES_NAMES,
  ReadYourWrites,
} from '@ledger/web';
import { BOM, sendTable } from '../tables/send-table.js';

const FORMS = [JSON_TYPE, CSV_TYPE, SDMX_CSV_TYPE] as const;

/** Measures over time. */
@ApiTags('figures')
@Controller(`${API}/series`)
export class SeriesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waiting: ReadYourWrites,
  ) {}

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
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const type = chooseMediaType(request.headers.accept, FORMS);
    const query = await this.waiting.parametersOf(request, [...SERIES_NAMES, BOM]);
    const answer = await this.queries.execute(new GetSeries(readSeries(measure, query)));
    if (type === JSON_TYPE) return sendView(request, reply, answer);
    const { position } = answer;
    const rows = seriesRows(answer.body);
    if (type === CSV_TYPE) {
      return sendTable(request, reply, { table: SERIES_POINTS, rows, position });
    }
    return sendText(request, reply, {
      type: `${SDMX_CSV_TYPE}; version=1.0.0`,
      body: sdmxCsvOf(rows),
      position,
      headers: { vary: 'accept' },
    });
  }
}
