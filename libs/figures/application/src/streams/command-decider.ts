import { BEGINNING } from '@ledger/event-store-port';
import type { FigureEvent, FigureKey, FigureState } from '@ledger/figures-domain';
import type { DomainEvent, Origin } from '@ledger/kernel';
import { refuseMalformedText } from './application-refusals.js';
import { placedEventId, type Recorder } from './recorder.js';
import type { Committed, StreamDecider, Subject } from './stream-decider.js';
import { figure } from './subjects.js';

/** The answer to a command that changes one thing. */
export interface CommandAnswer {
  /** False if the ledger had it already and nothing was added. */
  readonly changed: boolean;
  /** A view at or after this position shows the outcome of the command. */
  readonly position: number;
  /** The last event added, if any was. */
  readonly eventId?: string;
}

/** Executes the commands about registries, publications and follow-ups. */
export class CommandDecider {
  readonly #streams: StreamDecider;
  readonly #recorder: Recorder;

  constructor(streams: StreamDecider, recorder: Recorder) {
    this.#streams = streams;
    this.#recorder = recorder;
  }

  /**
   * Decides a command on the state of its subject and records the decision.
   *
   * @throws {MalformedText} a text of the command could not be stored unchanged
   * @throws whatever {@link StreamDecider.settle} and `decide` throw
   */
  async decideOn<State, Event extends DomainEvent>(
    command: { readonly origin: Origin },
    subject: Subject<State, Event>,
    decide: (state: State) => readonly Event[],
  ): Promise<CommandAnswer> {
    refuseMalformedText(command, '');
    const { stream } = subject;
    const settled = await this.#streams.settle(subject, (state, nextRevision) => {
      const records = decide(state).map((event, i) => {
        const place = { stream, revision: nextRevision + i };
        return this.#recorder.record(event, placedEventId(event, place), place, command.origin);
      });
      return { records, result: undefined };
    });
    return answerOf(settled);
  }

  /**
   * Decides a command about our own capture of a figure, whose event ids are derived from their
   * content.
   *
   * @throws whatever {@link StreamDecider.settle} and `decide` throw
   */
  async decideOnFigure(
    { origin }: { readonly origin: Origin },
    key: FigureKey,
    decide: (state: FigureState) => FigureDecision,
  ): Promise<CommandAnswer> {
    const subject = figure(key);
    const { stream } = subject;
    const settled = await this.#streams.settle(subject, (state, revision) => {
      const decision = decide(state);
      if (!('event' in decision)) return { records: [], result: undefined };
      const { event, eventId } = decision;
      const record = this.#recorder.record(event, eventId, { stream, revision }, origin);
      return { records: [record], result: undefined };
    });
    return answerOf(settled);
  }
}

type FigureDecision =
  { readonly outcome: 'unchanged' } | { readonly eventId: string; readonly event: FigureEvent };

function answerOf({ history, added }: Committed<unknown>): CommandAnswer {
  const last = added.at(-1);
  if (last !== undefined) return { changed: true, position: last.position, eventId: last.id };
  return { changed: false, position: history.at(-1)?.position ?? BEGINNING };
}
