import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { API, ApiRefusals, ApiResponses, ANSWER_HEADERS, schemaRef } from '@ledger/web';
import { Metrics } from './metrics.js';

/** Metrics for scrapers. */
@ApiTags('operations')
@Controller([`${API}/metrics`, 'metrics'])
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @ApiOperation({ summary: 'What the server measures of itself, for Prometheus.' })
  @ApiResponses({
    200: {
      description: 'Prometheus text format.',
      headers: ANSWER_HEADERS,
      content: { 'text/plain': { schema: schemaRef('Text') } },
    },
  })
  @ApiRefusals(['store-unavailable', 'store-access-denied', 'views-unavailable'])
  async read(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.exposition();
    void reply
      .header('content-type', this.metrics.contentType)
      .header('cache-control', 'no-store')
      .send(text);
  }
}
