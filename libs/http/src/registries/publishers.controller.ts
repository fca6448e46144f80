import { LIST_PARAMETERS, type Asked } from '@ledger/contract';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  CorrectPublisher,
  RegisterPublisher,
  type CommandAnswer,
} from '@ledger/figures-application';
import {
  ListPublishers,
  type Answer,
  type ListedPublishers,
} from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import { API, ApiCommand, ApiRead, CommandOrigin, factsOf, QueryValues } from '@ledger/web';
import { PublisherCorrectionDto, PublisherDto } from './registries.dto.js';

/** Publishers: the organisations that print figures. */
@ApiTags('registries')
@Controller(`${API}/publishers`)
export class PublishersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiRead({
    summary: 'All publishers.',
    answers: { 'application/json': 'Publishers' },
    parameters: LIST_PARAMETERS,
    refusals: ['malformed-cursor'],
  })
  list(@QueryValues() asked: Asked<typeof LIST_PARAMETERS>): Promise<Answer<ListedPublishers>> {
    return this.queries.execute(new ListPublishers(asked));
  }

  @Post()
  @ApiCommand({
    summary: 'Registers a publisher; the same facts again change nothing.',
    makes: '/publishers',
    refusals: ['already-registered', 'malformed-name'],
  })
  register(
    @Body() body: PublisherDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RegisterPublisher(factsOf(body), origin));
  }

  @Post(':id/corrections')
  @ApiCommand({
    summary: 'Corrects what the registry holds of a publisher, from now on.',
    refusals: ['unknown-publisher'],
  })
  correct(
    @Param('id') id: string,
    @Body() body: PublisherCorrectionDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CorrectPublisher({ id, ...factsOf(body) }, origin));
  }
}
