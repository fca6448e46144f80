import { Body, Controller, Param, Post, Req, Res, UsePipes } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  CorrectArea,
  CorrectPublisher,
  DefineMeasure,
  RedefineMeasure,
  RegisterArea,
  RegisterDimension,
  RegisterOwnership,
  RegisterPublisher,
} from '@ledger/figures-application';
import { parsePublishedDate } from '@ledger/figures-domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API, sendCommandAnswer, BodyPipe, factsOf, ApiCommand, originOf } from '@ledger/web';
import {
  AreaCorrectionDto,
  AreaDto,
  DefinitionDto,
  DimensionDto,
  MeasureDto,
  OwnershipDto,
  PublisherCorrectionDto,
  PublisherDto,
} from './registries.dto.js';

/** Registers the words figures are made of. */
@ApiTags('registries')
@Controller(API)
@UsePipes(BodyPipe)
export class RegistriesController {
  constructor(private readonly commands: CommandBus) {}

  @Post('publishers')
  @ApiCommand({
    summary: 'Registers a publisher; the same facts again change nothing.',
    makes: true,
    refusals: ['already-registered', 'malformed-name'],
  })
  async registerPublisher(
    @Body() body: PublisherDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new RegisterPublisher(factsOf(body), originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command), `/${API}/publishers`);
  }

  @Post('publishers/:id/corrections')
  @ApiCommand({
    summary: 'Corrects what the registry says of a publisher, from now on.',
    refusals: ['unknown-publisher'],
  })
  async correctPublisher(
    @Param('id') id: string,
    @Body() body: PublisherCorrectionDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new CorrectPublisher({ id, ...factsOf(body) }, originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command));
  }

  @Post('areas')
  @ApiCommand({
    summary: 'Registers an area; the same facts again change nothing.',
    makes: true,
    refusals: ['already-registered', 'malformed-name'],
    ofBody: ['unknown-area'],
  })
  async registerArea(
    @Body() body: AreaDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new RegisterArea(factsOf(body), originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command), `/${API}/areas`);
  }

  @Post('areas/:id/corrections')
  @ApiCommand({
    summary: 'Corrects what the registry says of an area, from now on.',
    refusals: ['area-within-itself', 'unknown-area'],
  })
  async correctArea(
    @Param('id') id: string,
    @Body() body: AreaCorrectionDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new CorrectArea({ id, ...factsOf(body) }, originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command));
  }

  @Post('dimensions')
  @ApiCommand({
    summary:
      'Registers a dimension of breakdowns, or adds members to one; what is registered already ' +
      'changes nothing.',
    makes: true,
    refusals: ['already-registered', 'malformed-name', 'member-title-taken'],
  })
  async registerDimension(
    @Body() body: DimensionDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new RegisterDimension(factsOf(body), originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command), `/${API}/dimensions`);
  }

  @Post('ownerships')
  @ApiCommand({
    summary:
      'Registers who owns the figures of a part of the measures and areas, from a date on; what ' +
      'is registered already changes nothing.',
    makes: true,
    refusals: ['malformed-name', 'owned-by-another'],
    ofBody: ['unknown-area', 'unknown-publisher'],
  })
  async registerOwnership(
    @Body() body: OwnershipDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { from, ...facts } = factsOf(body);
    const since = from === undefined ? {} : { from: parsePublishedDate(from) };
    const command = new RegisterOwnership({ ...facts, ...since }, originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command), `/${API}/ownerships`);
  }

  @Post('measures')
  @ApiCommand({
    summary: 'Defines a measure; the same definition again changes nothing.',
    makes: true,
    refusals: ['already-registered', 'malformed-name'],
    ofBody: ['unknown-measure', 'unknown-publisher'],
  })
  async defineMeasure(
    @Body() body: MeasureDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new DefineMeasure(factsOf(body), originOf(request));
    const answer = await this.commands.execute(command);
    sendCommandAnswer(reply, answer, `/${API}/measures/${body.code}`);
  }

  @Post('measures/:code/definitions')
  @ApiCommand({
    summary: 'Adds a definition version: a measure counts something else from then on.',
    refusals: ['already-registered', 'definition-out-of-order', 'unknown-measure'],
    ofBody: ['unknown-publication'],
  })
  async redefineMeasure(
    @Param('code') code: string,
    @Body() body: DefinitionDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new RedefineMeasure({ code, ...factsOf(body) }, originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command));
  }
}
