import { hostname } from 'node:os';
import type { EventStore } from '@ledger/event-store-port';
import { FindingsFollower } from '@ledger/figures-application';
import { rulesNumber } from '@ledger/findings';
import {
  derivedId,
  doublingBackOff,
  messageOf,
  retryUntilAborted,
  type Origin,
} from '@ledger/kernel';
import type { FindingsMeter, ProcessMetrics } from '@ledger/observability';
import type { ProjectionStore, ProjectorLease } from '@ledger/projections-port';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import type { Duty } from './duty.js';
import { StoredPosition } from './followed-position.js';
import { LongWork } from './long-work.js';

/** The dependencies of the follower that raises findings. */
export interface FindingsDutyParts {
  readonly eventStore: EventStore;
  /** Stores how far it has come; closed by {@link FindingsDuty.stop}. */
  readonly checkpoints: ProjectionStore;
  /** Lets one process follow, where several could. */
  readonly lease?: ProjectorLease;
  /** Called with an error that retrying does not cure: a bug. */
  readonly onRefused: (error: unknown) => void;
}

const log = new Logger('findings');

/**
 * Recomputes the numbers of each publication when it is sealed or released, raises what
 * contradicts itself, and closes what was corrected. What it has reviewed is not reviewed again,
 * unless the rules are others.
 */
export class FindingsDuty implements Duty {
  readonly name = 'findings';
  readonly #parts: FindingsDutyParts;
  readonly #work = new LongWork();
  #follower: FindingsFollower | undefined;
  #meter: FindingsMeter | undefined;
  #outage: string | undefined;

  constructor(parts: FindingsDutyParts) {
    this.#parts = parts;
  }

  get fault(): string | undefined {
    return this.#work.refusal ?? this.#outage ?? this.#parts.lease?.fault;
  }

  join(ledger: INestApplicationContext, metrics: ProcessMetrics): void {
    this.#follower = ledger.get(FindingsFollower, { strict: false });
    this.#meter = metrics.findings;
  }

  start(): void {
    const { lease, onRefused } = this.#parts;
    const run = (signal: AbortSignal) => this.#follow(signal);
    this.#work.begin((signal) => lease?.run(signal, run) ?? run(signal), onRefused);
  }

  stop(): Promise<void> {
    return this.#work.stop(() => this.#parts.checkpoints.close());
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { eventStore, checkpoints } = this.#parts;
    const follower = this.#follower;
    if (follower === undefined) throw new TypeError('A follower joins its ledger first.');
    const rules = { name: 'findings-follower', version: rulesNumber() };
    const place = new StoredPosition(checkpoints, eventStore, rules);
    const onOutage = (error: unknown): void => void (this.#outage = messageOf(error));
    const retry = { signal, backOff: doublingBackOff, onOutage };
    await retryUntilAborted(retry, async (progressed) => {
      const onFollowed = (position: number): void => {
        this.#outage = undefined;
        this.#meter?.reached(position);
        progressed();
      };
      const onRefused = (publication: string, { message, code }: Refusal) => {
        this.#meter?.refused(code);
        log.warn(`${publication} was not reviewed: ${message}`);
      };
      const following = { origin: originOfFollower(), signal, place, onFollowed, onRefused };
      for await (const { raised, ended } of follower.follow(following)) {
        this.#meter?.reviewed(raised, ended);
      }
    }).finally(() => this.#meter?.left());
  }
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** One run of the follower is one correlation. */
function originOfFollower(): Origin {
  const id = derivedId(`findings\n${hostname()}\n${process.pid}\n${Date.now()}`);
  return { actor: 'ledger', correlationId: id, causationId: id };
}
