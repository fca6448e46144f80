import {
  CloseFollowUp,
  DefineMeasure,
  RaiseFollowUp,
  RedefineMeasure,
  RegisterArea,
  RegisterDimension,
  RegisterOwnership,
  RegisterPublication,
  RegisterPublisher,
  ReportFiguresTogether,
  SealPublication,
  type ReportAnswer,
  type ReportOutcome,
} from '@ledger/figures-application';
import { APPEND_EVENTS_MAX } from '@ledger/event-store-port';
import type { CapturedPublication, SeedLocation, SeedsPlan } from '@ledger/capture';
import { isLedgerError, type Origin } from '@ledger/kernel';
import type { Command, CommandBus } from '@nestjs/cqrs';
import { inWaves, type Dependence } from './in-waves.js';

/** The progress of a load, in steps that are each a command or a report. */
export interface LoadProgress {
  readonly done: number;
  readonly total: number;
  /** What is being loaded: a registry, or the id of a publication. */
  readonly what: string;
}

/** A command or a report of a plan that the ledger refused. */
export interface LoadRefusal {
  /** Where it is in the plan; registries are only named. */
  readonly place: SeedLocation;
  readonly code: string;
  readonly message: string;
}

/** The outcome of a load. */
export interface LoadSummary {
  /** Reports by outcome. */
  readonly outcomes: Readonly<Record<ReportOutcome | 'refused', number>>;
  /** Commands that changed something, without reports. */
  readonly changes: number;
  readonly refusals: readonly LoadRefusal[];
  /** Views at or after this position show everything that was loaded. */
  readonly position: number;
}

/** What a load depends on. */
export interface LoadOptions {
  readonly commands: Pick<CommandBus, 'execute'>;
  readonly origin: Origin;
  /** Publications to seal at the end, though the plan is not the whole folder. */
  readonly mended?: ReadonlySet<string>;
  /**
   * How many registrations may be under way at once; {@link ABREAST_MAX} by default. One by one
   * they enter the log in the order of the plan; concurrently they may overtake each other.
   */
  readonly abreastMax?: number;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * Sends a whole plan to the ledger: registries, then each publication with its reports and
 * follow-ups, sealed at its end unless something in it was refused.
 *
 * The reports of a publication enter the log all together or not at all, if the store supports
 * that and they are not too many; else part of them may be there for a while. The seal follows
 * all of them in either case.
 *
 * Loading a plan again changes nothing and continues an interrupted load. Refusals are listed in
 * the summary and do not affect the rest.
 *
 * @throws anything but a refusal: the log cannot be written, or there is a bug
 */
export async function loadPlan(plan: SeedsPlan, options: LoadOptions): Promise<LoadSummary> {
  const load = new Load(plan, options);
  await load.registries();
  for (const publication of plan.publications) await load.publication(publication);
  return load.summary;
}

/** The answer to a command of a plan. */
interface Changed {
  readonly changed: boolean;
  readonly position: number;
}

/** A command of a plan, and where it is in the plan. */
interface Step {
  readonly command: Command<Changed>;
  readonly place: SeedLocation;
}

const codeOf = ({ code }: { readonly code: string }): string => code;
const idOf = ({ id }: { readonly id: string }): string => id;
const parentOf = ({ parent }: { readonly parent?: string | undefined }): string | undefined =>
  parent;

class Load {
  readonly #plan: SeedsPlan;
  readonly #options: LoadOptions;
  readonly #total: number;
  readonly #outcomes: Record<ReportOutcome | 'refused', number> = {
    recorded: 0,
    confirmed: 0,
    revised: 0,
    restated: 0,
    finalised: 0,
    contradicted: 0,
    withdrawn: 0,
    unchanged: 0,
    refused: 0,
  };
  readonly #refusals: LoadRefusal[] = [];
  #changes = 0;
  #done = 0;
  #position = 0;

  constructor(plan: SeedsPlan, options: LoadOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#total = stepsOf(plan, options);
  }

