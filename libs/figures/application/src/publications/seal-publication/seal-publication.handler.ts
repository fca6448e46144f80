import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refuseMalformedText } from '../../streams/application-refusals.js';
import type { CommandAnswer } from '../../streams/command-decider.js';
import { PublicationSealer } from '../publication-sealer.js';
import { SealPublication } from './seal-publication.js';

/** Nothing is reported into the publication between counting it and sealing it. */
@CommandHandler(SealPublication)
export class SealPublicationHandler implements ICommandHandler<SealPublication> {
  constructor(private readonly sealer: PublicationSealer) {}

  async execute(command: SealPublication): Promise<CommandAnswer> {
    refuseMalformedText(command, '');
    return this.sealer.seal(command.publication, command.origin);
  }
}
