import { LIST_PARAMETERS, type Asked } from '@ledger/contract';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { RegisterDimension, type CommandAnswer } from '@ledger/figures-application';
import {
  ListDimensions,
  type Answer,
  type ListedDimensions,
} from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import { API, ApiCommand, ApiRead, CommandOrigin, factsOf, QueryValues } from '@ledger/web';
import { DimensionDto } from './registries.dto.js';

/** Dimensions of breakdowns, each with its members. */
@ApiTags('registries')
@Controller(`${API}/dimensions`)
export class DimensionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiRead({
    summary: 'All dimensions of breakdowns with their members.',
    answers: { 'application/json': 'Dimensions' },
    parameters: LIST_PARAMETERS,
    refusals: ['malformed-cursor'],
  })
  list(@QueryValues() asked: Asked<typeof LIST_PARAMETERS>): Promise<Answer<ListedDimensions>> {
    return this.queries.execute(new ListDimensions(asked));
  }

  @Post()
  @ApiCommand({
    summary:
      'Registers a dimension of breakdowns, or adds members to one. What is registered already ' +
      'changes nothing.',
    makes: '/dimensions',
    refusals: ['already-registered', 'malformed-name', 'member-title-taken'],
  })
  register(
    @Body() body: DimensionDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RegisterDimension(factsOf(body), origin));
  }
}
