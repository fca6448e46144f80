import { Body, Controller, Get, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { RegisterDimension, type CommandAnswer } from '@ledger/figures-application';
import {
  ListDimensions,
  type Answer,
  type AskedClocks,
  type AskedPage,
} from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import {
  API,
  ApiCommand,
  ApiRead,
  CommandOrigin,
  factsOf,
  QueryPage,
  QueryRecordedBy,
} from '@ledger/web';
import { LIST_PARAMETERS } from './list-parameters.js';
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
  list(
    @QueryPage() page: AskedPage,
    @QueryRecordedBy() clocks: AskedClocks,
  ): Promise<Answer<object>> {
    return this.queries.execute(new ListDimensions({ ...page, ...clocks }));
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
