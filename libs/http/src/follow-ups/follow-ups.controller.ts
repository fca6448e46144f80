import { Body, Controller, Param, Post, Req, Res, UsePipes } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CloseFollowUp, RaiseFollowUp, UpdateFollowUp } from '@ledger/figures-application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendCommandAnswer, BodyPipe, factsOf, API, ApiCommand, originOf } from '@ledger/web';
import { FollowUpChangeDto, FollowUpClosingDto, FollowUpDto } from './follow-ups.dto.js';

/** Questions and actions somebody asked for. */
@ApiTags('follow-ups')
@Controller(`${API}/follow-ups`)
@UsePipes(BodyPipe)
export class FollowUpsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiCommand({
    summary: 'Raises a follow-up; the same facts again change nothing.',
    makes: true,
    refusals: [
      'follow-up-already-raised',
      'malformed-figure-key',
      'malformed-follow-up',
      'malformed-name',
    ],
    ofBody: ['unknown-publication', 'unknown-finding'],
  })
  async raise(
    @Body() body: FollowUpDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new RaiseFollowUp(factsOf(body), originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command), `/${API}/follow-ups`);
  }

  @Post(':id/updates')
  @ApiCommand({
    summary: 'Changes owner, due date or note of an open follow-up.',
    refusals: [
      'unknown-follow-up',
      'follow-up-closed',
      'malformed-follow-up',
      'nothing-to-change',
    ],
  })
  async update(
    @Param('id') id: string,
    @Body() body: FollowUpChangeDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new UpdateFollowUp(id, factsOf(body), originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command));
  }

  @Post(':id/close')
  @ApiCommand({
    summary: 'Closes a follow-up; with the same outcome again it changes nothing.',
    refusals: ['unknown-follow-up', 'follow-up-closed', 'malformed-follow-up'],
  })
  async close(
    @Param('id') id: string,
    @Body() body: FollowUpClosingDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new CloseFollowUp(id, factsOf(body), originOf(request));
    sendCommandAnswer(reply, await this.commands.execute(command));
  }
}