  get summary(): LoadSummary {
    return {
      outcomes: { ...this.#outcomes },
      changes: this.#changes,
      refusals: [...this.#refusals],
      position: this.#position,
    };
  }

  async registries(): Promise<void> {
    const { origin } = this.#options;
    const { publishers, areas, dimensions, measures, definitions, ownerships } = this.#plan;
    await this.#abreast(publishers, { name: idOf }, (facts) => ({
      command: new RegisterPublisher(facts, origin),
      place: { file: 'publishers.csv' },
    }));
    const under = { name: idOf, needs: parentOf };
    await this.#abreast(areas, under, (facts) => ({
      command: new RegisterArea(facts, origin),
      place: { file: 'areas.csv' },
    }));
    await this.#abreast(dimensions, { name: idOf }, (facts) => ({
      command: new RegisterDimension(facts, origin),
      place: { file: 'dimensions.csv' },
    }));
    await this.#abreast(measures, { name: codeOf }, (facts) => ({
      command: new DefineMeasure(facts, origin),
      place: { file: 'measures.csv' },
    }));
    // One after the other: they share one stream.
    await this.#abreast(ownerships, { name: () => 'ownership' }, (facts) => ({
      command: new RegisterOwnership(facts, origin),
      place: { file: 'ownerships.csv' },
    }));
    await this.#abreast(definitions, { name: codeOf }, (facts) => ({
      command: new RedefineMeasure(facts, origin),
      place: { file: 'measures.csv' },
    }));
  }

  /** All of a wave at once, wave by wave; refusals are listed in the order of the plan. */
  async #abreast<Facts>(
    all: readonly Facts[],
    dependence: Dependence<Facts>,
    stepOf: (facts: Facts) => Step,
  ): Promise<void> {
    for (const wave of inWaves(all, dependence, this.#options.abreastMax)) {
      const steps = wave.map(stepOf);
      const carried = steps.map(({ command }) => this.#options.commands.execute(command));
      // Nothing is under way any more when a failure ends the load.
      await Promise.allSettled(carried);
      for (const [i, { place }] of steps.entries()) {
        const answer = carried[i];
        if (answer !== undefined) await this.#take(answer, place, place.file);
      }
    }
  }

  async publication(publication: CapturedPublication): Promise<void> {
    const { origin } = this.#options;
    const { id } = publication.facts;
    const place = { file: `${id}/publication.json` };
    const refusedBefore = this.#refusals.length;
    await this.#execute(new RegisterPublication(publication.facts, origin), place, id);
    await this.#reports(publication);
    for (const { place: at, facts, closing } of publication.followUps) {
      await this.#execute(new RaiseFollowUp(facts, origin), at, id);
      if (closing === undefined) continue;
      await this.#execute(new CloseFollowUp(facts.id, closing, origin), at, id);
    }
    // Half a publication is never declared complete.
    const isWhole = isToBeSealed(id, this.#plan, this.#options);
    if (isWhole && this.#refusals.length === refusedBefore)
      await this.#execute(new SealPublication(id, origin), place, id);
  }

  async #reports({ facts, reports }: CapturedPublication): Promise<void> {
    for (let from = 0; from < reports.length; from += APPEND_EVENTS_MAX) {
      const together = reports.slice(from, from + APPEND_EVENTS_MAX);
      const answers = await this.#options.commands.execute(
        new ReportFiguresTogether(
          together.map(({ report }) => report),
          this.#options.origin,
        ),
      );
      together.forEach(({ place }, i) => this.#note(answers[i], place));
      this.#advance(together.length, facts.id);
    }
  }

  #note(answer: ReportAnswer | undefined, place: SeedLocation): void {
    if (answer === undefined) throw new TypeError('Every report has one answer.');
    this.#outcomes[answer.outcome] += 1;
    if (answer.outcome === 'refused') {
      this.#refusals.push({ place, code: answer.code, message: answer.message });
    } else {
      this.#position = Math.max(this.#position, answer.position);
    }
  }

  #execute(command: Step['command'], place: SeedLocation, what = place.file): Promise<void> {
    return this.#take(this.#options.commands.execute(command), place, what);
  }

  async #take(carried: Promise<Changed>, place: SeedLocation, what: string): Promise<void> {
    try {
      const { changed, position } = await carried;
      if (changed) this.#changes += 1;
      this.#position = Math.max(this.#position, position);
    } catch (error) {
      if (!isLedgerError(error) || error.kind === 'transient') throw error;
      this.#refusals.push({ place, code: error.code, message: error.message });
    }
    this.#advance(1, what);
  }

  #advance(steps: number, what: string): void {
    this.#done += steps;
    this.#options.onProgress?.({ done: this.#done, total: this.#total, what });
  }
}

function isToBeSealed(id: string, { isWhole }: SeedsPlan, { mended }: LoadOptions): boolean {
  return isWhole || mended?.has(id) === true;
}

function stepsOf(plan: SeedsPlan, options: LoadOptions): number {
  const { publishers, areas, dimensions, measures, definitions, ownerships } = plan;
  const registries = [publishers, areas, dimensions, measures, definitions, ownerships];
  let steps = registries.reduce((sum, { length }) => sum + length, 0);
  for (const { facts, reports, followUps } of plan.publications) {
    const closed = followUps.filter(({ closing }) => closing !== undefined).length;
    const sealed = isToBeSealed(facts.id, plan, options) ? 1 : 0;
    steps += 1 + reports.length + followUps.length + closed + sealed;
  }
  return steps;
}
