import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { metadataOf, TABLES } from '@ledger/figures-tables';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  sendText,
  API,
  ApiRefusals,
  ApiParams,
  schemaRef,
  textParameter,
  MalformedParameter,
  UnknownTable,
  readText,
  refuseUnknown,
  type QueryParameters,
} from '@ledger/web';

/** The media type of CSVW metadata. */
export const CSVM_TYPE = 'application/csvm+json';

/** What the columns of answers in CSV mean. */
@ApiTags('operations')
@Controller(`${API}/tables`)
export class TablesController {
  @Get(':name')
  @ApiOperation({ summary: 'What the columns of an answer in CSV mean, as CSVW metadata.' })
  @ApiParams([
    textParameter('of', 'Address of the table, under this interface.', '/api/v1/figures.csv'),
  ])
  @ApiParam({ name: 'name', schema: { type: 'string', enum: TABLES.map(({ name }) => name) } })
  @ApiResponse({
    status: 200,
    description: 'CSVW metadata.',
    content: { [CSVM_TYPE]: { schema: schemaRef('TableMetadata') } },
  })
  @ApiResponse({ status: 304, description: 'As the caller has it.' })
  @ApiRefusals(['unknown-table', 'malformed-parameter', 'unknown-parameter'])
  describe(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const table = TABLES.find((one) => one.name === name);
    if (table === undefined) throw new UnknownTable(name);
    const query = request.query as QueryParameters;
    refuseUnknown(query, ['of']);
    const url = readText(query, 'of') ?? `${table.name}.csv`;
    if (query['of'] !== undefined && !url.startsWith(`/${API}/`)) {
      throw new MalformedParameter('of', url, `an address under /${API}/`);
    }
    sendText(request, reply, { type: CSVM_TYPE, body: JSON.stringify(metadataOf(table, url)) });
  }
}
