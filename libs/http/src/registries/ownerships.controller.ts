import { OWNERSHIPS_PARAMETERS, type Asked } from '@ledger/contract';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { RegisterOwnership, type CommandAnswer } from '@ledger/figures-application';
import { parsePublishedDate } from '@ledger/figures-domain';
import {
  ListOwnerships,
  type Answer,
  type ListedOwnerships,
} from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import { API, ApiCommand, ApiRead, CommandOrigin, factsOf, QueryValues } from '@ledger/web';
import { OwnershipDto } from './registries.dto.js';

/** Ownerships: who is responsible for which part of the figures. */
@ApiTags('registries')
@Controller(`${API}/ownerships`)
export class OwnershipsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiRead({
    summary: 'Who owns which part of the figures, in the order of registration.',
    answers: { 'application/json': 'Ownerships' },
    parameters: OWNERSHIPS_PARAMETERS,
    refusals: ['malformed-cursor'],
  })
  list(
    @QueryValues() asked: Asked<typeof OWNERSHIPS_PARAMETERS>,
  ): Promise<Answer<ListedOwnerships>> {
    return this.queries.execute(new ListOwnerships(asked));
  }

  @Post()
  @ApiCommand({
    summary:
      'Registers who owns the figures of a part of the measures and areas, from a date. What is ' +
      'registered already changes nothing.',
    makes: '/ownerships',
    refusals: ['malformed-name', 'owned-by-another'],
    ofBody: ['unknown-area', 'unknown-publisher'],
  })
  register(
    @Body() body: OwnershipDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    const { from, ...facts } = factsOf(body);
    const since = from === undefined ? {} : { from: parsePublishedDate(from) };
    return this.commands.execute(new RegisterOwnership({ ...facts, ...since }, origin));
  }
}
