import { Controller, Get, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { routeRefusal } from '@ledger/web';
import type { FastifyRequest } from 'fastify';
import { UnknownPageFilter } from './unknown-page.filter.js';

/** Answers every unknown address: people mistype addresses in browsers. */
@ApiExcludeController()
@Controller()
@UseFilters(UnknownPageFilter)
export class UnknownPageController {
  /** @throws {UnknownRoute | MethodNotAllowed} */
  @Get('*')
  refuse(@Req() request: FastifyRequest): never {
    throw routeRefusal(request);
  }
}
