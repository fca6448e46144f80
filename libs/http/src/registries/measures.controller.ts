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
  type AskedClocks,
  type ListedMeasures,
  type MeasureAnswer,
} from '@ledger/figures-read-models';
import type { Origin } from '@ledger/kernel';
import {
  API,
  ApiCommand,
  ApiRead,
  CommandOrigin,
  factsOf,
  LIST_PARAMETERS,
  QueryList,
  QueryRecordedBy,
  QueryTexts,
  RECORDED_BY_PARAMETER,
  textParameter,
  type AskedList,
} from '@ledger/web';
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
    parameters: [
      textParameter('q', 'Words of a measure, all of them.', 'crime'),
      textParameter('under', 'Only measures below this one.', 'recorded-crime'),
      ...LIST_PARAMETERS,
    ],
    refusals: ['malformed-cursor', 'search-without-words', 'unknown-measure'],
  })
  list(
    @QueryTexts('q', 'under') filter: { readonly q?: string; readonly under?: string },
    @QueryList() list: AskedList,
  ): Promise<Answer<ListedMeasures>> {
    return this.queries.execute(new ListMeasures({ ...filter, ...list }));
  }

  @Get(':code')
  @ApiRead({
    summary: 'A measure: its definition versions, and the measures above and below it.',
    answers: { 'application/json': 'Measure' },
    parameters: [RECORDED_BY_PARAMETER],
    refusals: ['unknown-measure'],
  })
  get(
    @Param('code') code: string,
    @QueryRecordedBy() clocks: AskedClocks,
  ): Promise<Answer<MeasureAnswer>> {
    return this.queries.execute(new GetMeasure({ code, ...clocks }));
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
