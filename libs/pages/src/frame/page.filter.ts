import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problemFor } from '@ledger/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendErrorPage } from './send-page.js';

/** Shows people in a page what programs get in a problem document. */
@Catch()
export class PageFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = problemFor(error, http.getRequest<FastifyRequest>());
    sendErrorPage(http.getResponse<FastifyReply>(), problem);
  }
}
