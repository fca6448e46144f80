import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { answerText } from '@ledger/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  JSON_TYPE,
  API,
  ApiRefusals,
  schemaRef,
  NotReady,
  type FaultyCheck,
  problemOf,
  sendProblem,
} from '@ledger/web';
import { HEALTH_CHECKS, type HealthCheck } from './health-check.js';

const HEALTH = { 'application/json': { schema: schemaRef('Health') } };

/** Whether the process lives, and whether it can serve. */
@ApiTags('operations')
@Controller([`${API}/health`, 'health'])
export class HealthController {
  constructor(@Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[]) {}

  @Get('live')
  @ApiOperation({ summary: 'True as long as the process answers at all.' })
  @ApiResponse({ status: 200, description: 'It lives.', content: HEALTH })
  @ApiRefusals([])
  live(@Res() reply: FastifyReply): void {
    sendHealth(reply, []);
  }

  @Get('ready')
  @ApiOperation({ summary: 'True if requests can be served: log, views, projections.' })
  @ApiResponse({ status: 200, description: 'It can serve.', content: HEALTH })
  @ApiRefusals(['not-ready'])
  async ready(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const faulty = (await Promise.all(this.checks.map(faultOf))).filter(
      (one) => one !== undefined,
    );
    if (faulty.length === 0) {
      sendHealth(reply, this.checks);
      return;
    }
    const problem = problemOf(new NotReady(faulty), request.id, true);
    // Not thrown: a probe that polls every second would fill the log with errors.
    if (problem !== undefined) sendProblem(reply, { ...problem, facts: { faulty } });
  }
}

/** A check that throws is a failed check. */
async function faultOf(check: HealthCheck): Promise<FaultyCheck | undefined> {
  try {
    const found = await check.fault();
    return found === undefined ? undefined : { name: check.name, fault: found };
  } catch (error) {
    return { name: check.name, fault: error instanceof Error ? error.message : String(error) };
  }
}

function sendHealth(reply: FastifyReply, checks: readonly HealthCheck[]): void {
  void reply
    .header('content-type', JSON_TYPE)
    .header('cache-control', 'no-store')
    .send(answerText('Health', { status: 'well', checks: checks.map(({ name }) => name) }));
}
