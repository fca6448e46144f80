import type { EventStore } from '@ledger/event-store-port';
import { disclosureOf, makePack, type EvidenceQuestion } from '@ledger/figures-evidence';
import { parseInstant } from '@ledger/kernel';
import { generateKey, parseSigner } from '@ledger/transparency';
import { bringLogOn, identityOf, LatestLog, type Witnesses } from '@ledger/transparency-log';
import { InMemoryLogStore, InMemoryStreamMapStore } from '@ledger/transparency-log/testing';

/** A transparency log of an event log, and evidence by it. */
export interface LoggedEvidence {
  /** The public key of the log. */
  readonly key: string;
  /** Signs a checkpoint of everything recorded so far. */
  sign(): Promise<void>;
  /** The pack of a figure as of the last checkpoint. */
  pack(question: EvidenceQuestion): Promise<Uint8Array>;
}

/** Keeps a transparency log in memory. */
export function loggedEvidence(
  eventStore: EventStore,
  now: string,
  witnesses?: Witnesses,
): LoggedEvidence {
  const signer = parseSigner(generateKey('ledger.example/log'));
  const log = {
    ...{ origin: 'ledger.example/log', signers: [signer], store: new InMemoryLogStore() },
    streams: { store: new InMemoryStreamMapStore(), disclosureOf },
    ...(witnesses === undefined ? {} : { witnesses }),
  };
  const identity = identityOf(log);
  const parts = {
    ...{ eventStore, streams: log.streams, identity, now: () => parseInstant(now) },
    log: new LatestLog(log.store, identity),
  };
  return {
    key: signer.verifier.text,
    sign: () => bringLogOn({ ...log, eventStore }),
    pack: async (question) => (await makePack(parts, question)).bytes,
  };
}
