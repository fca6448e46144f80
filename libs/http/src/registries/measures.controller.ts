import { MEASURES_PARAMETERS, RECORDED_BY_PARAMETERS, type Asked } from '@ledger/contract';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  DefineMeasure,
  RedefineMeasure,
  type CommandAnswer,
} from '@ledger/figures-application';
import {
  GetMeasure,
  ListMeasures,
  type Answer,
  type ListedMeasures,
  type MeasureAnswer,
} from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import { API, ApiCommand, ApiRead, CommandOrigin, factsOf, QueryValues } from '@ledger/web';
import { DefinitionDto, MeasureDto } from './registries.dto.js';

/** Measures: what figures count, with their definition versions. */
@ApiTags('registries')
@Controller(`${API}/measures`)
export class MeasuresController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiRead({
    summary: 'All measures with their definition versions.',
    answers: { 'application/json': 'Measures' },
    parameters: MEASURES_PARAMETERS,
    refusals: ['malformed-cursor', 'search-without-words', 'unknown-measure'],
  })
  list(
    @QueryValues() asked: Asked<typeof MEASURES_PARAMETERS>,
  ): Promise<Answer<ListedMeasures>> {
    return this.queries.execute(new ListMeasures(asked));
  }

  @Get(':code')
  @ApiRead({
    summary: 'A measure: its definition versions, and the measures above and below it.',
    answers: { 'application/json': 'Measure' },
    parameters: RECORDED_BY_PARAMETERS,
    refusals: ['unknown-measure'],
  })
  get(
    @QueryValues() asked: Asked<typeof RECORDED_BY_PARAMETERS>,
    @Param('code') code: string,
  ): Promise<Answer<MeasureAnswer>> {
    return this.queries.execute(new GetMeasure({ code, ...asked }));
  }

  @Post()
  @ApiCommand({
    summary: 'Defines a measure; the same definition again changes nothing.',
    makes: '/measures/{code}',
    refusals: ['already-registered', 'malformed-name'],
    ofBody: ['unknown-measure', 'unknown-publisher'],
  })
  define(@Body() body: MeasureDto, @CommandOrigin() origin: Origin): Promise<CommandAnswer> {
    return this.commands.execute(new DefineMeasure(factsOf(body), origin));
  }

  @Post(':code/definitions')
  @ApiCommand({
    summary: 'Adds a definition version: a measure counts something else from then on.',
    refusals: ['already-registered', 'definition-out-of-order', 'unknown-measure'],
    ofBody: ['unknown-publication'],
  })
  redefine(
    @Param('code') code: string,
    @Body() body: DefinitionDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RedefineMeasure({ code, ...factsOf(body) }, origin));
  }
}
