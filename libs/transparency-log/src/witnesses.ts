import {
  formatNote,
  parseSignatures,
  verifiedSignatures,
  type Hash,
  type NoteSignature,
  type NoteVerifier,
  type PolicyWitness,
  type SignedNote,
  type WitnessPolicy,
} from '@ledger/transparency';
import { messageOf } from '@ledger/kernel';

/** What a witness answered. */
export interface WitnessAnswer {
  readonly status: number;
  readonly body: string;
}

/** Sends a request to a witness. It fails if there is no answer before the signal. */
export type SendToWitness = (
  address: string,
  body: string,
  signal: AbortSignal,
) => Promise<WitnessAnswer>;

/** How witnesses are asked. */
export interface WitnessesOptions {
  readonly policy: WitnessPolicy;
  /** Receives what is wrong with one of them, as a sentence. */
  readonly onFault?: (fault: string) => void;
  /** How long one may take, 2 seconds by default. */
  readonly timeoutMs?: number;
  /** Over HTTP by default. */
  readonly send?: SendToWitness;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/** A checkpoint to be cosigned. */
export interface ToCosign {
  /** Signed by the log, and perhaps by some witnesses already. */
  readonly note: SignedNote;
  readonly size: number;
  /** Proves that the tree of a smaller size is the beginning of this one. */
  readonly consistencyProof: (from: number) => Promise<readonly Hash[]>;
}

/** A checkpoint with the cosignatures that it got. */
export interface Cosigned {
  readonly note: SignedNote;
  /** True if the policy is met. */
  readonly isEnough: boolean;
}

const TIMEOUT_MS = 2_000;
const ANSWER_BYTES_MAX = 65_536;
/** The pause after a failure, doubled with each further one. */
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 60_000;

/** What is known of a witness: it may know more, and then says so. */
interface Standing {
  /** The entries of the last checkpoint that it cosigned. */
  size: number;
  failures: number;
  againAtMs: number;
}

/**
 * Has checkpoints cosigned by witnesses (C2SP tlog-witness). A witness that fails is asked again
 * after a while, and is caught up then: it says which size it knows, and gets the proof from there.
 */
export class Witnesses {
  readonly #policy: WitnessPolicy;
  readonly #onFault: (fault: string) => void;
  readonly #timeoutMs: number;
  readonly #sendTo: SendToWitness;
  readonly #now: () => number;
  readonly #standing = new Map<PolicyWitness, Standing>();

  constructor(options: WitnessesOptions) {
    this.#policy = options.policy;
    this.#onFault = options.onFault ?? (() => undefined);
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.#sendTo = options.send ?? post;
    this.#now = options.now ?? (() => performance.now());
  }

  /** True if some witness that can be asked has not cosigned. */
  isMissing(note: SignedNote): boolean {
    return this.#missing(note).length > 0;
  }

  /** True if such a witness is to be asked now: it did not fail lately. */
  isDue(note: SignedNote): boolean {
    return this.#toAsk(note).length > 0;
  }

  /** Asks all witnesses at once that have not cosigned; those that failed lately are left alone. */
  async cosigned(checkpoint: ToCosign): Promise<Cosigned> {
    const asked = this.#toAsk(checkpoint.note);
    const answers = await Promise.all(asked.map((one) => this.#ask(one, checkpoint)));
    const { text, signatures } = checkpoint.note;
    const note = { text, signatures: [...signatures, ...answers.flat()] };
    return { note, isEnough: this.#policy.isMet(this.#cosigners(note)) };
  }

  #toAsk(note: SignedNote): readonly PolicyWitness[] {
    const now = this.#now();
    return this.#missing(note).filter((one) => this.#standingOf(one).againAtMs <= now);
  }

  #missing(note: SignedNote): readonly PolicyWitness[] {
    const cosigners = this.#cosigners(note);
    return this.#policy.witnesses.filter(
      ({ url, verifier }) => url !== undefined && !cosigners.has(verifier),
    );
  }

