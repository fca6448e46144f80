import {
  APPEND_EVENTS_MAX,
  AcrossStreamsNotOffered,
  AppendTooLarge,
  EventTooLarge,
} from '@ledger/event-store-port';
import {
  decideReport,
  evolveFigure,
  figureStream,
  REPORT_OUTCOMES,
  type FigureEvent,
  type FigureKey,
  type FigureState,
  type ReportFigure,
} from '@ledger/figures-domain';
import {
  type EventRecord,
  isLedgerError,
  isTurnOver,
  type LedgerError,
  nextTurn,
  type Origin,
} from '@ledger/kernel';
import type { Clock } from '../../streams/clock.js';
import { ReportLookups } from './report-lookups.js';
import type { PublicationGates } from '../../publications/publication-gates.js';
import type { PublicationSealer } from '../../publications/publication-sealer.js';
import type { Recorder } from '../../streams/recorder.js';
import type { Registry } from '../../streams/registry.js';
import { answersOf, type Draft } from './report-drafts.js';
import type { ReportAnswer, ReportRefused } from './report-figures.js';
import type {
  Decision,
  StreamTask,
  Committed,
  StreamDecider,
} from '../../streams/stream-decider.js';
import { nextOf } from '../../streams/ending.js';
import { figure } from '../../streams/subjects.js';

/** Reports that are decided together: they share one look-up of the registries. */
const REPORTS_TOGETHER_MAX = 1_000;

/** What a reporter depends on. */
export interface FigureReporterParts {
  readonly streams: StreamDecider;
  readonly recorder: Recorder;
  readonly registry: Registry;
  readonly gates: PublicationGates;
  readonly clock: Clock;
  readonly sealer: Pick<PublicationSealer, 'fitSeals'>;
}

interface Batch {
  readonly words: ReportLookups;
  readonly origin: Origin;
  readonly answers: ReportAnswer[];
}

/** A report with its index among the answers. */
interface Waiting {
  readonly index: number;
  readonly report: ReportFigure;
}

type FigureTask = StreamTask<FigureState, FigureEvent, readonly Draft[]>;

/**
 * Accepts reports: those of one figure in their order, those of different figures concurrently,
 * so that the event store can write many of them to disk at once.
 */
export class FigureReporter {
  readonly #parts: FigureReporterParts;

  constructor(parts: FigureReporterParts) {
    this.#parts = parts;
  }

  /**
   * Decides and records reports; answers in their order, refusals among the answers. Those of
   * one figure are one append, or several where the store's server accepts less at once.
   *
   * @throws whatever {@link StreamDecider.settle} throws, once everything begun has ended
   */
  async report(
    reports: readonly ReportFigure[],
    origin: Origin,
  ): Promise<readonly ReportAnswer[]> {
    const answers: ReportAnswer[] = [];
    for (let from = 0; from < reports.length; from += REPORTS_TOGETHER_MAX) {
      const together = reports.slice(from, from + REPORTS_TOGETHER_MAX);
      answers.push(...(await this.#reportBatch(together, origin)));
    }
    return answers;
  }

  /**
   * Decides and records reports so that the accepted ones are appended to the log all together
   * or not at all. Where the store does not support that, or not with so much, it behaves as
   * {@link report}: then only the seal of a publication tells the whole from a part.
   *
   * @throws whatever {@link StreamDecider.settleTogether} and {@link report} throw
   */
  async reportTogether(
    reports: readonly ReportFigure[],
    origin: Origin,
  ): Promise<readonly ReportAnswer[]> {
    if (reports.length > APPEND_EVENTS_MAX) return this.report(reports, origin);
    try {
      return await this.#inBatch(reports, origin, (batch) => this.#reportAll(reports, batch));
    } catch (error) {
      if (!isTooLarge(error) && !(error instanceof AcrossStreamsNotOffered)) throw error;
      return this.report(reports, origin);
    }
  }

  #reportBatch(
    reports: readonly ReportFigure[],
    origin: Origin,
  ): Promise<readonly ReportAnswer[]> {
    return this.#inBatch(reports, origin, (batch) =>
      this.#reportEach(byFigure(reports), batch),
    );
  }

