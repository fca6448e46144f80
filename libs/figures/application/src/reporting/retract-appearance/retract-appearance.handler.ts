import {
  decideRetraction,
  entryOf,
  UnknownAppearance,
  type RetractAppearance as Retraction,
} from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refuseMalformedText } from '../../streams/application-refusals.js';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { PublicationSealer } from '../../publications/publication-sealer.js';
import { RetractAppearance } from './retract-appearance.js';
import { StreamDecider } from '../../streams/stream-decider.js';
import { figure } from '../../streams/subjects.js';

/** Retracts one captured appearance of a figure. */
@CommandHandler(RetractAppearance)
export class RetractAppearanceHandler implements ICommandHandler<RetractAppearance> {
  constructor(
    private readonly streams: StreamDecider,
    private readonly decider: CommandDecider,
    private readonly sealer: PublicationSealer,
  ) {}

  async execute(command: RetractAppearance): Promise<CommandAnswer> {
    refuseMalformedText(command, '');
    const { retraction, origin } = command;
    const id = await this.#publicationOf(retraction);
    return this.sealer.changing(id, origin, (publication) =>
      this.decider.decideOnFigure(command, retraction.key, (state) =>
        decideRetraction(retraction, state, publication),
      ),
    );
  }

  async #publicationOf({ key, retracts }: Retraction): Promise<string> {
    const entry = entryOf(await this.streams.stateOf(figure(key)), retracts);
    if (entry === undefined) throw new UnknownAppearance(key, retracts);
    return entry.facts.publication;
  }
}
