import { Injectable, type CallHandler, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { chosenForm, acceptedParametersOf } from '../route/route-metadata.js';
import { refuseUnknown, type QueryParameters } from '../request/query-parameters.js';
import { ReadYourWrites } from '../request/read-your-writes.js';
import { AnswerInterceptor, type Payload, type RouteAnswer } from './answer.interceptor.js';

/**
 * Answers the reads that `ApiRead` describes. Before one runs, its client has to accept one of
 * its forms and to use no parameter it does not have, and the views have to reflect the position
 * that the client waits for.
 */
@Injectable()
export class ReadInterceptor extends AnswerInterceptor {
  constructor(private readonly waiting: ReadYourWrites) {
    super();
  }

  /**
   * @throws {NotAcceptable | UnknownParameter | MalformedParameter | MalformedHeader}
   * @throws {ViewsBehind} the views did not come as far as the client waits for
   */
  override async intercept(
    context: ExecutionContext,
    next: CallHandler<RouteAnswer>,
  ): Promise<Observable<Payload>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const route = context.getHandler();
    chosenForm(route, request);
    refuseUnknown(request.query as QueryParameters, acceptedParametersOf(route));
    await this.waiting.waitFor(request);
    return super.intercept(context, next);
  }
}