  async #inBatch(
    reports: readonly ReportFigure[],
    origin: Origin,
    work: (batch: Batch) => Promise<void>,
  ): Promise<readonly ReportAnswer[]> {
    const answers = await this.#decidedInBatch(reports, origin, work);
    await this.#parts.sealer.fitSeals(addedTo(reports, answers), origin);
    return answers;
  }

  #decidedInBatch(
    reports: readonly ReportFigure[],
    origin: Origin,
    work: (batch: Batch) => Promise<void>,
  ): Promise<readonly ReportAnswer[]> {
    const { gates, registry } = this.#parts;
    const publications = new Set(reports.map(({ publication }) => publication));
    return gates.open(publications, async () => {
      // Looked up within the gates: earlier seals are seen, and none is added before the end.
      const words = await ReportLookups.of(reports, registry);
      const batch: Batch = { words, origin, answers: new Array<ReportAnswer>(reports.length) };
      await work(batch);
      return batch.answers;
    });
  }

  async #reportEach(
    figures: ReadonlyMap<FigureKey, readonly Waiting[]>,
    batch: Batch,
  ): Promise<void> {
    const tasks = [...figures].map(([key, waiting]) => this.#task(key, waiting, batch));
    const endings = (await this.#parts.streams.settleEach(tasks)).values();
    for (const [key, waiting] of figures) {
      const ending = nextOf(endings);
      if (ending.status === 'fulfilled') answer(batch, key, waiting, ending.value);
      else if (!isTooLarge(ending.reason)) throw ending.reason;
      else await this.#reportLess(key, waiting, batch, ending.reason);
    }
  }

  /** Splits what is too large for one append in halves; a single report is refused for it. */
  async #reportLess(
    key: FigureKey,
    waiting: readonly Waiting[],
    batch: Batch,
    error: AppendTooLarge | EventTooLarge,
  ): Promise<void> {
    const [first, ...others] = waiting;
    if (first === undefined) return;
    if (others.length === 0) {
      batch.answers[first.index] = refused(error);
      return;
    }
    const half = Math.ceil(waiting.length / 2);
    // One after the other: a later report of a figure depends on the earlier ones.
    await this.#reportEach(new Map([[key, waiting.slice(0, half)]]), batch);
    await this.#reportEach(new Map([[key, waiting.slice(half)]]), batch);
  }

  async #reportAll(reports: readonly ReportFigure[], batch: Batch): Promise<void> {
    const figures = [...byFigure(reports)];
    const settled = await this.#parts.streams.settleTogether(
      figures.map(([key, waiting]) => this.#task(key, waiting, batch)),
    );
    for (const [i, [key, waiting]] of figures.entries()) {
      const one = settled[i];
      if (one !== undefined) answer(batch, key, waiting, one);
    }
  }

  #task(key: FigureKey, waiting: readonly Waiting[], batch: Batch): FigureTask {
    return {
      subject: figure(key),
      decide: (state, nextRevision) =>
        this.#decide(key, waiting, batch, { state, nextRevision }),
    };
  }

  async #decide(
    key: FigureKey,
    waiting: readonly Waiting[],
    batch: Batch,
    from: { readonly state: FigureState; readonly nextRevision: number },
  ): Promise<Decision<readonly Draft[]>> {
    const stream = figureStream(key);
    const records: EventRecord<FigureEvent>[] = [];
    const drafts: Draft[] = [];
    let { state } = from;
    for (const { report } of waiting) {
      if (isTurnOver()) await nextTurn();
      const decided = this.#decideOne(report, state, batch);
      if ('event' in decided) {
        const { event, eventId, takenBack } = decided;
        const read = decided.read && { read: decided.read };
        for (const one of takenBack === undefined
          ? [decided]
          : [takenBack, { event, eventId }]) {
          const place = { stream, revision: from.nextRevision + records.length };
          const { recorder } = this.#parts;
          const record = recorder.record<FigureEvent>(
            one.event,
            one.eventId,
            place,
            batch.origin,
          );
          records.push(record);
          state = evolveFigure(state, record);
        }
        drafts.push({ outcome: REPORT_OUTCOMES[event.type], eventId, ...read });
      } else {
        drafts.push(decided);
      }
    }
    return { records, result: drafts };
  }

  #decideOne(report: ReportFigure, state: FigureState, { words }: Batch) {
    try {
      const context = words.contextOf(report, this.#parts.clock.now());
      const decision = decideReport(report, state, context);
      return decision;
    } catch (error) {
      // The report's outcome is unknown: the caller has to send all of them again.
      if (!isLedgerError(error) || error.kind === 'transient') throw error;
      return refused(error);
    }
  }
}

/** True if the store's server accepts less at once; nothing was written. */
function isTooLarge(error: unknown): error is AppendTooLarge | EventTooLarge {
  return error instanceof AppendTooLarge || error instanceof EventTooLarge;
}

function refused({ code, message }: LedgerError): ReportRefused {
  return { outcome: 'refused', code, message };
}

/** The publications that something was added to. */
function addedTo(
  reports: readonly ReportFigure[],
  answers: readonly ReportAnswer[],
): ReadonlySet<string> {
  const isAdded = (outcome = 'refused') => outcome !== 'refused' && outcome !== 'unchanged';
  const added = reports.filter((_, i) => isAdded(answers[i]?.outcome));
  return new Set(added.map(({ publication }) => publication));
}

function byFigure(reports: readonly ReportFigure[]): Map<FigureKey, Waiting[]> {
  const figures = new Map<FigureKey, Waiting[]>();
  reports.forEach((report, index) => {
    const waiting = figures.get(report.key);
    if (waiting === undefined) figures.set(report.key, [{ index, report }]);
    else waiting.push({ index, report });
  });
  return figures;
}

/** Puts the answers to the reports of one figure at their indexes. */
function answer(
  { answers }: Batch,
  key: FigureKey,
  waiting: readonly Waiting[],
  settled: Committed<readonly Draft[]>,
): void {
  answersOf(key, settled).forEach((one, i) => {
    const index = waiting[i]?.index;
    if (index !== undefined) answers[index] = one;
  });
}
