import { Body, Controller, Param, Post, Req, Res, UsePipes } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  RegisterPublication,
  ReleasePublication,
  ReopenPublication,
  SealPublication,
  SupersedePublication,
  type CommandAnswer,
} from '@ledger/figures-application';
import { parsePeriod, parsePublishedDate, type PublicationFacts } from '@ledger/figures-domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendCommandAnswer, BodyPipe, factsOf, API, ApiCommand, originOf } from '@ledger/web';
import { NothingDto, PublicationDto, ReasonDto, SupersessionDto } from './publications.dto.js';

/** The life of a publication in the ledger. */
@ApiTags('publications')
@Controller(`${API}/publications`)
@UsePipes(BodyPipe)
export class PublicationsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiCommand({
    summary: 'Registers a publication; the same facts again change nothing.',
    makes: true,
    refusals: [
      'already-registered',
      'corrects-later-publication',
      'malformed-name',
      'malformed-period',
      'malformed-published-date',
    ],
    ofBody: ['unknown-publication', 'unknown-publisher'],
  })
  async register(
    @Body() body: PublicationDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new RegisterPublication(publicationOf(body), originOf(request));
    const answer = await this.commands.execute(command);
    sendCommandAnswer(reply, answer, `/${API}/publications/${body.id}`);
  }

  @Post(':id/seal')
  @ApiCommand({
    summary: 'Declares the capture complete, with a count and a digest of what is in it.',
    refusals: ['unknown-publication', 'views-behind'],
  })
  async seal(
    @Param('id') id: string,
    @Body() _nothing: NothingDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#execute(new SealPublication(id, originOf(request)), reply);
  }

  @Post(':id/reopen')
  @ApiCommand({
    summary: 'Opens a sealed publication because something was missed.',
    refusals: ['unknown-publication', 'publication-not-sealed'],
  })
  async reopen(
    @Param('id') id: string,
    @Body() { reason }: ReasonDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#execute(new ReopenPublication(id, reason, originOf(request)), reply);
  }

  @Post(':id/release')
  @ApiCommand({
    summary: 'Makes public what was under embargo.',
    refusals: ['unknown-publication', 'publication-not-embargoed'],
  })
  async release(
    @Param('id') id: string,
    @Body() { reason }: ReasonDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#execute(new ReleasePublication(id, reason, originOf(request)), reply);
  }

  @Post(':id/supersede')
  @ApiCommand({
    summary: 'Says that another publication took its place.',
    refusals: ['unknown-publication', 'publication-superseded-already'],
    ofBody: ['unknown-publication'],
  })
  async supersede(
    @Param('id') id: string,
    @Body() { by, reason }: SupersessionDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#execute(new SupersedePublication(id, by, reason, originOf(request)), reply);
  }

  async #execute(command: Command<CommandAnswer>, reply: FastifyReply): Promise<void> {
    sendCommandAnswer(reply, await this.commands.execute(command));
  }
}

function publicationOf(body: PublicationDto): PublicationFacts {
  const { window, published, corrects, decimalMark, ...facts } = factsOf(body);
  return {
    ...facts,
    published: parsePublishedDate(published),
    ...(corrects === undefined ? {} : { corrects: [...corrects].sort() }),
    ...(window === undefined ? {} : { window: parsePeriod(window) }),
    ...(decimalMark === ',' ? { decimalMark } : {}),
  };
}
