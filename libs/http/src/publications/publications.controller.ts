import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  RegisterPublication,
  ReleasePublication,
  ReopenPublication,
  SealPublication,
  SeeArtefact,
  SupersedePublication,
  type CommandAnswer,
} from '@ledger/figures-application';
import type { Origin } from '@ledger/kernel';
import { API, ApiCommand, CommandOrigin } from '@ledger/web';
import {
  NothingDto,
  publicationFactsOf,
  PublicationDto,
  ReasonDto,
  SightingDto,
  sightingOf,
  SupersessionDto,
} from './publications.dto.js';

/** The life of a publication in the ledger. */
@ApiTags('publications')
@Controller(`${API}/publications`)
export class PublicationsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiCommand({
    summary: 'Registers a publication; the same facts again change nothing.',
    makes: '/publications/{id}',
    refusals: [
      'already-registered',
      'corrects-later-publication',
      'malformed-name',
      'malformed-period',
      'malformed-published-date',
    ],
    ofBody: ['unknown-publication', 'unknown-publisher'],
  })
  register(
    @Body() body: PublicationDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RegisterPublication(publicationFactsOf(body), origin));
  }

  @Post(':id/seal')
  @ApiCommand({
    summary: 'Declares the capture complete, with a count and a digest of its appearances.',
    refusals: ['unknown-publication', 'views-behind'],
  })
  seal(
    @Param('id') id: string,
    @Body() _nothing: NothingDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SealPublication(id, origin));
  }

  @Post(':id/reopen')
  @ApiCommand({
    summary: 'Opens a sealed publication because something was missed.',
    refusals: ['unknown-publication', 'publication-not-sealed'],
  })
  reopen(
    @Param('id') id: string,
    @Body() { reason }: ReasonDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReopenPublication(id, reason, origin));
  }

  @Post(':id/release')
  @ApiCommand({
    summary: 'Makes public what was under embargo.',
    refusals: ['unknown-publication', 'publication-not-embargoed'],
  })
  release(
    @Param('id') id: string,
    @Body() { reason }: ReasonDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReleasePublication(id, reason, origin));
  }

  @Post(':id/supersede')
  @ApiCommand({
    summary: 'Declares that another publication replaced this one.',
    refusals: ['unknown-publication', 'publication-superseded-already'],
    ofBody: ['unknown-publication'],
  })
  supersede(
    @Param('id') id: string,
    @Body() { by, reason }: SupersessionDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SupersedePublication(id, by, reason, origin));
  }

  @Post(':id/sightings')
  @ApiCommand({
    summary: 'Records that its source was read, and found unchanged or gone.',
    refusals: ['malformed-instant', 'unknown-publication', 'publication-without-artefact'],
    ofBody: ['artefact-differs', 'seen-out-of-time'],
  })
  see(
    @Param('id') id: string,
    @Body() body: SightingDto,
    @CommandOrigin() origin: Origin,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SeeArtefact(id, sightingOf(body), origin));
  }
}
