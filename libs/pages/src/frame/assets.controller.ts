import { Controller, Get, Param, Req, UseFilters, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AnswerInterceptor, UnknownRoute, type TextAnswer } from '@ledger/web';
import type { FastifyRequest } from 'fastify';
import { PageFilter } from './page.filter.js';
import { PAGE_HEADERS } from './send-page.js';
import { ASSETS } from './templates.js';

/** The name changes with the bytes. */
const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' };

/** Every page is made for people: search engines would find numbers without their history. */
const ROBOTS = 'User-agent: *\nDisallow: /\n';

/** The files that pages load. */
@ApiExcludeController()
@Controller()
@UseFilters(PageFilter)
@UseInterceptors(AnswerInterceptor)
export class AssetsController {
  /** @throws {UnknownRoute} */
  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() request: FastifyRequest): TextAnswer {
    const asset = ASSETS.named(name);
    if (asset === undefined) throw new UnknownRoute(request.method, request.url);
    return { ...asset, headers: { ...PAGE_HEADERS, ...FOR_EVER } };
  }

  @Get('favicon.ico')
  favicon(): TextAnswer {
    const asset = ASSETS.named(ASSETS.addressOf('favicon.svg').slice('/assets/'.length));
    if (asset === undefined) throw new TypeError('The favicon is an asset.');
    return { ...asset, headers: PAGE_HEADERS };
  }

  @Get('robots.txt')
  robots(): TextAnswer {
    return { type: 'text/plain; charset=utf-8', body: ROBOTS, headers: PAGE_HEADERS };
  }
}
