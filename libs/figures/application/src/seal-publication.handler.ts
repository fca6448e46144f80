import type { EventStore } from '@ledger/event-store-port';
import { sealPublication, type PublicationContents } from '@ledger/figures-domain';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from './command-decider.js';
import { PublicationGates } from './publication-gates.js';
import { SealPublication } from './seal-publication.js';
import { publication } from './subjects.js';
import { EVENT_STORE, PUBLICATION_CONTENTS } from './tokens.js';

/** Nothing is reported into the publication between counting it and sealing it. */
@CommandHandler(SealPublication)
export class SealPublicationHandler implements ICommandHandler<SealPublication> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly gates: PublicationGates,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PUBLICATION_CONTENTS) private readonly contents: PublicationContents,
  ) {}

  execute(command: SealPublication): Promise<CommandAnswer> {
    const { publication: id } = command;
    return this.gates.shut(id, async () => {
      const seal = await this.contents.sealOf(id, await this.store.head());
      return this.decider.decideOn(command, publication(id), (known) =>
        sealPublication(id, seal, known),
      );
    });
  }
}
