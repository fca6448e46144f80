import { decideCorrection, parseFigureKey, UnknownMeasure } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refuseMalformedText } from '../../streams/application-refusals.js';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { CorrectTranscription } from './correct-transcription.js';
import { Registry } from '../../streams/registry.js';

/**
 * Allowed for sealed publications too: a seal covers which appearances there are, and they stay.
 */
@CommandHandler(CorrectTranscription)
export class CorrectTranscriptionHandler implements ICommandHandler<CorrectTranscription> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly registry: Registry,
  ) {}

  async execute(command: CorrectTranscription): Promise<CommandAnswer> {
    refuseMalformedText(command, '');
    const { correction } = command;
    const code = parseFigureKey(correction.key).measure;
    const measure = await this.registry.measure(code);
    if (measure === undefined) throw new UnknownMeasure(code);
    return this.decider.decideOnFigure(command, correction.key, (state) =>
      decideCorrection(correction, state, measure),
    );
  }
}
