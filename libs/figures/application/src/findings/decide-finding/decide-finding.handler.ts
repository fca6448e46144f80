import { decideFinding } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { finding } from '../../streams/subjects.js';
import { DecideFinding } from './decide-finding.js';

/** Decides on the finding's stream what somebody says of it. */
@CommandHandler(DecideFinding)
export class DecideFindingHandler implements ICommandHandler<DecideFinding> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: DecideFinding): Promise<CommandAnswer> {
    const { finding: id, decision, reason } = command;
    return this.decider.decideOn(command, finding(id), (known) =>
      decideFinding(id, decision, reason, known),
    );
  }
}
