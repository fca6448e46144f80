import { FOLLOW_UPS_PARAMETERS, type Asked } from '@ledger/contract';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  CloseFollowUp,
  RaiseFollowUp,
  UpdateFollowUp,
  type CommandAnswer,
} from '@ledger/figures-application';
import { ListFollowUps, type Answer, type ListedFollowUps } from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import { API, ApiCommand, ApiRead, CommandOrigin, factsOf, QueryValues } from '@ledger/web';
import { FollowUpChangeDto, FollowUpClosingDto, FollowUpDto } from './follow-ups.dto.js';

/** Follow-ups: questions and actions, and what became of them. */
@ApiTags('follow-ups')
@Controller(`${API}/follow-ups`)
export class FollowUpsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiRead({
    summary: 'Follow-ups, without those on publications under embargo.',
    answers: { 'application/json': 'FollowUps' },
    parameters: FOLLOW_UPS_PARAMETERS,
    refusals: ['malformed-cursor', 'unknown-publication', 'publication-under-embargo'],
  })
  list(
    @QueryValues() asked: Asked<typeof FOLLOW_UPS_PARAMETERS>,
  ): Promise<Answer<ListedFollowUps>> {
    return this.queries.execute(new ListFollowUps(asked));
  }

  @Post()
  @ApiCommand({
    summary: 'Raises a follow-up; the same facts again change nothing.',
    makes: '/follow-ups',
    refusals: [
      'follow-up-already-raised',
      'malformed-figure-key',
      'malformed-follow-up',
      'malformed-name',
    ],
    ofBody: ['unknown-publication', 'unknown-finding'],
  })
  raise(@Body() body: FollowUpDto, @CommandOrigin() origin: Origin): Promise<CommandAnswer> {
    return this.commands.execute(new RaiseFollowUp(factsOf(body), origin));
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
  update(
    @Param('id') id: string,
    @Body() body: FollowUpChangeDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new UpdateFollowUp(id, factsOf(body), origin));
  }

  @Post(':id/close')
  @ApiCommand({
    summary: 'Closes a follow-up; with the same outcome again it changes nothing.',
    refusals: ['unknown-follow-up', 'follow-up-closed', 'malformed-follow-up'],
  })
  close(
    @Param('id') id: string,
    @Body() body: FollowUpClosingDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CloseFollowUp(id, factsOf(body), origin));
  }
}
