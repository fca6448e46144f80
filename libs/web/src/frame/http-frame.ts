import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Views } from '@ledger/figures-read-models';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { POSITION_HEADER } from '../answer/position-header.js';
import { CORRELATION_HEADER } from '../request/correlation.js';
import { installBodyParsers } from './body-parsers.js';

/** The injection token for the body timeout in ms. */
export const BODY_MS_MAX = Symbol('bodyMsMax');

/**
 * What all requests share: which bodies are read, and the headers of every answer.
 *
 * Installed as it is made, because Nest makes its providers before it registers the first route.
 */
@Injectable()
export class HttpFrame {
  constructor(host: HttpAdapterHost, views: Views, @Inject(BODY_MS_MAX) bodyMsMax: number) {
    const instance = host.httpAdapter.getInstance<FastifyInstance>();
    installBodyParsers(instance, bodyMsMax);
    instance.decorate(POSITION_NOW, () => views.position);
    instance.addHook('onSend', (request, reply, _payload, done) => {
      carryAlways(request, reply);
      done();
    });
  }
}

/** The Fastify decoration that reads the position of the views. */
const POSITION_NOW = 'positionNow';

/** Adds the headers that every answer carries, including answers that no hook sees. */
export function carryAlways(request: FastifyRequest, reply: FastifyReply): void {
  const { positionNow } = reply.server as { readonly [POSITION_NOW]?: () => number };
  void reply.header(CORRELATION_HEADER, request.id);
  if (reply.hasHeader(POSITION_HEADER)) return;
  void reply.header(POSITION_HEADER, positionNow?.() ?? 0);
}
