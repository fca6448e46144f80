import type { Readable } from 'node:stream';
import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { CommandAnswer } from '@ledger/figures-application';
import type { Answer } from '@ledger/figures-read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { locationOf } from '../route/route-metadata.js';
import { writeCommandAnswer } from './command-answer.js';
import { writeStream, type StreamAnswer } from './stream-answer.js';
import { writeText, type TextAnswer } from './text-answer.js';
import { writeView } from './view-answer.js';

/** What a read may return: the answer of a query, or a body in another form. */
export type ReadAnswer<Body extends object> = Answer<Body> | TextAnswer | StreamAnswer;

/** What a route may return. */
export type RouteAnswer = ReadAnswer<object> | CommandAnswer;

/** The body behind the headers; undefined if there is none. */
export type Payload = string | Readable | undefined;

/**
 * Sends what a route returns, with its position, its entity tag and the rules for caches, or
 * with headers alone to a client that has it already.
 *
 * Three headers are not set here, because answers that no interceptor sees carry them too, such
 * as an unknown address: the correlation id and the position of other answers (`HttpFrame`), and
 * the age of the views. Problem details are `ProblemFilter`'s for the same reason.
 */
@Injectable()
export class AnswerInterceptor implements NestInterceptor<RouteAnswer, Payload> {
  intercept(
    context: ExecutionContext,
    next: CallHandler<RouteAnswer>,
  ): Observable<Payload> | Promise<Observable<Payload>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        if ('changed' in answer) {
          return writeCommandAnswer(reply, answer, locationOf(context.getHandler(), request));
        }
        if ('pieces' in answer) return writeStream(reply, answer);
        if (isText(answer)) return writeText(request, reply, answer);
        return writeView(request, reply, answer);
      }),
    );
  }
}

function isText(answer: TextAnswer | Answer<object>): answer is TextAnswer {
  return typeof answer.body === 'string';
}
