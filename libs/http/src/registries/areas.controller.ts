import { AREAS_PARAMETERS, type Asked } from '@ledger/contract';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CorrectArea, RegisterArea, type CommandAnswer } from '@ledger/figures-application';
import { ListAreas, type Answer, type ListedAreas } from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import { API, ApiCommand, ApiRead, CommandOrigin, factsOf, QueryValues } from '@ledger/web';
import { AreaCorrectionDto, AreaDto } from './registries.dto.js';

/** Areas: the territories and bodies that figures are about. */
@ApiTags('registries')
@Controller(`${API}/areas`)
export class AreasController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiRead({
    summary: 'Areas, all or those with some words.',
    answers: { 'application/json': 'Areas' },
    parameters: AREAS_PARAMETERS,
    refusals: ['malformed-cursor', 'search-without-words'],
  })
  list(@QueryValues() asked: Asked<typeof AREAS_PARAMETERS>): Promise<Answer<ListedAreas>> {
    return this.queries.execute(new ListAreas(asked));
  }

  @Post()
  @ApiCommand({
    summary: 'Registers an area; the same facts again change nothing.',
    makes: '/areas',
    refusals: ['already-registered', 'malformed-name'],
    ofBody: ['unknown-area'],
  })
  register(@Body() body: AreaDto, @CommandOrigin() origin: Origin): Promise<CommandAnswer> {
    return this.commands.execute(new RegisterArea(factsOf(body), origin));
  }

  @Post(':id/corrections')
  @ApiCommand({
    summary: 'Corrects what the registry holds of an area, from now on.',
    refusals: ['area-within-itself', 'unknown-area'],
  })
  correct(
    @Param('id') id: string,
    @Body() body: AreaCorrectionDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CorrectArea({ id, ...factsOf(body) }, origin));
  }
}
