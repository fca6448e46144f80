import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import {
  chooseMediaType,
  JSON_TYPE,
  NotAcceptable,
  PROBLEM_TYPE,
  problemFor,
  sendProblem,
} from '@ledger/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_TYPE, sendErrorPage } from './send-page.js';

/** Answers people with a page and programs with a problem document. */
@Catch()
export class UnknownPageFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>().header('vary', 'accept');
    const problem = problemFor(error, request);
    if (prefersPages(request.headers.accept)) sendErrorPage(reply, problem);
    else sendProblem(reply, problem);
  }
}

/** A client that accepts neither gets a problem document. */
function prefersPages(accept: string | undefined): boolean {
  try {
    return chooseMediaType(accept, [PROBLEM_TYPE, JSON_TYPE, PAGE_TYPE]) === PAGE_TYPE;
  } catch (error) {
    if (error instanceof NotAcceptable) return false;
    throw error;
  }
}
