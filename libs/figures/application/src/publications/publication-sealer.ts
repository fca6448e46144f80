import type { EventStore } from '@ledger/event-store-port';
import {
  sealPublication,
  UnknownPublication,
  type KnownPublication,
  type PublicationContents,
  type PublicationState,
} from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import type { CommandAnswer, CommandDecider } from '../streams/command-decider.js';
import type { PublicationGates } from './publication-gates.js';
import type { Registry } from '../streams/registry.js';
import { publication } from '../streams/subjects.js';

/** What a sealer depends on. */
export interface PublicationSealerParts {
  readonly decider: CommandDecider;
  readonly gates: PublicationGates;
  readonly store: EventStore;
  readonly contents: PublicationContents;
  readonly registry: Registry;
}

/**
 * Seals publications so that the seal in force matches the log, also where other processes
 * report into them.
 *
 * Gates keep out reports of this process. A report of another one may have been decided before
 * the seal and be appended after what was counted, so the sealer counts again if something else
 * was recorded meanwhile, and a reporter checks before it answers whether the publication was
 * sealed meanwhile, and then counts too. Of a report and a seal that race, one comes second, and
 * the second sees the first: this requires nothing of a store but order.
 */
export class PublicationSealer {
  readonly #parts: PublicationSealerParts;

  constructor(parts: PublicationSealerParts) {
    this.#parts = parts;
  }

  /**
   * Seals a publication.
   *
   * @throws {UnknownPublication}
   * @throws whatever {@link PublicationContents.sealOf} and {@link CommandDecider.decideOn} throw
   */
  seal(id: string, origin: Origin): Promise<CommandAnswer> {
    return this.#untilItFits(id, origin, (seal, known) => sealPublication(id, seal, known));
  }

  /**
   * Counts publications again that another process sealed while this one was still adding to
   * them; those that were reopened meanwhile stay open.
   */
  async fitSeals(ids: Iterable<string>, origin: Origin): Promise<void> {
    for (const id of ids) {
      const known = await this.#parts.registry.publication(id);
      if (known?.capture.state !== 'sealed') continue;
      await this.#untilItFits(id, origin, (seal, state) => amended(id, seal, state));
    }
  }

  /**
   * Changes which appearances a publication has, as a report does: not while it is being sealed,
   * and if another process seals it meanwhile, its contents are counted again.
   *
   * @throws {UnknownPublication}
   * @throws whatever `change` and {@link fitSeals} throw
   */
  async changing(
    id: string,
    origin: Origin,
    change: (known: KnownPublication) => Promise<CommandAnswer>,
  ): Promise<CommandAnswer> {
    const { gates, registry } = this.#parts;
    const answer = await gates.open([id], async () => {
      const known = await registry.publication(id);
      if (known === undefined) throw new UnknownPublication(id);
      return change(known);
    });
    if (answer.changed) await this.fitSeals([id], origin);
    return answer;
  }

  #untilItFits(id: string, origin: Origin, first: SealDecision): Promise<CommandAnswer> {
    const { gates, store, contents, decider } = this.#parts;
    return gates.shut(id, async () => {
      let last: CommandAnswer | undefined;
      // This terminates: reports that are decided after the first seal are refused.
      for (let decide = first; ; decide = (seal, known) => amended(id, seal, known)) {
        const head = await store.head();
        const seal = await contents.sealOf(id, head);
        const answer = await decider.decideOn({ origin }, publication(id), (known) =>
          decide(seal, known),
        );
        if (!answer.changed) return last ?? answer;
        last = answer;
        const [next] = await store.readAll(head, 1);
        if (next?.id === answer.eventId) return answer;
      }
    });
  }
}

type Seal = Awaited<ReturnType<PublicationContents['sealOf']>>;

type SealDecision = (seal: Seal, known: PublicationState) => ReturnType<typeof sealPublication>;

function amended(
  id: string,
  seal: Seal,
  known: PublicationState,
): ReturnType<typeof sealPublication> {
  return known?.capture.state === 'sealed' ? sealPublication(id, seal, known) : [];
}
