import { Controller, Get, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { UnknownRoute } from '@ledger/figures-http';
import type { FastifyRequest } from 'fastify';
import { UnknownPageFilter } from './unknown-page.filter.js';

/** Answers for every address that nothing else has: people mistype them in browsers. */
@ApiExcludeController()
@Controller()
@UseFilters(UnknownPageFilter)
export class UnknownPageController {
  /** @throws {UnknownRoute} */
  @Get('*')
  refuse(@Req() { method, url }: FastifyRequest): never {
    throw new UnknownRoute(method, url.split('?', 1)[0] ?? '');
  }
}
