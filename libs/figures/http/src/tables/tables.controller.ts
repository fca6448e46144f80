import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendText } from '../answer/send-text.js';
import { API } from '../frame/api-path.js';
import { Refuses } from '../openapi/documented.js';
import { schemaRef } from '../openapi/operations.js';
import { UnknownTable } from '../problem/http-refusals.js';
import { TABLES } from './figure-tables.js';
import { metadataOf } from './tabular.js';

/** The media type of CSVW metadata. */
export const CSVM_TYPE = 'application/csvm+json';

/** What the columns of answers in CSV mean. */
@ApiTags('operations')
@Controller(`${API}/tables`)
export class TablesController {
  @Get(':name')
  @ApiOperation({ summary: 'What the columns of an answer in CSV mean, as CSVW metadata.' })
  @ApiParam({ name: 'name', schema: { type: 'string', enum: TABLES.map(({ name }) => name) } })
  @ApiResponse({
    status: 200,
    description: 'CSVW metadata.',
    content: { [CSVM_TYPE]: { schema: schemaRef('TableMetadata') } },
  })
  @ApiResponse({ status: 304, description: 'As the caller has it.' })
  @Refuses(['unknown-table'])
  describe(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const table = TABLES.find((one) => one.name === name);
    if (table === undefined) throw new UnknownTable(name);
    sendText(request, reply, { type: CSVM_TYPE, body: JSON.stringify(metadataOf(table)) });
  }
}