  #cosigners(note: SignedNote): ReadonlySet<NoteVerifier> {
    const verifiers = this.#policy.witnesses.map(({ verifier }) => verifier);
    return new Set(verifiedSignatures(note, verifiers).map(({ verifier }) => verifier));
  }

  async #ask(witness: PolicyWitness, checkpoint: ToCosign): Promise<readonly NoteSignature[]> {
    const standing = this.#standingOf(witness);
    try {
      const signatures = await this.#cosignatures(witness, standing, checkpoint);
      standing.size = checkpoint.size;
      standing.failures = 0;
      return signatures;
    } catch (error) {
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** standing.failures, LAST_PAUSE_MS);
      standing.failures += 1;
      standing.againAtMs = this.#now() + pauseMs;
      this.#onFault(`Witness ${witness.name} did not cosign: ${messageOf(error)}.`);
      return [];
    }
  }

  async #cosignatures(
    witness: PolicyWitness,
    standing: Standing,
    checkpoint: ToCosign,
  ): Promise<readonly NoteSignature[]> {
    const first = await this.#send(witness, standing.size, checkpoint);
    const answer =
      first.status === CONFLICT
        ? await this.#send(witness, knownSize(first, checkpoint.size), checkpoint)
        : first;
    if (answer.status !== OK) throw new Error(faultOf(answer, checkpoint.size));
    const signatures = parseSignatures(answer.body);
    const note = { text: checkpoint.note.text, signatures };
    const [found] = verifiedSignatures(note, [witness.verifier]);
    if (found === undefined) throw new Error('its answer has no cosignature of its key');
    const { name, keyId } = witness.verifier;
    return signatures.filter((one) => one.name === name && one.keyId === keyId).slice(0, 1);
  }

  async #send(
    { url = '' }: PolicyWitness,
    from: number,
    { note, size, consistencyProof }: ToCosign,
  ): Promise<WitnessAnswer> {
    const isProved = from > 0 && from < size;
    const hashes = isProved ? await consistencyProof(from) : [];
    const proof = hashes.map((hash) => `${Buffer.from(hash).toString('base64')}\n`).join('');
    const body = `old ${Math.min(from, size)}\n${proof}\n${formatNote(note)}`;
    const address = `${url.replace(/\/$/, '')}/add-checkpoint`;
    return this.#sendTo(address, body, AbortSignal.timeout(this.#timeoutMs));
  }

  #standingOf(witness: PolicyWitness): Standing {
    const known = this.#standing.get(witness);
    if (known !== undefined) return known;
    const unknown = { size: 0, failures: 0, againAtMs: 0 };
    this.#standing.set(witness, unknown);
    return unknown;
  }
}

const OK = 200;
const CONFLICT = 409;

/** The size that a witness says it has cosigned; from there it can be caught up. */
function knownSize({ body }: WitnessAnswer, size: number): number {
  const known = /^\d{1,16}\n?$/.test(body) ? Number(body) : Number.NaN;
  if (!Number.isSafeInteger(known)) throw new Error('it does not say which size it knows');
  if (known > size) {
    throw new Error(
      `it has cosigned ${known} entries of this log, and there are ${size} here: the event log ` +
        'lost its end or is another one (`ledger verify`)',
    );
  }
  return known;
}

function faultOf({ status, body }: WitnessAnswer, size: number): string {
  if (status === CONFLICT) {
    return (
      `it has cosigned another tree of ${size} entries: this log is a fork ` +
      '(`ledger verify`)'
    );
  }
  if (status === 422) {
    return (
      'the beginning of this log is not what it has cosigned: this log is a fork ' +
      '(`ledger verify`)'
    );
  }
  if (status === 404) return 'it does not know this log: register the origin and key with it';
  if (status === 403) return 'it knows another key of this log';
  return `it answered ${status} ${body.slice(0, 200).trim()}`;
}

async function post(
  address: string,
  body: string,
  signal: AbortSignal,
): Promise<WitnessAnswer> {
  const response = await fetch(address, { method: 'POST', body, redirect: 'error', signal });
  return { status: response.status, body: await textOf(response) };
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return '';
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error('its answer is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
