import { decideCorrection, parseFigureKey, UnknownMeasure } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refuseMalformedText } from './application-refusals.js';
import { answerOf, type CommandAnswer } from './command-decider.js';
import { CorrectTranscription } from './correct-transcription.js';
import { Recorder } from './recorder.js';
import { Registry } from './registry.js';
import { StreamDecider } from './stream-decider.js';
import { figure } from './subjects.js';

/** Open to sealed publications too: a seal is over which appearances there are, and they stay. */
@CommandHandler(CorrectTranscription)
export class CorrectTranscriptionHandler implements ICommandHandler<CorrectTranscription> {
  constructor(
    private readonly streams: StreamDecider,
    private readonly recorder: Recorder,
    private readonly registry: Registry,
  ) {}

  async execute(command: CorrectTranscription): Promise<CommandAnswer> {
    refuseMalformedText(command, '');
    const { correction, origin } = command;
    const code = parseFigureKey(correction.key).measure;
    const measure = await this.registry.measure(code);
    if (measure === undefined) throw new UnknownMeasure(code);
    const subject = figure(correction.key);
    const settled = await this.streams.settle(subject, (state, revision) => {
      const decision = decideCorrection(correction, state, measure);
      if (decision.outcome === 'unchanged') return { records: [], result: undefined };
      const place = { stream: subject.stream, revision };
      const record = this.recorder.record(decision.event, decision.eventId, place, origin);
      return { records: [record], result: undefined };
    });
    return answerOf(settled);
  }
}
